import { type RuleName, violations } from './rules.js';

/** Failures counted in one period and what they were counted over. */
export interface CountPoint {
  count: number;
  exposure: number;
}

/** One point of a u chart: failures per unit of exposure, with its limits. */
export interface UPoint extends CountPoint {
  rate: number;
  centre: number;
  sigma: number;
  lowerLimit: number;
  upperLimit: number;
}

/**
 * The point of a u chart around a given centre rate: limits centre ± 3 · sqrt(centre / exposure), the lower one not below 0.
 * Montgomery (2013), "Introduction to Statistical Quality Control", 7th ed., section 7.3.3. Throws when the exposure is not positive.
 */
export function uPoint({ count, exposure }: CountPoint, centre: number): UPoint {
  if (!(exposure > 0)) throw new Error(`a u chart needs exposure > 0, not ${exposure}`);
  const sigma = Math.sqrt(centre / exposure);
  return {
    count,
    exposure,
    rate: count / exposure,
    centre,
    sigma,
    lowerLimit: Math.max(0, centre - 3 * sigma),
    upperLimit: centre + 3 * sigma,
  };
}

/** Failures per unit of exposure over all points; undefined without exposure. */
export function centreOf(points: readonly CountPoint[]): number | undefined {
  const exposure = points.reduce((sum, point) => sum + point.exposure, 0);
  return exposure > 0 ? points.reduce((sum, point) => sum + point.count, 0) / exposure : undefined;
}

export interface JudgedPoint extends UPoint {
  /** Rules that this point completes. */
  rules: RuleName[];
}

export interface ChartRules {
  /** How many preceding periods with exposure make a point's centre, at most and at least. */
  most: number;
  least: number;
}

/**
 * A running u chart: every point is judged by limits from the periods before it, so a shift cannot hide in its own limits. Answers null for a
 * point without exposure or with fewer than `least` periods with exposure among the `most` before it.
 */
export function runningUChart(points: readonly CountPoint[], { most, least }: ChartRules): (JudgedPoint | null)[] {
  const limits = points.map((point, index) => {
    const baseline = points.slice(Math.max(0, index - most), index).filter(({ exposure }) => exposure > 0);
    const centre = centreOf(baseline);
    return centre === undefined || baseline.length < least || !(point.exposure > 0) ? null : uPoint(point, centre);
  });
  const distances = limits.map((point) => (point ? sigmasFromCentre(point) : 0));
  const broken = violations(distances);
  return limits.map((point, index) => point && { ...point, rules: broken[index] ?? [] });
}

/** Distance from the centre in sigmas; with a centre of 0 any failure is infinitely far. */
export function sigmasFromCentre({ rate, centre, sigma }: UPoint): number {
  if (sigma > 0) return (rate - centre) / sigma;
  return rate > centre ? Infinity : 0;
}
