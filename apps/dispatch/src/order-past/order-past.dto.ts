import { type Party, parties, type RepairOrderStatus, repairOrderStatuses } from '#common/events/lists.js';
import { Id, Instant, ListOf, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';

export class AsOfQuery {
  /** Business time; of several steps at this very instant the last counts. */
  @Instant() at: string;
}

export class OfferAsOf {
  @Id() offerId: string;
  @Id() siteId: string;
  @Instant() madeAt: string;
}

/** What the last step up to then said. Who must act, and until when, may have been moved on between two steps: only steps are kept for ever. */
export class OrderAsOfView {
  @Id() repairOrderId: string;
  @Text(40) number: string;
  @Instant() at: string;
  @OneOf(repairOrderStatuses) status: RepairOrderStatus;
  /** When it took this status. */
  @Instant() since: string;
  @Optional() @Text(500) reason?: string;
  @Optional() @Id() siteId?: string;
  @Optional() @Id() technicianId?: string;
  @OneOf(parties) waitingFor: Party;
  @Optional() @Instant() waitingUntil?: string;
  /** Not told to a site of a step that is not its own, and neither is the reason. */
  @Optional() @Text(200) actorName?: string;
  @Whole(1, 2_147_483_647) version: number;
  /** Steps up to then, this one included. */
  @Whole(1, 100_000) steps: number;
  /** Offers that waited for an answer then; a site sees its own. */
  @ListOf(() => OfferAsOf) liveOffers: OfferAsOf[];
}
