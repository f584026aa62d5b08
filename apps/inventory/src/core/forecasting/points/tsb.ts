import { meanOf, type PointForecast } from './point-forecast.js';

export interface TsbOptions {
  alphaSize: number;
  alphaProbability: number;
  /** The chance after period 1: whether period 1 had demand, or the share of all periods with demand (then with the first size at once). */
  initial: 'naive' | 'mean';
}

/**
 * Teunter, Syntetos and Babai (2011): smoothed chance of demand in a period times smoothed size. The chance is updated in every period, so that the
 * forecast falls while nothing is wanted. 0 without any demand.
 */
export function tsb(demand: readonly number[], options: TsbOptions): PointForecast {
  const { alphaSize, alphaProbability, initial } = options;
  let size = demand.find((quantity) => quantity !== 0) ?? 0;
  let probability = initial === 'mean' ? meanOf(demand.map(occurs)) : occurs(demand[0] ?? 0);
  let seen = occurs(demand[0] ?? 0) === 1;
  const fitted = demand.map((quantity, period) => {
    if (period === 0) return null;
    const before = probability * size;
    probability += alphaProbability * (occurs(quantity) - probability);
    if (quantity !== 0 && seen) size += alphaSize * (quantity - size);
    seen ||= quantity !== 0;
    return before;
  });
  return { mean: probability * size, fitted };
}

const occurs = (quantity: number): number => (quantity === 0 ? 0 : 1);
