import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { compoundPoisson } from './distributions/compound-poisson.js';
import { installedBaseDemand, learnRatePrior } from './distributions/installed-base.js';
import { renewalDistribution, renewalHazard } from './distributions/renewal.js';
import { willemainBootstrap, willemainExact } from './distributions/willemain.js';
import { DemandState } from './demand-state.js';
import type { DemandForecast } from './demand-forecast.js';
import { forecastItem } from './forecast-item.js';
import { noGroup } from './group-model.js';
import { cleanHistory, suspectedOneOffs } from './history.js';
import { LatticeDistribution } from './lattice-distribution.js';
import { learnGroup } from './learn-group.js';
import { mixtureQuantiles, latticeOf } from './mixture.js';
import { changesSince } from './reasons.js';
import { seasonOf } from './season.js';
import { choose, judgedQuantiles } from './selection.js';

const quantity = fc.oneof(
  { weight: 5, arbitrary: fc.constant<number | null>(0) },
  fc.integer({ min: 0, max: 9 }),
  fc.constantFrom(null, Number.NaN, Number.POSITIVE_INFINITY, -3, 1e300, 1e6, 0.25, 123456789.123, 5e-324),
  fc.double({ min: -50, max: 5000 }),
);
const anyHistory = fc.array(quantity, { maxLength: 70 });

function expectSound(forecast: DemandForecast): void {
  for (const distribution of [forecast.period(1), forecast.period(12), forecast.sum(1), forecast.sum(4.5, 2)]) {
    const quantiles = judgedQuantiles.map((probability) => distribution.quantile(probability));
    const numbers = [...quantiles, distribution.mean, distribution.variance, distribution.shortage(quantiles[4]!)];
    expect(numbers.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
    expect(quantiles.every((value, index) => index === 0 || value >= quantiles[index - 1]!)).toBe(true);
  }
  expect(forecast.mean(1) >= 0 && forecast.meanOver(3) >= forecast.mean(1) * 0.99).toBe(true);
  expect(forecast.reasons.length).toBeGreaterThan(0);
}

describe('forecastItem', () => {
  it('answers on any history, alone and in a group', () => {
    fc.assert(
      fc.property(anyHistory, fc.array(anyHistory, { maxLength: 4 }), (history, others) => {
        const group = learnGroup(
          others.map((other) => cleanHistory(other).demand),
          { horizon: 6, cycle: 12 },
        );
        expectSound(forecastItem(history));
        expectSound(forecastItem(history, { group, horizon: 12, previousMethod: 'long-memory' }));
      }),
      { numRuns: 40 },
    );
  });

  it('stays small however much a quantity stands out and however unsure the lead time is', () => {
    const outlier = fc.record({
      before: fc.integer({ min: 0, max: 8 }),
      size: fc.integer({ min: 1, max: 2_000_000_000 }),
      after: fc.integer({ min: 0, max: 110 }),
    });
    fc.assert(
      fc.property(outlier, fc.double({ min: 0, max: 1e7, noNaN: true }), ({ before, size, after }, variance) => {
        const forecast = forecastItem([...Array<number>(before).fill(1), size, ...Array<number>(after).fill(0), 2]);
        expectSound(forecast);
        for (const distribution of [forecast.period(1), forecast.sum(4), forecast.sum(1, variance)]) {
          expect(distribution.last).toBeLessThan(60_000);
          expect(distribution.quantile(0.99)).toBeGreaterThanOrEqual(distribution.quantile(0.5));
        }
      }),
      { numRuns: 15 },
    );
  });

  const chosen = ['class', 'lowest-loss'];
  it.each<[string, (number | null)[], string[]]>([
    ['no history', [], ['no-history']],
    ['only zeros', Array(40).fill(0), ['no-demand-group-rate']],
    ['one demand', [...Array(40).fill(0), 3], chosen],
    ['gaps', [null, null, 2, null, 0, 1, null, null, 4], [...chosen, 'leading-gap', 'gaps-filled']],
    ['returns', [-5, 3, -1, 0, 2, -7, 1, 0, 0, 2], [...chosen, 'returns-clipped']],
    ['huge', Array.from({ length: 30 }, (__, period) => 1e9 + period * 1e6), chosen],
    ['metres', [0.5, 0, 0, 1.25, 0, 0.5, 0, 0, 2, 0, 0, 0.75], chosen],
    ['two periods', [1, 2], ['class', 'short-history-default']],
    ['dust of rounding', [0.1 + 0.2 - 0.3, 5e-324, 1.3e-172, 0, 7.3e-163, 0, 0], ['no-demand-group-rate']],
  ])('says why: %s', (_, history, codes) => {
    const forecast = forecastItem(history);
    expectSound(forecast);
    expect(forecast.reasons.map(({ code }) => code)).toEqual(codes);
  });

  it('has one distribution: means of periods add up to the sum, and the quantiles lie around the mean', () => {
    const history = [0, 2, 0, 0, 1, 3, 0, 0, 0, 2, 1, 0, 0, 4, 0, 1, 0, 0, 2, 0, 0, 1, 0, 3];
    const forecast = forecastItem(history);
    const sum = forecast.sum(4);
    expect(sum.mean).toBeCloseTo(forecast.meanOver(4), 6);
    expect(forecast.period(2).mean).toBeCloseTo(forecast.mean(2), 6);
    expect(sum.quantile(0.5)).toBeLessThanOrEqual(sum.quantile(0.95));
    expect(sum.cdf(sum.quantile(0.9))).toBeGreaterThanOrEqual(0.9);
    expect(forecast.sum(4, 3).variance).toBeGreaterThan(sum.variance);
  });

  it('falls with its group, in the mean and in the distribution alike', () => {
    const group = { ...noGroup, driftPerPeriod: 0.97, ageFactors: [0.8, 0.8, 0.8, 0.8, 0.8] };
    for (const history of [
      [0, 2, 0, 0, 1, 3, 0, 0, 0, 2, 1, 0, 0, 4, 0, 1],
      [5, 6, 4, 7, 5, 6, 5, 8, 5, 6, 7, 5],
    ]) {
      const forecast = forecastItem(history, { group });
      expect(forecast.mean(12) / forecast.mean(1)).toBeCloseTo(0.97 ** 11, 2);
      expect(forecast.period(3).mean).toBeCloseTo(forecast.mean(3), 6);
      expect(forecast.sum(2).mean).toBeCloseTo(forecast.meanOver(2), 6);
      expect(forecast.mean(1)).toBeLessThan(forecastItem(history).mean(1));
    }
  });

  it('never falls below the rate at which parts come back', () => {
    const dormant = [2, 1, 0, 3, ...new Array<number>(40).fill(0)];
    expect(forecastItem(dormant, { group: { ...noGroup, returnRate: 0.07 } }).mean(5)).toBeGreaterThan(0.04);
  });

  it('knows that huge steady demand is steady', () => {
    const forecast = forecastItem(Array.from({ length: 40 }, (_, period) => 1_000_000 + 1000 * Math.sin(period)));
    expect(forecast.period(1).quantile(0.95)).toBeGreaterThan(1_000_000);
    expect(forecast.period(1).quantile(0.95)).toBeLessThan(1_020_000);
    expect(Math.abs(forecast.mean(1) / 1_000_000 - 1)).toBeLessThan(0.002);
  });

  it('keeps the method of last time while nothing is clearly better', () => {
    const losses = { perPeriod: Float64Array.of(1, 0.97, 1.2, 1.3), origins: 4 };
    const alike = choose(losses, 'lumpy', noGroup, 'follows-level');
    expect(alike).toMatchObject({ method: 'follows-level', why: 'kept-difference-small' });
    expect(choose(losses, 'lumpy', noGroup).method).toBe('follows-fast');
    const better = { perPeriod: Float64Array.of(1, 0.4, 1.2, 1.3), origins: 4 };
    expect(choose(better, 'lumpy', noGroup, 'follows-level')).toMatchObject({
      method: 'follows-fast',
      why: 'lowest-loss',
    });
  });

  it('knows a new part by the units in the field', () => {
    const installedBase = {
      prior: { alpha: 2, beta: 100 },
      unitYearsSeen: 50,
      unitYearsPerPeriod: 60,
      piecesPerFailure: 1,
    };
    const forecast = forecastItem([0, 0, 1], { installedBase });
    expect(forecast.method).toBe('installed-base');
    expect(forecast.mean(1)).toBeCloseTo((3 / 150) * 60, 8);
    expect(forecast.sum(6).variance).toBeCloseTo(7.2 * (1 + 60 / 150 + 7.2 / 3), 4);
    expectSound(forecast);
    expect(forecastItem([1, 2, 1], { installedBase }).method).not.toBe('installed-base');
  });

  it('says what changed', () => {
    const before = { method: 'follows-level', demandClass: 'lumpy', meanPerPeriod: 1 };
    expect(changesSince(before, { ...before, meanPerPeriod: 1.1 })).toEqual([]);
    const now = { method: 'follows-fast', demandClass: 'erratic', meanPerPeriod: 2 };
    expect(changesSince(before, now).map(({ code }) => code)).toEqual([
      'method-changed',
      'class-changed',
      'level-rose',
    ]);
  });
});

describe('DemandState', () => {
  it('forecasts anew with each demand, by the method that was chosen', () => {
    const state = DemandState.of([0, 2, 0, 0, 1, 3, 0, 0, 0, 2, 1, 0]);
    const before = state.forecast();
    state.add(4);
    expect(state.forecast().mean()).toBeGreaterThan(before.mean());
    expect(state.forecast().method).toBe(before.method);
    state.add(-4);
    expect(state.forecast().mean()).toBeCloseTo(before.mean(), 10);
    state.advance();
    expect(state.forecast().mean()).toBeLessThan(before.mean());
  });

  it('starts from nothing', () => {
    const state = DemandState.of([]);
    state.advance();
    state.add(2);
    expectSound(state.forecast());
    expect(state.forecast().classification.demandClass).not.toBe('none');
  });
});

describe('histories', () => {
  it('cap what a person marked as a one-off, and only that', () => {
    const raw = [1, 0, 2, 50, 0, 1, 0, 3];
    expect(cleanHistory(raw).demand[3]).toBe(50);
    expect(cleanHistory(raw, { oneOffPeriods: [3] })).toMatchObject({ cappedPeriods: [3], notes: ['one-off-capped'] });
    expect(cleanHistory(raw, { oneOffPeriods: [3] }).demand[3]).toBe(3);
  });

  it('point at quantities that look like one-offs', () => {
    expect(suspectedOneOffs([1, 2, 1, 60, 2, 1, 3])).toEqual([3]);
    expect(suspectedOneOffs([1, 60, 2])).toEqual([]);
  });
});

describe('the group', () => {
  const falling = (start: number) =>
    Float64Array.from({ length: 48 }, (_, period) => Math.max(0, Math.round(start * 0.96 ** period)));
  const horizon = 6;

  it('projects a common fall, never a common growth', () => {
    const items = Array.from({ length: 60 }, (_, at) => falling(20 + at));
    expect(learnGroup(items, { horizon }).driftPerPeriod).toBeLessThan(0.99);
    expect(
      learnGroup(
        items.map((item) => item.toReversed()),
        { horizon },
      ).driftPerPeriod,
    ).toBe(1);
  });

  it('finds a season in the totals and none in noise', () => {
    const seasonal = Array.from({ length: 30 }, () =>
      Float64Array.from({ length: 36 }, (_, month) => (month % 12 < 6 ? 8 : 2)),
    );
    const season = seasonOf(seasonal, 12);
    expect(season[0]).toBeCloseTo(1.6, 5);
    expect(season[11]).toBeCloseTo(0.4, 5);
    expect(seasonOf([Float64Array.from({ length: 36 }, (_, month) => (month * 7919) % 13)], 12)).toEqual([]);
    const [item] = seasonal;
    const forecast = forecastItem([...item!], { group: learnGroup(seasonal, { horizon, cycle: 12 }) });
    expect(forecast.mean(1)).toBeGreaterThan(2 * forecast.mean(7));
  });
});

describe('distributions', () => {
  it('walk and lattice agree', () => {
    const observed = { values: [0, 1, 6], weights: [0.5, 0.3, 0.2] };
    for (const dispersion of [1, 1.8, 5]) {
      const mixture = { count: { mean: 1.3, dispersion }, observed, share: 0.33 };
      const walked = new Float64Array(judgedQuantiles.length);
      mixtureQuantiles(mixture, judgedQuantiles, walked);
      const lattice = latticeOf(mixture, 1);
      expect([...walked]).toEqual(judgedQuantiles.map((probability) => lattice.quantile(probability)));
      expect(lattice.mean).toBeCloseTo(0.67 * 1.3 + 0.33 * 1.5, 8);
    }
  });

  it('read shortage and quantiles from the same probabilities', () => {
    const demand = new LatticeDistribution(Float64Array.of(0.5, 0.25, 0.25), 2);
    expect(demand.mean).toBe(1.5);
    expect(demand.shortage(2)).toBeCloseTo(0.5, 12);
    expect(demand.shortage(1)).toBeCloseTo(1, 12);
    expect(demand.quantile(0.75)).toBe(2);
    expect(demand.cdf(1.99)).toBe(0.5);
  });

  it('draw like the exact Willemain, reproducibly', () => {
    const history = [0, 0, 5, 0, 0, 3, 0, 0, 0, 7, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 1, 0, 0, 0];
    const exact = willemainExact(history, 3);
    const drawn = willemainBootstrap(history, 3, xoroshiro128plus(5), 4000);
    expect(Math.abs(drawn.mean - exact.mean - 0.43)).toBeLessThan(0.25); // the jitter adds half a piece a demand
    expect(willemainBootstrap(history, 3, xoroshiro128plus(5), 100).mean).toBe(
      willemainBootstrap(history, 3, xoroshiro128plus(5), 100).mean,
    );
  });

  it('see in a renewal process that demand every fourth period is due', () => {
    const every4th = Array.from({ length: 40 }, (_, period) => (period % 4 === 0 ? 1 : 0));
    const hazard = renewalHazard(every4th);
    expect(hazard[3]).toBeGreaterThan(0.7);
    expect(hazard[1]).toBeLessThan(0.15);
    expect(renewalDistribution(every4th, 1).mean).toBeCloseTo(hazard[3]!, 10);
  });

  it('refuse what makes no sense', () => {
    expect(() => compoundPoisson(1, [0.5])).toThrow('sum to 0.5');
    expect(() => learnRatePrior([{ failures: 1, unitYears: 0 }])).toThrow('no unit-years');
  });

  it('turn units in the field into demand', () => {
    const demand = installedBaseDemand({ alpha: 2, beta: 100 }, 300);
    expect(demand.mean).toBeCloseTo(6, 6);
    expect(demand.variance).toBeCloseTo(6 * (1 + 3), 4);
  });
});
