import type { SiteSums } from './credibility.js';
import { type IndicatorName, indicatorNames } from './indicators.js';
import { scoreIndicators, totalScore } from './score-card.js';

const all = <T>(value: T) =>
  Object.fromEntries(indicatorNames.map((name) => [name, value])) as Record<IndicatorName, T>;
const weights = all(1);
const perfect: SiteSums = { orders: 10, sum: 10, sumSquares: 10 };
const none: SiteSums = { orders: 0, sum: 0, sumSquares: 0 };

describe('scoreIndicators', () => {
  it('gives a site without orders the mean of the network and says so', () => {
    const [first] = scoreIndicators(all(none), all([none, perfect]));
    expect(first).toMatchObject({ ownMean: null, networkMean: 100, score: 100 });
  });

  it('keeps what its number was made of', () => {
    const network = all([perfect, { orders: 10, sum: 5, sumSquares: 5 }]);
    const { sums, ownMean, networkMean, priorOrders, score } = scoreIndicators(all(perfect), network)[0]!;
    expect({ sums, ownMean, networkMean }).toEqual({ sums: perfect, ownMean: 100, networkMean: 75 });
    expect(score).toBeCloseTo((100 * (10 + priorOrders * 0.75)) / (10 + priorOrders), 0);
  });
});

describe('totalScore', () => {
  const indicators = scoreIndicators(all(none), all([none]));

  it('weighs the six, whatever the weights add up to', () => {
    const mixed = indicators.map((one, index) => ({ ...one, score: index === 0 ? 100 : 40 }));
    expect(totalScore(mixed, weights)).toBe(50);
    expect(totalScore(mixed, { ...all(0), truthfulness: 0.3 })).toBe(100);
  });

  it('refuses weights that weigh nothing', () => {
    expect(() => totalScore(indicators, all(0))).toThrow('at least one');
  });
});
