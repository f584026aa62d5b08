import { gammaLoss } from '#common/numerics/gamma-distribution.js';
import { negativeBinomialLoss } from '#common/numerics/negative-binomial.js';
import { normalLoss } from '#common/numerics/normal.js';
import { poissonProbability } from '#common/numerics/poisson.js';
import { poissonLoss } from '#common/numerics/poisson-tails.js';
import { describeWithData, vectorsOf } from '#common/testing/data.js';
import { countDemand, poissonDemand } from './demand-views.js';
import { leadTimeMoments } from './lead-time-demand.js';
import { lastTimeBuy } from './life-cycle.js';
import {
  bestIntegerLot,
  economicLot,
  lotByExpectedLevel,
  lotCost,
  lotWithBackorders,
  lotWithSafetyStock,
  reorderPointForLot,
} from './lots.js';
import { bestMinMax, powerApproximation } from './min-max.js';
import { newsvendor, normalNewsvendor } from './newsvendor.js';
import { cycleService, fillRate, stockFor } from './stock-target.js';

type Numbers = Record<string, number>;
type Input = Record<
  | 'h'
  | 'p'
  | 'K'
  | 'mean'
  | 'sd'
  | 'demand_mean'
  | 'demand_sd'
  | 'lead_time'
  | 'demand'
  | 'review'
  | 'mean_per_period'
  | 'var_per_period'
  | 'var'
  | 'lead_mean'
  | 'lead_var'
  | 'remaining_mean'
  | 'remaining_var'
  | 'unit_cost'
  | 'holding_and_scrap'
  | 'shortage_cost'
  | 'holding_cost'
  | 'stockout_cost'
  | 'fixed_cost'
  | 'r'
  | 'x'
  | 'shape'
  | 'scale',
  number
> & { poisson_mean: number[] };
type Expected = Record<'EIL' | 'EOQB' | 'EOQSS', Numbers> & Record<'s' | 'S' | 'cost', number[]>;
const numbers = (expected: unknown) => expected as Numbers;
const files = ['vectors/inventory_stockpyl.json', 'vectors/spares_network.json'];
const vectors = files.flatMap(vectorsOf<{ id: string; input: Input; expected: Expected; tolerance: number }>);
const starting = (prefix: string) => vectors.filter(({ id }) => id.startsWith(prefix));

function expectNear(found: Numbers, expected: Numbers, tolerance: number): void {
  for (const [key, value] of Object.entries(found))
    expect(Math.abs(value - expected[key]!)).toBeLessThanOrEqual(tolerance);
}

const costsOf = (input: Partial<Input>) => ({
  holding: input.h ?? input.holding_cost!,
  shortage: input.p ?? input.stockout_cost!,
  fixed: input.K ?? input.fixed_cost ?? 0,
});

describeWithData(files, 'stockpyl', () => {
  it.each(starting('newsvendor-normal'))('$id', ({ input, expected, tolerance }) => {
    const { stock: S, cost } = normalNewsvendor(
      costsOf(input),
      input.mean ?? input.demand_mean,
      input.sd ?? input.demand_sd,
    );
    expectNear({ S, cost }, numbers(expected), tolerance);
  });

  it.each(starting('newsvendor-poisson'))('$id', ({ input, expected, tolerance }) => {
    const mean = (input.mean ?? input.demand_mean) * ((input.lead_time ?? 0) + 1);
    const { stock: S, cost } = newsvendor(costsOf(input), poissonDemand(mean));
    expectNear({ S, cost }, numbers(expected), tolerance);
  });

  it.each(starting('rQ-').filter(({ id }) => !id.includes('exact')))('$id', ({ input, expected, tolerance }) => {
    const demand = {
      perPeriod: input.demand_mean,
      leadMean: input.demand_mean * input.lead_time,
      leadDeviation: input.demand_sd * Math.sqrt(input.lead_time),
    };
    const costs = costsOf(input);
    const named = ({ reorderPoint: r, quantity: Q }: { reorderPoint: number; quantity: number }) => ({ r, Q });
    const byLevel = lotByExpectedLevel(costs, demand);
    expectNear({ ...named(byLevel), cost: byLevel.cost }, expected.EIL, tolerance);
    expectNear(named(lotWithBackorders(costs, demand)), expected.EOQB, tolerance);
    expectNear(named(lotWithSafetyStock(costs, demand)), expected.EOQSS, tolerance);
    const r = reorderPointForLot(costs, demand, 318);
    const cost = lotCost(costs, demand, { reorderPoint: 100, quantity: 250 });
    expectNear({ r_for_Q_318: r, exact_cost_at_r100_Q250: cost }, numbers(expected), tolerance);
  });

  it.each(starting('rQ-poisson-exact'))('$id', ({ input, expected, tolerance }) => {
    const {
      reorderPoint: r,
      quantity: Q,
      cost,
    } = bestIntegerLot(costsOf(input), input.mean, poissonDemand(input.mean * input.lead_time));
    expectNear({ r, Q, cost }, numbers(expected), tolerance);
  });

  const minMaxFor = (costs: ReturnType<typeof costsOf>, mean: number) => {
    const demand = { ...poissonDemand(mean), probability: (pieces: number) => poissonProbability(pieces, mean) };
    const { reorderPoint: s, orderUpTo: S, cost } = bestMinMax(costs, demand, demand);
    return { s, S, cost };
  };

  it.each(starting('sS-exact'))('$id', ({ input, expected, tolerance }) => {
    expectNear(minMaxFor(costsOf(input), input.demand_mean), numbers(expected), tolerance);
  });

  it.each(starting('sS-zheng'))('$id', ({ input, expected, tolerance }) => {
    input.poisson_mean.forEach((mean: number, at: number) => {
      const wanted = { s: expected.s[at]!, S: expected.S[at]!, cost: expected.cost[at]! };
      expectNear(minMaxFor(costsOf(input), mean), wanted, tolerance);
    });
  });

  it.each(starting('sS-power'))('$id', ({ input, expected, tolerance }) => {
    const { reorderPoint: s, orderUpTo: S } = powerApproximation(
      costsOf(input),
      input.demand_mean,
      input.demand_mean,
      input.demand_sd,
    );
    expectNear({ s, S }, numbers(expected), tolerance);
  });

  it.each(starting('eoq'))('$id', ({ input, expected, tolerance }) => {
    const { quantity: Q, cost } = economicLot(costsOf(input), input.demand);
    expectNear({ Q, cost }, numbers(expected), tolerance);
  });

  it('loss functions', () => {
    const found: Record<string, (input: Input) => number> = {
      'loss-negbin-3-0.4-5': ({ r, p, x }) => negativeBinomialLoss(x, { size: r, success: p }),
      'loss-negbin-0.5-0.1-10': ({ r, p, x }) => negativeBinomialLoss(x, { size: r, success: p }),
      'loss-poisson-1.7-3': ({ mean, x }) => poissonLoss(x, mean),
      'loss-poisson-0.05-1': ({ mean, x }) => poissonLoss(x, mean),
      'loss-gamma': ({ x, shape, scale }) => gammaLoss(x, shape!, scale!),
      'loss-normal': ({ x, mean, sd }) => normalLoss((x! - mean) / sd!) * sd!,
    };
    expect(starting('loss-')).toHaveLength(6);
    for (const { id, input, expected, tolerance } of starting('loss-')) {
      const loss = found[id]!(input);
      expect(
        Math.abs(loss - (numbers(expected)['loss'] ?? numbers(expected)['loss_E_D_minus_x_plus']!)),
      ).toBeLessThanOrEqual(tolerance);
    }
  });
});

describeWithData(files, 'independent oracles', () => {
  it.each(starting('RS-'))('$id', ({ input, expected, tolerance }) => {
    const { mean_per_period: mean, var_per_period: variance, lead_time: lead, review } = input;
    const over = (periods: number) => countDemand(mean * periods, variance * periods);
    const covered = { protection: over(lead + review), lead: over(lead) };
    for (const [share, wanted] of Object.entries(expected as unknown as Record<string, Numbers>)) {
      if (Number.isNaN(Number(share))) continue;
      const byCycle = stockFor({ kind: 'cycle-service', share: Number(share) }, covered).orderUpTo;
      const byFill = stockFor({ kind: 'fill-rate', share: Number(share) }, covered).orderUpTo;
      const found = {
        S_for_cycle_service: byCycle,
        S_for_fill_rate: byFill,
        fill_rate_at_S: fillRate(covered, byFill),
        csl_at_S: cycleService(covered, byFill),
      };
      expectNear(found, wanted, tolerance);
    }
  });

  it.each(starting('ltd-'))('$id', ({ input, expected, tolerance }) => {
    const found = leadTimeMoments(input.mean, input.var, { mean: input.lead_mean, variance: input.lead_var });
    expectNear({ LTD_mean: found.mean, LTD_var: found.variance }, numbers(expected), tolerance);
  });

  it.each(starting('last-time-buy'))('$id', ({ input, expected, tolerance }) => {
    const remaining = countDemand(input.remaining_mean, input.remaining_var);
    const found = lastTimeBuy(remaining, {
      unit: input.unit_cost,
      leftOver: input.holding_and_scrap,
      short: input.shortage_cost,
    });
    expectNear({ critical_ratio: found.criticalRatio, Q: found.quantity }, numbers(expected), tolerance);
  });
});
