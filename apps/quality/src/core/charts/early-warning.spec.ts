import { alarmsOf } from './early-warning.js';
import { uPoint } from './u-chart.js';

const judged = (count: number, centre: number, rules: Parameters<typeof alarmsOf>[0]['rules']) =>
  alarmsOf({ ...uPoint({ count, exposure: 1 }, centre), rules });

describe('alarmsOf', () => {
  it('does not cry wolf over a few failures of a rare kind', () => {
    expect(judged(2, 0.3, ['beyond-3-sigma'])).toEqual([]);
    expect(judged(5, 0.3, ['beyond-3-sigma'])).toEqual(['beyond-3-sigma']);
  });

  it('keeps the three sigmas where failures are many', () => {
    expect(judged(440, 370, ['beyond-3-sigma'])).toEqual(['beyond-3-sigma']);
  });

  it('speaks up after eight periods above the centre, not below it', () => {
    expect(judged(6, 5, ['8-on-one-side'])).toEqual(['8-on-one-side']);
    expect(judged(4, 5, ['8-on-one-side', 'beyond-3-sigma'])).toEqual([]);
  });
});
