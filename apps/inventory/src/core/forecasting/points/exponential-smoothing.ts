import { goldenSection } from '#common/numerics/golden-section.js';
import type { PointForecast } from './point-forecast.js';

/** Level after all values: starts at the first one, moves by `alpha` of each error (Brown 1959). 0 without values. */
export function smoothedLevel(values: readonly number[], alpha: number): number {
  let level = values[0] ?? 0;
  for (let index = 1; index < values.length; index += 1) level = alpha * (values[index] ?? 0) + (1 - alpha) * level;
  return level;
}

/** The alpha within bounds with the least squared one-step error in sample; golden sections until 1e-12, or the middle when all are equally good. */
export function bestAlpha(values: readonly number[], low: number, high: number): number {
  return goldenSection((alpha) => squaredError(values, alpha), low, high, 1e-12);
}

function squaredError(values: readonly number[], alpha: number): number {
  let level = values[0] ?? 0;
  let sum = 0;
  for (let index = 1; index < values.length; index += 1) {
    level = alpha * (values[index - 1] ?? 0) + (1 - alpha) * level;
    const error = (values[index] ?? 0) - level;
    sum += error * error;
  }
  return sum;
}

/** SES: the level is the forecast. */
export function exponentialSmoothing(demand: readonly number[], alpha: number): PointForecast {
  let level = demand[0] ?? 0;
  const fitted = demand.map((quantity, period) => {
    if (period === 0) return null;
    const before = level;
    level = alpha * quantity + (1 - alpha) * level;
    return before;
  });
  return { mean: level, fitted };
}

/** SES with the alpha of `bestAlpha` in [0.01, 0.99]. On sparse demand this follows the last value; a method to compare with. */
export function optimizedSmoothing(demand: readonly number[]): PointForecast & { alpha: number } {
  const alpha = bestAlpha(demand, 0.01, 0.99);
  return { ...exponentialSmoothing(demand, alpha), alpha };
}
