import type { OfferMade, OfferUrgencyChanged } from '#common/events/index.js';
import type { BoardRow } from './upsert.js';

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

interface OfferFact {
  offerId: string;
  repairOrderId: string;
  requestId: string;
  siteId: string;
  technicianId?: string;
  version: number;
}

export const madeOffer = (event: OfferMade): BoardRow => ({
  ...offerStatus(event, 'pending', null),
  fixed: {
    ...ids(event),
    rank: event.rank,
    score: event.score,
    locality: event.place.locality,
    proposed_start: event.proposedStart,
    proposed_finish: event.proposedFinish,
    made_at: event.madeAt,
  },
  first: urgencyOf(event),
});

export const offerUrgency = (event: OfferUrgencyChanged): BoardRow => ({
  table: 'board_offer',
  id: event.offerId,
  version: event.version,
  fixed: ids(event),
  first: { status: 'pending' },
  changing: urgencyOf(event),
});

const urgencyOf = ({ priority, emergency, deadline }: OfferMade | OfferUrgencyChanged) => ({
  priority,
  emergency,
  deadline,
});

/** What an answer, or its absence, makes of an offer. */
export const offerStatus = (event: OfferFact, status: OfferStatus, at: string | null, reason?: string): BoardRow => ({
  table: 'board_offer',
  id: event.offerId,
  version: event.version,
  fixed: ids(event),
  changing: {
    status,
    answered_at: at,
    reason,
    ...(event.technicianId && { technician_id: event.technicianId }),
  },
});

const ids = ({ repairOrderId, requestId, siteId }: OfferFact) => ({
  repair_order_id: repairOrderId,
  request_id: requestId,
  site_id: siteId,
});
