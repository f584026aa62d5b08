import type { OfferMade, ProbablePart, VisitRescheduled } from '#common/events/index.js';
import type { MessageInfo } from '#common/messaging/hears.js';
import type { Placement } from '../core/reservations/hold.js';
import { stampOf } from '../core/reservations/stamp.js';

/** Where an offered order would be done. */
export function fromOffer(
  { offerId, siteId, technicianId, likelyParts, version }: OfferMade,
  { occurredAt }: MessageInfo,
): Placement {
  return {
    siteId,
    technicianId: technicianId ?? null,
    booked: false,
    likelyParts,
    at: occurredAt,
    stamp: stampOf('offer', occurredAt, offerId, version),
  };
}

type BookedVisit = Pick<VisitRescheduled, 'visitId' | 'siteId' | 'technicianId' | 'version'> & {
  likelyParts: ProbablePart[];
};

/** Where a booked order will be done. */
export function fromVisit(
  { visitId, siteId, technicianId, likelyParts, version }: BookedVisit,
  { occurredAt }: MessageInfo,
): Placement {
  return {
    siteId,
    technicianId,
    booked: true,
    likelyParts,
    at: occurredAt,
    stamp: stampOf('visit', occurredAt, visitId, version),
  };
}
