/** What is known about the parts of one order. */
export interface PartSupply {
  /** Lines that the technician used. */
  partsUsed: number;
  /** Every used piece came from the order's hold or the technician's van; null until inventory has issued them. */
  atHand: boolean | null;
  /** Visits that ended because a part was not at hand. */
  missed: number;
}

/** True when every needed part was at hand at the first visit that needed one, false when not, null when none was needed or inventory has not spoken. */
export function partHit({ partsUsed, atHand, missed }: PartSupply): boolean | null {
  if (missed > 0) return false;
  return partsUsed === 0 ? null : atHand;
}
