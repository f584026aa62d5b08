import { brentMinimum, brentRoot } from './brent.js';
import { gammaLogTails, gammaLoss, gammaQuantile } from './gamma-distribution.js';
import { goldenSection } from './golden-section.js';
import { logIncompleteBeta } from './incomplete-beta.js';
import { logIncompleteGamma } from './incomplete-gamma.js';
import { logGamma } from './log-gamma.js';
import { logOneMinusExp } from './log-tails.js';
import {
  negativeBinomialLogTails,
  negativeBinomialLoss,
  negativeBinomialOf,
  negativeBinomialProbability,
  negativeBinomialQuantile,
} from './negative-binomial.js';
import { nelderMead } from './nelder-mead.js';
import { normalCdf, normalCdfQuick, normalLogTails, normalLoss, normalQuantile } from './normal.js';
import { poissonLogTails, poissonLoss, poissonQuantile } from './poisson-tails.js';
import { weibullHazard, weibullLogTails, weibullQuantile } from './weibull.js';

const relative = (value: number, expected: number) => Math.abs(value / expected - 1);

describe('logGamma', () => {
  it('is smooth where its two methods meet, and right far out', () => {
    expect(relative(logGamma(100.0000001) - logGamma(99.9999999), 2e-7 * (Math.log(100) - 0.005))).toBeLessThan(1e-5);
    expect(logGamma(101)).toBeCloseTo(363.73937555556347, 11);
  });
});

describe('tails on log scale', () => {
  it('agree with closed forms: Q(1, x) = e^-x, I_x(1, b) = 1 - (1 - x)^b, I_x(a, 1) = x^a', () => {
    for (const x of [1e-8, 0.3, 1, 5, 700, 5000]) expect(logIncompleteGamma(1, x).upper).toBeCloseTo(-x, 8);
    for (const x of [1e-9, 0.2, 0.7, 0.999]) {
      expect(relative(logIncompleteBeta(1, 7, x).upper, 7 * Math.log1p(-x))).toBeLessThan(1e-12);
      expect(relative(logIncompleteBeta(3, 1, x).lower, 3 * Math.log(x))).toBeLessThan(1e-12);
    }
  });

  it('keep their digits far out: pnorm(-40, log = TRUE), pnorm(-10)', () => {
    expect(relative(normalLogTails(-40).lower, -804.608442013754)).toBeLessThan(1e-12);
    expect(relative(normalCdf(-10), 7.61985302416052e-24)).toBeLessThan(1e-11);
    for (const z of [-6, -1.3, 0, 0.2, 4]) expect(relative(normalCdfQuick(z), normalCdf(z))).toBeLessThan(1.2e-7);
    expect(relative(Math.exp(poissonLogTails(59, 5).upper), poissonSum(60, 5))).toBeLessThan(1e-11);
  });

  it('add up to one', () => {
    for (const [lower, upper] of [
      Object.values(logIncompleteGamma(250, 240)),
      Object.values(logIncompleteBeta(0.02, 30, 0.01)),
      Object.values(negativeBinomialLogTails(12, { size: 0.3, success: 0.02 })),
    ]) {
      expect(Math.exp(lower!) + Math.exp(upper!)).toBeCloseTo(1, 14);
    }
    expect(logOneMinusExp(-1e-20)).toBeCloseTo(Math.log(1e-20), 10);
  });

  it('refuse what has no value', () => {
    expect(() => logIncompleteGamma(-1, 2)).toThrow('shape > 0');
    expect(() => logIncompleteBeta(1, 1, 2)).toThrow('a, b > 0');
  });
});

describe('counts', () => {
  it('agree with summing the probabilities', () => {
    for (const [mean, variance] of [
      [0.05, 0.06],
      [1.7, 9],
      [30, 400],
      [500, 600],
    ] as const) {
      const distribution = negativeBinomialOf(mean, variance);
      let [cdf, shortage] = [0, mean];
      for (let count = 0; count < mean * 3 + 5; count += 1) {
        expect(Math.abs(negativeBinomialLoss(count, distribution) - shortage)).toBeLessThan(1e-9 * (1 + mean));
        cdf += negativeBinomialProbability(count, distribution);
        shortage -= 1 - cdf;
        expect(Math.abs(Math.exp(negativeBinomialLogTails(count, distribution).lower) - cdf)).toBeLessThan(1e-11);
      }
    }
  });

  it('have the smallest count that reaches a probability', () => {
    const distribution = negativeBinomialOf(1.6, 4.4);
    for (const probability of [0.001, 0.3, 0.5, 0.9, 0.999999]) {
      const count = negativeBinomialQuantile(probability, distribution);
      expect(Math.exp(negativeBinomialLogTails(count, distribution).lower)).toBeGreaterThanOrEqual(probability);
      expect(Math.exp(negativeBinomialLogTails(count - 1, distribution).lower)).toBeLessThan(probability);
    }
    expect(poissonQuantile(0.5, 0)).toBe(0);
    expect(poissonQuantile(0.95, 1e6)).toBe(1_001_645);
    expect(poissonLoss(2.5, 1)).toBeCloseTo(1 - 2.5 + 2.5 / Math.E + 1.5 / Math.E + 0.25 / Math.E, 14);
  });

  it('refuse a variance that no negative binomial has', () => {
    expect(() => negativeBinomialOf(2, 2)).toThrow('variance 2');
    expect(() => poissonQuantile(1, 2)).toThrow('no quantile');
  });
});

describe('continuous distributions', () => {
  it('agree with known values', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.262340089798409, 12);
    expect(normalLoss(0)).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 14);
    expect(gammaQuantile(0.95, 0.5, 2)).toBeCloseTo(3.841458820694124, 11);
    expect(gammaQuantile(1e-6, 0.01, 1)).toBe(0);
    expect(gammaLoss(0.7, 1, 2)).toBeCloseTo(2 * Math.exp(-0.35), 13);
    expect(weibullQuantile(1 - Math.exp(-1), 1.7, 300)).toBeCloseTo(300, 10);
    expect(weibullLogTails(600, 2, 300).upper).toBeCloseTo(-4, 12);
    expect(weibullHazard(50, 1, 200)).toBeCloseTo(1 / 200, 15);
  });

  it('turn quantiles back into probabilities', () => {
    for (const probability of [1e-9, 0.04, 0.5, 0.96, 1 - 1e-9]) {
      for (const shape of [0.3, 2.5, 900]) {
        const x = gammaQuantile(probability, shape, 1.6);
        expect(relative(Math.exp(gammaLogTails(x, shape, 1.6).lower), probability)).toBeLessThan(1e-9);
      }
    }
  });
});

describe('search', () => {
  it('finds roots and refuses where there is none', () => {
    expect(brentRoot((x) => x ** 3 - 2, 0, 5)).toBeCloseTo(Math.cbrt(2), 11);
    expect(() => brentRoot((x) => x * x + 1, -1, 1)).toThrow('change of sign');
  });

  it('finds what is least along a line and in a valley', () => {
    expect(brentMinimum((x) => (x - 1.3) ** 2 + 4, -10, 10)).toBeCloseTo(1.3, 7);
    expect(goldenSection((x) => Math.abs(x - 0.3), 0, 1, 1e-10)).toBeCloseTo(0.3, 9);
    const banana = ([x = 0, y = 0]: readonly number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const { point } = nelderMead(banana, [-1.2, 1], [0.1, 0.1], 1e-14);
    expect(point[0]).toBeCloseTo(1, 4);
    expect(point[1]).toBeCloseTo(1, 4);
  });
});

function poissonSum(from: number, mean: number): number {
  let sum = 0;
  for (let k = from + 60; k >= from; k -= 1) sum += Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
  return sum;
}
