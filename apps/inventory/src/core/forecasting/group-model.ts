/**
 * What the items of a group (a category of parts, a region, the network) have in common, learnt from all of them at once and used for each:
 * sparse items borrow strength from it (empirical Bayes). A plain object: it can be stored with the planning run.
 */
export interface GroupModel {
  /** Items with demand that it was learnt from. */
  items: number;
  /** Chance that a period has demand. */
  occurrence: number;
  /** Geometric mean of the sizes in pieces: what a size is pulled towards. The geometric one, because a few huge parts must not lift all. */
  size: number;
  /** ln(variance / mean) = dispersionLevel + dispersionSlope·ln(mean per period). */
  dispersionLevel: number;
  dispersionSlope: number;
  /** Factor per period of age by which demand of the whole group falls; at most 1, a growth of the group is not extrapolated. */
  driftPerPeriod: number;
  /** Correction of the level by periods since the last demand, one for each of `ageClasses`. */
  ageFactors: number[];
  /** Pieces per period of an item that nobody wanted for a year: no forecast falls below it. */
  returnRate: number;
  /** Squared variation of the true level around the forecast level over a lead time. */
  levelVariation: number;
  /** Factors of the coming periods of a year's cycle; empty without a season. Stored with the run that ends where the histories end. */
  season: number[];
  /** Loss of each method relative to the first of its class, keys 'class/method'; empty until measured. */
  losses: Record<string, number>;
}

/** Upper ends of the classes of periods since the last demand; the last class is open. */
export const ageClasses = [0, 2, 5, 11] as const;

export function ageClass(periodsSince: number): number {
  const found = ageClasses.findIndex((end) => periodsSince <= end);
  return found < 0 ? ageClasses.length : found;
}

/** For a part alone: nothing to borrow, no drift, dispersion as of many parts (variance 1.6 times the mean at one piece per period). */
export const noGroup: GroupModel = {
  items: 0,
  occurrence: 0.05,
  size: 1.5,
  dispersionLevel: 0.5,
  dispersionSlope: 0.3,
  driftPerPeriod: 1,
  ageFactors: [1, 1, 1, 1, 1],
  returnRate: 0,
  levelVariation: 0.15,
  season: [],
  losses: {},
};
