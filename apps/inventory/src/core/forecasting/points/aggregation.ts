import { bestAlpha, smoothedLevel } from './exponential-smoothing.js';
import { decompose, meanOf } from './point-forecast.js';

/** To the nearest integer, halves to the even one, as Python rounds. */
export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** Sums of `level` periods each, the last one ending with the history; an incomplete one at the start is dropped. */
export function buckets(demand: readonly number[], level: number): number[] {
  const sums: number[] = [];
  for (let start = demand.length % level; start < demand.length; start += level) {
    sums.push(demand.slice(start, start + level).reduce((sum, quantity) => sum + quantity, 0));
  }
  return sums;
}

/**
 * ADIDA (Nikolopoulos et al. 2011): SES with alpha in [0.1, 0.3] on sums of as many periods as the mean interval, per period.
 * `round` turns the mean interval into that level. 0 without demand.
 */
export function adida(demand: readonly number[], round: (value: number) => number = roundHalfToEven): number {
  const { intervals } = decompose(demand);
  return intervals.length === 0 ? 0 : atLevel(demand, round(meanOf(intervals)));
}

/** IMAPA (Petropoulos and Kourentzes 2015): the mean of what ADIDA says at every level from 1 to the mean interval. */
export function imapa(demand: readonly number[], round: (value: number) => number = roundHalfToEven): number {
  const { intervals } = decompose(demand);
  if (intervals.length === 0) return 0;
  return meanOf(
    Array.from({ length: Math.max(1, round(meanOf(intervals))) }, (_, index) => atLevel(demand, index + 1)),
  );
}

function atLevel(demand: readonly number[], level: number): number {
  const sums = buckets(demand, level);
  return smoothedLevel(sums, bestAlpha(sums, 0.1, 0.3)) / level;
}

/** One step ahead at every period: the method on what was known before it; null for the first. */
export function oneStepAhead(demand: readonly number[], method: (known: readonly number[]) => number) {
  return demand.map((_, period) => (period === 0 ? null : method(demand.slice(0, period))));
}
