import { toPareto } from './pareto.js';

describe('toPareto', () => {
  it('adds up from the top', () => {
    const bars = toPareto(
      [
        { key: 'a', count: 6 },
        { key: 'b', count: 3 },
        { key: 'c', count: 1 },
      ],
      10,
    );
    expect(bars.map(({ share }) => share)).toEqual([0.6, 0.3, 0.1]);
    expect(bars.map(({ cumulativeShare }) => cumulativeShare)).toEqual([0.6, 0.9, 1]);
  });

  it('does not reach 1 when bars are left out', () => {
    expect(toPareto([{ count: 5 }], 20)[0]?.cumulativeShare).toBe(0.25);
  });

  it('is empty without failures', () => {
    expect(toPareto([], 0)).toEqual([]);
  });
});
