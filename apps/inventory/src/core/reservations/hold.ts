import { allocate } from './allocate.js';
import type { Bench } from './bench.js';
import { type WorkPlace, relocate } from './relocate.js';
import type { Reservation } from './reservation.js';
import { placeIsNewer, wantedEarlier } from './stamp.js';
import { type LikelyPart, wantLikely } from './want.js';

/** What an offer, a booked visit or its move says about an order. */
export interface Placement extends WorkPlace {
  stamp: string;
  likelyParts: readonly LikelyPart[];
  at: Date;
}

/**
 * Holds an order's likely parts the first time it is heard of, and moves the hold when a newer visit is somewhere else. Whatever order the
 * events come in, the newest visit decides the place and the earliest event where demand counts.
 */
export function hold(bench: Bench, reservation: Reservation, placement: Placement, threshold: number): void {
  if (wantedEarlier(reservation.wantedStamp, placement.stamp)) {
    Object.assign(reservation, {
      wantedStamp: placement.stamp,
      wantedSiteId: placement.siteId,
      wantedAt: placement.at,
    });
  }
  const moves = placeIsNewer(reservation.placeStamp, placement.stamp);
  if (moves) {
    reservation.placeStamp = placement.stamp;
    const { siteId, technicianId, booked } = placement;
    if (isElsewhere(reservation, placement)) relocate(bench, reservation, { siteId, technicianId, booked });
  }
  wantLikely(bench, reservation, placement.likelyParts, threshold);
  allocate(bench, reservation);
}

const isElsewhere = (reservation: Reservation, { siteId, technicianId, booked }: WorkPlace) =>
  reservation.siteId !== siteId || reservation.technicianId !== technicianId || (booked && !reservation.booked);
