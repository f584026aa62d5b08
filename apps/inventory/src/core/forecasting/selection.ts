import type { DemandClass } from './demand-class.js';
import type { GroupModel } from './group-model.js';
import { levelsAt, meanAhead, ownDispersion, pulledDispersion } from './level.js';
import { candidatesOf, methods, type SelectableMethod } from './method-table.js';
import { mixtureQuantiles } from './mixture.js';
import { mixtureOf } from './demand-forecast.js';
import { SeenPeriods } from './observed.js';
import { rollingOrigins } from './origins.js';

/** Where the loss is measured: the deciles, as the usual measure of forecasts does, and the upper end where stock is decided. */
export const judgedQuantiles = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99] as const;

/** Rolling-origin losses of the candidates of one item. */
export interface Losses {
  /** Pinball loss per origin and period, summed over the quantiles, in units; one for each candidate of the class, in their order. */
  perPeriod: Float64Array;
  origins: number;
}

const quantiles = new Float64Array(judgedQuantiles.length);
const judged = Float64Array.from(judgedQuantiles);

/**
 * How well each candidate of the class would have forecast at up to four earlier points of this history: the quantile (pinball) loss of each
 * period after them. Nothing after an origin is used at it, apart from what the group has learnt. Never by MAE or MASE: on sparse demand "always
 * zero" is best by those.
 */
export function measureLosses(
  demand: Float64Array,
  demandClass: DemandClass,
  group: GroupModel,
  horizon: number,
): Losses {
  const candidates = candidatesOf[demandClass];
  const origins = rollingOrigins(demand.length, horizon);
  const perPeriod = new Float64Array(candidates.length);
  const own = origins.ends.map((end) => ownDispersion(demand, end));
  for (const [index, method] of candidates.entries()) {
    const { memory } = methods[method];
    let loss = 0;
    for (const [at, level] of levelsAt(demand, origins.ends, memory, group).entries()) {
      const end = origins.ends[at] ?? 0;
      const dispersion = pulledDispersion(own[at] ?? 1, end, group, level.mean);
      const mean = meanAhead(level, group, (origins.horizon + 1) / 2);
      const mixture = mixtureOf(new SeenPeriods(demand, end, memory), level, method, mean, 1, dispersion);
      mixtureQuantiles(mixture, judgedQuantiles, quantiles);
      loss += pinball(demand, end, origins.horizon);
    }
    perPeriod[index] = loss;
  }
  const cells = Math.max(1, origins.ends.length * origins.horizon);
  return { perPeriod: perPeriod.map((loss) => loss / cells), origins: origins.ends.length };
}

function pinball(demand: Float64Array, end: number, horizon: number): number {
  let loss = 0;
  for (let period = end; period < end + horizon; period += 1) {
    const actual = demand[period] ?? 0;
    for (let index = 0; index < judged.length; index += 1) {
      const miss = actual - (quantiles[index] ?? 0);
      const probability = judged[index] ?? 0;
      loss += miss >= 0 ? probability * miss : (probability - 1) * miss;
    }
  }
  return loss;
}

export interface Choice {
  method: SelectableMethod;
  /** Why this one. */
  why: 'short-history-default' | 'lowest-loss' | 'kept-difference-small';
  /** Loss relative to the first candidate, own and group together; below 1 is better. */
  relativeLoss: number;
}

/** An item's own losses count as much as this many times the mean of its class: four origins of sparse demand say little. */
const groupWeight = 6;
/** A method is left only for one that is better by this share. */
const hysteresis = 0.005;

/** The candidate with the least loss, own and of its class; `previous` is kept while nothing is clearly better. */
export function choose(losses: Losses, demandClass: DemandClass, group: GroupModel, previous?: string): Choice {
  const candidates: readonly SelectableMethod[] = candidatesOf[demandClass];
  const base = losses.perPeriod[0] ?? 0;
  const scores = candidates.map((method, index) => {
    const own = base > 0 ? (losses.perPeriod[index] ?? base) / base : 1;
    return (own + groupWeight * (group.losses[`${demandClass}/${method}`] ?? 1)) / (1 + groupWeight);
  });
  const best = scores.reduce((least, score, index) => (score < (scores[least] ?? 1) - 1e-12 ? index : least), 0);
  const kept = candidates.findIndex((method) => method === previous);
  if (losses.origins === 0)
    return { method: candidates[Math.max(0, kept)] ?? 'follows-level', why: 'short-history-default', relativeLoss: 1 };
  const stay = kept >= 0 && kept !== best && (scores[kept] ?? 1) <= (scores[best] ?? 1) * (1 + hysteresis);
  const chosen = stay ? kept : best;
  return {
    method: candidates[chosen] ?? 'follows-level',
    why: stay ? 'kept-difference-small' : 'lowest-loss',
    relativeLoss: scores[chosen] ?? 1,
  };
}
