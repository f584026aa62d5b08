import { poissonUpperTail } from '#common/numerics/poisson.js';
import type { RuleName } from './rules.js';
import type { JudgedPoint } from './u-chart.js';

/** Which periods limits are made of, in weeks. */
export const baselineWeeks = { most: 26, least: 8 } as const;

/** Chance of a false alarm per point: that of three sigmas on one side of a normal distribution. */
export const falseAlarmProbability = 0.00135;

/**
 * Rules by which a point says that failures have risen. Counts of single units are skewed, so with few expected failures the three-sigma line
 * alone would cry wolf (0.3 expected: 2 failures are outside, once in 27 weeks): rule 1 must also be rarer than 0.00135 under the Poisson
 * distribution. Falling rates raise no alarm.
 */
export function alarmsOf(point: JudgedPoint): RuleName[] {
  if (point.rate <= point.centre) return [];
  const rare = poissonUpperTail(point.count, point.centre * point.exposure) <= falseAlarmProbability;
  return point.rules.filter((rule) => (rule === 'beyond-3-sigma' ? rare : rule === '8-on-one-side'));
}
