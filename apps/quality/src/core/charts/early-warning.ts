import { poissonUpperTail } from '#common/numerics/poisson.js';
import type { RuleName } from './rules.js';
import type { JudgedPoint } from './u-chart.js';

/** Which periods limits are made of, in weeks. */
export const baselineWeeks = { most: 26, least: 8 } as const;

/** Chance of a false alarm per point: that of three sigmas on one side of a normal distribution. */
export const falseAlarmProbability = 0.00135;

const runLength = 8;

/**
 * For each point of a running chart the rules by which it says that failures have risen. Counts of single units are skewed, so with few
 * expected failures the lines alone would cry wolf (0.3 expected: 2 failures are beyond three sigmas once in 27 weeks). An alarm must
 * therefore also be rarer than 0.00135 under the Poisson distribution: the point itself, or for a run its eight points together, the
 * expected failures being those of its first point's centre. A run raises one alarm, however long it lasts; falling rates raise none.
 */
export function alarms(points: readonly (JudgedPoint | null)[]): RuleName[][] {
  const runs = points.map((_, index) => isRun(points, index));
  return points.map((point, index) => [
    ...(point && isOutlier(point) ? (['beyond-3-sigma'] as const) : []),
    ...(runs[index] && !runs[index - 1] ? (['8-on-one-side'] as const) : []),
  ]);
}

function isOutlier({ rules, rate, centre, count, exposure }: JudgedPoint): boolean {
  return rules.includes('beyond-3-sigma') && rate > centre && isRare(count, centre * exposure);
}

function isRun(points: readonly (JudgedPoint | null)[], index: number): boolean {
  const last = points[index];
  if (!last?.rules.includes('8-on-one-side') || last.rate <= last.centre) return false;
  const run = points.slice(index - runLength + 1, index + 1).filter((point) => point !== null);
  const count = run.reduce((sum, point) => sum + point.count, 0);
  const exposure = run.reduce((sum, point) => sum + point.exposure, 0);
  return isRare(count, (run[0]?.centre ?? 0) * exposure);
}

const isRare = (count: number, expected: number) => poissonUpperTail(count, expected) <= falseAlarmProbability;
