export const offerStatuses = [
  'pending',
  'accepted',
  'declined',
  'countered',
  'refused',
  'expired',
  'withdrawn',
] as const;
export type OfferStatus = (typeof offerStatuses)[number];

/** Which status of an offer may follow which. */
export const offerTransitions = {
  pending: ['accepted', 'declined', 'countered', 'expired', 'withdrawn'],
  countered: ['accepted', 'refused', 'withdrawn'],
  accepted: [],
  declined: [],
  refused: [],
  expired: [],
  withdrawn: [],
} as const satisfies Record<OfferStatus, readonly OfferStatus[]>;

export function offerMayMove(from: OfferStatus, to: OfferStatus): boolean {
  const next: readonly OfferStatus[] = offerTransitions[from];
  return next.includes(to);
}
