import { logGamma } from './log-gamma.js';
import { poissonProbability, poissonUpperTail } from './poisson.js';

describe('logGamma', () => {
  it('agrees with factorials and with half-integers', () => {
    expect(logGamma(1)).toBeCloseTo(0, 14);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
    expect(logGamma(0.25)).toBeCloseTo(1.2880225246980774, 12);
  });

  it('refuses what has no value', () => {
    expect(() => logGamma(0)).toThrow('x > 0');
  });
});

describe('poissonUpperTail', () => {
  it('agrees with R: ppois(count - 1, mean, lower = FALSE)', () => {
    expect(poissonUpperTail(3, 1)).toBeCloseTo(0.0803013970713942, 14);
    expect(poissonUpperTail(1, 0.3)).toBeCloseTo(1 - Math.exp(-0.3), 14);
    expect(poissonUpperTail(2, 5)).toBeCloseTo(1 - 6 * Math.exp(-5), 13);
  });

  it('keeps the digits of tails that 1 - cdf loses', () => {
    const far = poissonUpperTail(60, 5);
    const leading = poissonProbability(60, 5);
    expect(far).toBeGreaterThan(leading);
    expect(far / leading).toBeLessThan(1.1);
  });

  it('falls with the count and adds up with the probability', () => {
    for (const mean of [0.01, 0.7, 4, 37.5, 900]) {
      for (const count of [1, 2, 5, 40, 1000]) {
        const difference = poissonUpperTail(count, mean) - poissonUpperTail(count + 1, mean);
        expect(Math.abs(difference - poissonProbability(count, mean))).toBeLessThan(1e-11);
      }
    }
  });

  it('is certain at zero and impossible without a mean', () => {
    expect(poissonUpperTail(0, 3)).toBe(1);
    expect(poissonUpperTail(1, 0)).toBe(0);
  });
});
