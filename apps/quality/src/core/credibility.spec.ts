import fc from 'fast-check';
import { neutralMean, priorOf, shrunkMean, type SiteSums } from './credibility.js';

const sumsOf = (values: number[]): SiteSums => ({
  orders: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  sumSquares: values.reduce((sum, value) => sum + value ** 2, 0),
});
const repeat = (value: number, times: number) => Array.from({ length: times }, () => value);

describe('priorOf', () => {
  it('gives the neutral mean to an empty network', () => {
    expect(priorOf([])).toEqual({ mean: neutralMean, orders: 20 });
    expect(priorOf([sumsOf([])])).toEqual({ mean: neutralMean, orders: 20 });
  });

  it('computes s², a and k of Bühlmann and Straub by hand', () => {
    // Two sites of 4: means 0.75 and 0.25. s² = (0.75 + 0.75) / 6 = 0.25; a = (8 · 0.25² - 0.25) / (8 - 32 / 8) = 0.0625; k = 4, raised to 5.
    const two = [sumsOf([1, 1, 1, 0]), sumsOf([0, 0, 0, 1])];
    expect(priorOf(two)).toEqual({ mean: 0.5, orders: 5 });
    // Of 40: s² = 15 / 78; a = (80 · 0.04 - s²) / (80 - 3200 / 80) with means 0.7 and 0.3.
    const wide = [sumsOf([...repeat(1, 28), ...repeat(0, 12)]), sumsOf([...repeat(1, 12), ...repeat(0, 28)])];
    const within = 16.8 / 78;
    expect(priorOf(wide).orders).toBeCloseTo(Math.max(5, within / ((80 * 0.04 - within) / 40)), 10);
  });

  it('finds k between its bounds by the same formula', () => {
    const sites = [repeat(1, 55), repeat(1, 45)].map((ones) => sumsOf([...ones, ...repeat(0, 100 - ones.length)]));
    const within = (55 - 55 ** 2 / 100 + (45 - 45 ** 2 / 100)) / 198;
    const between = (200 * 0.05 ** 2 - within) / 100;
    expect(priorOf(sites).orders).toBeCloseTo(within / between, 8);
    expect(priorOf(sites).orders).toBeGreaterThan(5);
  });

  it('trusts the network most where sites do not differ', () => {
    expect(priorOf([sumsOf([1, 0, 1, 0]), sumsOf([0, 1, 0, 1])]).orders).toBe(200);
  });
});

describe('shrunkMean', () => {
  it('gives a new site the mean of the network', () => {
    expect(shrunkMean(sumsOf([]), { mean: 0.9, orders: 12 })).toBeCloseTo(0.9, 12);
  });

  it('lies between the site and the network, nearer to the site with more orders', () => {
    const value = fc.integer({ min: 0, max: 4 }).map((quarters) => quarters / 4);
    const sites = fc.array(fc.array(value, { maxLength: 30 }).map(sumsOf), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(sites, (network) => {
        const prior = priorOf(network);
        for (const site of network.filter(({ orders }) => orders > 0)) {
          const own = site.sum / site.orders;
          const shrunk = shrunkMean(site, prior);
          expect(shrunk).toBeGreaterThanOrEqual(Math.min(own, prior.mean) - 1e-12);
          expect(shrunk).toBeLessThanOrEqual(Math.max(own, prior.mean) + 1e-12);
          const longer = { orders: site.orders * 10, sum: site.sum * 10, sumSquares: site.sumSquares * 10 };
          expect(Math.abs(shrunkMean(longer, prior) - own)).toBeLessThanOrEqual(Math.abs(shrunk - own) + 1e-12);
        }
      }),
    );
  });
});
