import { decompose, meanOf } from './points/point-forecast.js';

export const demandClasses = ['none', 'smooth', 'erratic', 'intermittent', 'lumpy'] as const;
export type DemandClass = (typeof demandClasses)[number];

export interface Classification {
  demandClass: DemandClass;
  /** ADI: periods per period with demand, the first interval counted from period 1; infinite without demand. */
  meanInterval: number;
  /** CV²: squared coefficient of variation of the sizes, with n - 1. */
  squaredVariation: number;
}

/**
 * Syntetos, Boylan and Croston (2005): smooth, erratic (sizes vary, CV² > 0.49), intermittent (seldom, ADI > 1.32) or lumpy (both).
 * `none` without any demand.
 */
export function classify(demand: ArrayLike<number>): Classification {
  const { sizes, intervals } = decompose(demand);
  const meanInterval = intervals.length === 0 ? Number.POSITIVE_INFINITY : meanOf(intervals);
  const squaredVariation = squaredVariationOf(sizes);
  return { demandClass: classOf(meanInterval, squaredVariation), meanInterval, squaredVariation };
}

export function classOf(meanInterval: number, squaredVariation: number): DemandClass {
  if (meanInterval === Number.POSITIVE_INFINITY) return 'none';
  if (meanInterval > 1.32) return squaredVariation > 0.49 ? 'lumpy' : 'intermittent';
  return squaredVariation > 0.49 ? 'erratic' : 'smooth';
}

function squaredVariationOf(sizes: readonly number[]): number {
  const mean = meanOf(sizes);
  if (sizes.length < 2 || mean === 0) return 0;
  return sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0) / (sizes.length - 1) / (mean * mean);
}
