import { bestAlpha, smoothedLevel } from './exponential-smoothing.js';
import { decompose, meanOf, type PointForecast } from './point-forecast.js';

export interface CrostonOptions {
  /** Weight of a new size. */
  alphaSize: number;
  /** Weight of a new interval. */
  alphaInterval: number;
  /** The interval before the second demand: the first one (counted from period 1), or the mean of all. */
  initial: 'naive' | 'mean';
  /** What size / interval is multiplied by against its bias; `sba` and `sbj` give it. */
  factor: number;
}

export const classicCroston: CrostonOptions = { alphaSize: 0.1, alphaInterval: 0.1, initial: 'naive', factor: 1 };

/** Syntetos and Boylan (2005): 1 - alpha/2. statsforecast fixes 0.95, which is alpha 0.1. */
export const sba = (alphaInterval: number): number => 1 - alphaInterval / 2;

/** Shale, Boylan and Johnston (2006): 1 - alpha/(2 - alpha). */
export const sbj = (alphaInterval: number): number => 1 - alphaInterval / (2 - alphaInterval);

/**
 * Croston (1972): smoothed size over smoothed interval, both updated only when there is demand. The level after the first demand is that size and
 * the initial interval. Without any demand the last value, 0. It never falls while nothing is wanted: for parts that die use TSB.
 */
export function croston(demand: readonly number[], options: CrostonOptions): PointForecast {
  const { intervals } = decompose(demand);
  const { alphaSize, alphaInterval, factor } = options;
  let size = 0;
  let interval = options.initial === 'naive' ? (intervals[0] ?? 0) : meanOf(intervals);
  let since = 0;
  let forecast: number | null = null;
  const fitted = demand.map((quantity) => {
    const before = forecast;
    since += 1;
    if (quantity === 0) return before;
    if (forecast !== null) interval += alphaInterval * (since - interval);
    size = forecast === null ? quantity : size + alphaSize * (quantity - size);
    since = 0;
    forecast = (factor * size) / interval;
    return before;
  });
  return { mean: forecast ?? 0, fitted };
}

/** Croston with an alpha in [0.1, 0.3] each for sizes and intervals, by its own squared error (statsforecast's CrostonOptimized). */
export function optimizedCroston(demand: readonly number[]): number {
  const { sizes, intervals } = decompose(demand);
  if (sizes.length === 0) return 0;
  const level = (values: readonly number[]) => smoothedLevel(values, bestAlpha(values, 0.1, 0.3));
  return level(sizes) / level(intervals);
}
