import { ageClass, type GroupModel } from './group-model.js';

/** A size is pulled towards the group's as if so many demands of the group's size had been seen. */
const sizeWeight = 1.5;
/** Sizes that vary less than this (squared variation) are pulled in proportion less: a part that always takes 1,000 needs no advice. */
const usualVariation = 0.2;
/** Sizes keep their weight longer than occurrences: what a failure takes changes less than how often it fails. */
const sizeMemory = 0.95;
/** Occurrence is pulled towards the group's as by so many periods. */
const occurrenceWeight = 0.05;

/** The demand level of one item as a method with some memory sees it. */
export interface Level {
  /** Pieces per period, as of the mean age of the weights, before drift. */
  mean: number;
  /** Mean age in periods of what the mean is made of. */
  meanAge: number;
  periodsSinceDemand: number;
}

/** Level from the first `end` periods. Chance of demand (weights memory^age) times size (weights 0.95^age), each pulled towards the group. */
export function levelOf(demand: Float64Array, end: number, memory: number, group: GroupModel): Level {
  return lastOf(levelsAt(demand, [end], memory, group));
}

/** The same at several ends, ascending, in one walk through the history. */
export function levelsAt(demand: Float64Array, ends: readonly number[], memory: number, group: GroupModel): Level[] {
  const levels: Level[] = [];
  let occurrences = 0;
  let weight = 0;
  let age = 0;
  let sizes = 0;
  let squares = 0;
  let sizeCount = 0;
  let last = -1;
  let period = 0;
  for (const end of ends) {
    for (; period < end; period += 1) {
      const quantity = demand[period] ?? 0;
      age = memory * (age + weight);
      occurrences *= memory;
      weight = memory * weight + 1;
      sizes *= sizeMemory;
      squares *= sizeMemory;
      sizeCount *= sizeMemory;
      if (quantity > 0) {
        occurrences += 1;
        sizes += quantity;
        squares += quantity * quantity;
        sizeCount += 1;
        last = period;
      }
    }
    const chance = (occurrences + occurrenceWeight * group.occurrence) / (weight + occurrenceWeight);
    const pull = sizeWeight * pullOf(sizes, squares, sizeCount);
    const size = (sizes + pull * group.size) / (sizeCount + pull);
    const periodsSinceDemand = last < 0 ? end : end - 1 - last;
    levels.push({ mean: chance * size, meanAge: weight === 0 ? 0 : age / weight, periodsSinceDemand });
  }
  return levels;
}

function lastOf(levels: readonly Level[]): Level {
  const level = levels.at(-1);
  if (!level) throw new Error('a level needs an end');
  return level;
}

/** 1 for sizes that vary as usual or are hardly known, towards 0 for steady ones. */
function pullOf(sizes: number, squares: number, count: number): number {
  if (count < 1.5) return 1;
  const variation = (squares * count) / (sizes * sizes) - 1;
  return Math.min(1, Math.max(0, variation) / usualVariation);
}

/** Level × drift from the mean age to `ahead` periods after the end × correction by the time since the last demand; never below the rate of return. */
export function meanAhead(level: Level, group: GroupModel, ahead: number): number {
  const factor = group.ageFactors[ageClass(level.periodsSinceDemand)] ?? 1;
  const known = level.mean * factor * group.driftPerPeriod ** (level.meanAge + ahead);
  return Math.max(known, group.returnRate);
}

/** A variance needs many periods to be known: the group's counts like so many of them. */
const dispersionWeight = 60;
/** What exceeds Poisson is taken so many times: a variance from few demands is too small on average, and the level itself is not known exactly. */
const dispersionMargin = 1.5;

/** Variance / mean of one period, at least 1, pulled towards what the group has at the item's present level. */
export function dispersionOf(demand: Float64Array, end: number, group: GroupModel, levelMean: number): number {
  return pulledDispersion(ownDispersion(demand, end), end, group, levelMean);
}

/** Variance / mean of the first `end` periods, at least 1. */
export function ownDispersion(demand: Float64Array, end: number): number {
  let [sum, squares] = [0, 0];
  for (let period = 0; period < end; period += 1) {
    const quantity = demand[period] ?? 0;
    sum += quantity;
    squares += quantity * quantity;
  }
  const mean = sum / Math.max(1, end);
  return sum > 0 ? Math.max(1, squares / sum - mean) : 1;
}

/** `own` of the first `end` periods, pulled towards what the group has at this level. */
export function pulledDispersion(own: number, end: number, group: GroupModel, levelMean: number): number {
  const ofGroup = Math.max(
    1,
    Math.exp(group.dispersionLevel + group.dispersionSlope * Math.log(Math.max(levelMean, 0.02))),
  );
  const pulled = (end * own + dispersionWeight * ofGroup) / (end + dispersionWeight);
  return 1 + dispersionMargin * (pulled - 1);
}
