import { jest } from '@jest/globals';
import { median } from './conditions.js';
import { printFigures } from './figures.js';

describe('median', () => {
  it('takes the middle, or the mean of the middle two', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 9])).toBe(3);
    expect(() => median([])).toThrow('median of nothing');
  });
});

describe('printFigures', () => {
  let lines: string[];
  beforeEach(() => {
    lines = [];
    jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  });
  afterEach(() => jest.restoreAllMocks());

  it('says what was aimed at, what is enough and what was missed', () => {
    const slow = { name: 'slow', unit: 's', values: [3, 1, 2], must: 2.5, aim: 1 };
    const rate = { name: 'rate', unit: '/s', values: [1234], must: 1000, aim: 3000, higherIsBetter: true };
    expect(printFigures([slow, rate])).toBe(true);
    expect(lines).toContain('| slow | 2.5 s | 1 s | 2 s | 3, 1, 2 | enough |');
    expect(lines).toContain('| rate | 1000 /s | 3000 /s | 1234 /s | 1234 | enough |');
    expect(printFigures([{ ...slow, must: 1.5 }])).toBe(false);
    expect(lines.at(-1)).toContain('**missed**');
  });
});
