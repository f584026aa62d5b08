import { classify, type DemandClass } from './demand-class.js';
import { ageClass, ageClasses, type GroupModel, noGroup } from './group-model.js';
import { dispersionOf, levelOf } from './level.js';
import { candidatesOf, methods } from './method-table.js';
import { rollingOrigins } from './origins.js';
import { seasonOf } from './season.js';
import { measureLosses } from './selection.js';

/** The method whose errors teach drift and age factors. */
const { memory } = methods['follows-level'];
/** Drift and factors are pulled towards 1 as by so many items. */
const itemsWeight = 25;
/** Share of a past fall that is projected: what fell does not fall on at the same pace for ever (Gardner and McKenzie 1985, damped trend). */
const driftDamping = 0.72;
/** Share of the rate at which parts came back that is expected again: a list of parts holds those that came back, not those that never did. */
const returnDamping = 0.25;
/** Share of the difference between age classes that is used. */
const ageDamping = 0.5;
/** Losses are measured on at most this many items, evenly spread. */
const mostMeasured = 2000;

export interface LearnOptions {
  /** Periods ahead that matter, e.g. the longest lead time. */
  horizon: number;
  /** Periods of a year's cycle: 12 or 52; 0 for no season. */
  cycle?: number;
}

/**
 * Learns a group from the histories of its items (pieces, all ending with the same period). Never fails: without demand it is `noGroup`. Empirical
 * Bayes in the sense of Casella (1985): figures of all items, used as the starting point of each.
 */
export function learnGroup(histories: readonly Float64Array[], options: LearnOptions): GroupModel {
  const used = histories.filter((demand) => demand.some((quantity) => quantity > 0));
  if (used.length === 0) return { ...noGroup, ageFactors: [...noGroup.ageFactors] };
  const pooled: GroupModel = { ...noGroup, items: used.length, ...pooledSizes(histories), ...pooledDispersion(used) };
  const corrected: GroupModel = { ...pooled, ...learnDrift(histories, pooled, options.horizon) };
  const withSeason = { ...corrected, season: seasonOf(used, options.cycle ?? 0) };
  const varied = { ...withSeason, levelVariation: learnLevelVariation(histories, withSeason) };
  return { ...varied, losses: learnLosses(used, varied, options.horizon) };
}

function pooledSizes(histories: readonly Float64Array[]): Pick<GroupModel, 'occurrence' | 'size'> {
  let [periods, demands, logs] = [0, 0, 0];
  for (const demand of histories) {
    periods += demand.length;
    for (const quantity of demand) {
      if (quantity <= 0) continue;
      demands += 1;
      logs += Math.log(quantity);
    }
  }
  return { occurrence: demands / Math.max(1, periods), size: Math.exp(logs / Math.max(1, demands)) };
}

/** Least squares of ln(variance / mean) on ln(mean) over the items with at least three demands. */
function pooledDispersion(used: readonly Float64Array[]): Pick<GroupModel, 'dispersionLevel' | 'dispersionSlope'> {
  let [n, sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0, 0];
  for (const demand of used) {
    const sum = demand.reduce((total, quantity) => total + quantity, 0);
    const squares = demand.reduce((total, quantity) => total + quantity * quantity, 0);
    if (demand.filter((quantity) => quantity > 0).length < 3) continue;
    const mean = sum / demand.length;
    const [x, y] = [Math.log(mean), Math.log(Math.max(1, squares / sum - mean))];
    n += 1;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
  }
  // Pulled towards noGroup's line as by ten items around it.
  const [a, b] = [noGroup.dispersionLevel, noGroup.dispersionSlope];
  for (const x of [-3, -2.4, -1.8, -1.2, -0.6, 0, 0.6, 1.2, 1.8, 2.4]) {
    n += 1;
    sumX += x;
    sumY += a + b * x;
    sumXX += x * x;
    sumXY += x * (a + b * x);
  }
  const dispersionSlope = (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX);
  return { dispersionSlope, dispersionLevel: (sumY - dispersionSlope * sumX) / n };
}

function learnDrift(
  histories: readonly Float64Array[],
  pooled: GroupModel,
  horizon: number,
): Pick<GroupModel, 'driftPerPeriod' | 'ageFactors' | 'returnRate'> {
  const actual = new Float64Array(ageClasses.length + 1);
  const expected = new Float64Array(ageClasses.length + 1);
  let [age, weight, dormant] = [0, 0, 0];
  for (const demand of histories) {
    const origins = rollingOrigins(demand.length, horizon);
    for (const end of origins.ends) {
      const level = levelOf(demand, end, memory, pooled);
      // A part before its first demand is a launch, not a return.
      if (level.periodsSinceDemand === end) continue;
      const index = ageClass(level.periodsSinceDemand);
      const seen = meanOver(demand, end, origins.horizon);
      actual[index] = (actual[index] ?? 0) + seen;
      expected[index] = (expected[index] ?? 0) + level.mean;
      dormant += index === ageClasses.length ? 1 : 0;
      age += level.mean * (level.meanAge + (origins.horizon + 1) / 2);
      weight += level.mean;
    }
  }
  const trust = pooled.items / (pooled.items + itemsWeight);
  // Demand of items that are new, or wanted again after a year, is no sign of where the known ones go.
  const known = ageClasses.length;
  const ratio = weight > 0 ? total(actual.subarray(0, known)) / total(expected.subarray(0, known)) : 1;
  const drift = weight > 0 && ratio > 0 ? (driftDamping * trust * Math.log(ratio)) / Math.max(1, age / weight) : 0;
  const ageFactors = Array.from(actual, (seen, index) => ageFactor(seen, expected[index] ?? 0, ratio, trust));
  return {
    driftPerPeriod: Math.exp(Math.min(0, Math.max(-0.03, drift))),
    ageFactors,
    returnRate: (returnDamping * trust * (actual[known] ?? 0)) / Math.max(1, dormant),
  };
}

/** Against the overall ratio, within bounds that hold whatever the data say. */
function ageFactor(seen: number, expected: number, ratio: number, trust: number): number {
  if (!(expected > 0 && ratio > 0)) return 1;
  const own = seen / expected / ratio;
  return Math.min(1.3, Math.max(0.5, 1 + ageDamping * trust * (own - 1)));
}

/** Squared error of a sum over four periods beyond what the dispersion explains, relative to the squared forecast. */
function learnLevelVariation(histories: readonly Float64Array[], group: GroupModel): number {
  const periods = 4;
  let [excess, squares] = [0, 0];
  for (const demand of histories) {
    const end = demand.length - periods;
    if (end < 6) continue;
    const level = levelOf(demand, end, memory, group);
    const mean = level.mean * (group.ageFactors[ageClass(level.periodsSinceDemand)] ?? 1) * periods;
    const error = meanOver(demand, end, periods) * periods - mean;
    const explained = dispersionOf(demand, end, group, level.mean) * mean;
    // One part in a thousand must not decide for all.
    excess += Math.min(error * error - explained, 4 * mean * mean);
    squares += mean * mean;
  }
  const found = squares > 0 ? excess / squares : noGroup.levelVariation;
  const trust = group.items / (group.items + itemsWeight);
  return trust * Math.min(0.6, Math.max(0.08, found)) + (1 - trust) * noGroup.levelVariation;
}

function learnLosses(used: readonly Float64Array[], group: GroupModel, horizon: number): Record<string, number> {
  const sums = new Map<string, { loss: number; base: number; items: number }>();
  const step = Math.max(1, used.length / mostMeasured);
  for (let at = 0; at < used.length; at += step) {
    const demand = used[Math.floor(at)];
    if (!demand) continue;
    const { demandClass } = classify(demand);
    const { perPeriod } = measureLosses(demand, demandClass, group, horizon);
    addLosses(sums, demandClass, perPeriod);
  }
  return Object.fromEntries([...sums].map(([key, { loss, base, items }]) => [key, relative(loss, base, items)]));
}

function addLosses(
  sums: Map<string, { loss: number; base: number; items: number }>,
  demandClass: DemandClass,
  perPeriod: Float64Array,
): void {
  candidatesOf[demandClass].forEach((method, index) => {
    const entry = sums.get(`${demandClass}/${method}`) ?? { loss: 0, base: 0, items: 0 };
    sums.set(`${demandClass}/${method}`, {
      loss: entry.loss + (perPeriod[index] ?? 0),
      base: entry.base + (perPeriod[0] ?? 0),
      items: entry.items + 1,
    });
  });
}

const relative = (loss: number, base: number, items: number) =>
  base > 0 ? (loss / base) * (items / (items + 10)) + 10 / (items + 10) : 1;

function meanOver(demand: Float64Array, from: number, periods: number): number {
  let sum = 0;
  for (let period = from; period < from + periods; period += 1) sum += demand[period] ?? 0;
  return sum / periods;
}

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
