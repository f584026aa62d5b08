import { type DeclineReason, declineReasons, type Priority, priorities } from '#common/events/lists.js';
import { PartQuantity, ProbableFault, ProbablePart } from '#common/events/values.js';
import { PageQuery } from '#common/http/pages.js';
import {
  Code,
  Currency,
  Decimal,
  Flag,
  Id,
  Instant,
  ListOf,
  Nested,
  OneOf,
  Optional,
  Text,
  Whole,
} from '#common/validation/fields.js';
import { type TermName, termNames } from '../core/matching/terms.js';
import { offerStatuses, type OfferStatus } from '../core/offers/offer-states.js';

export class AcceptOffer {
  /** Who comes; without it the site names technician and time later (`POST /repair-orders/{id}/assign`). */
  @Optional() @Id() technicianId?: string;
  /** When work starts; the proposed time, or the technician's next gap, if it is missing. */
  @Optional() @Instant() start?: string;
}

export class DeclineOffer {
  @OneOf(declineReasons) reason: DeclineReason;
  @Optional() @Text(500) note?: string;
}

export class CounterOffer {
  @Optional() @Instant() start?: string;
  @Optional() @Id() technicianId?: string;
  @Optional() @Whole(0, 1_000_000_000) priceMinor?: number;
  @Optional() @Currency() currency?: string;
  @Optional() @ListOf(() => PartQuantity, 50) parts?: PartQuantity[];
  @Optional() @Text(500) note?: string;
}

export class OfferReason {
  @Text(500) reason: string;
}

export class OffersQuery extends PageQuery {
  @Optional() @OneOf(offerStatuses) status?: OfferStatus;
  @Optional() @Id() repairOrderId?: string;
  @Optional() @Id() siteId?: string;
}

export class TermView {
  @OneOf(termNames) term: TermName;
  @Decimal(-1e12, 1e12) value: number;
  @Code() unit: string;
  /** What the value costs in the score, in minutes. */
  @Decimal(-1e12, 1e12) costMinutes: number;
}

/** Where an offered order is: the locality, with coordinates to about a kilometre. */
export class CoarsePlace {
  @Decimal(-180, 180) lon: number;
  @Decimal(-90, 90) lat: number;
  @Text(120) locality: string;
}

export class CounterView {
  @Optional() @Instant() start?: string;
  @Optional() @Whole(0, 1_000_000_000) priceMinor?: number;
  @Optional() @Text(3, 3) currency?: string;
  @ListOf(() => PartQuantity, 50) parts: PartQuantity[];
}

export class OfferView {
  @Id() id: string;
  @Id() repairOrderId: string;
  @Text(40) orderNumber: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @OneOf(offerStatuses) status: OfferStatus;
  @Instant() deadline: string;
  @Optional() @Id() technicianId?: string;
  @Optional() @Instant() proposedStart?: string;
  @Optional() @Instant() proposedFinish?: string;
  @Nested(() => CoarsePlace) place: CoarsePlace;
  @Code() category: string;
  @Id() productId: string;
  /** Of the unit: when it was installed, and its batch. Which one it is (`assetId`) shows the order once it is accepted. */
  @Optional() @Instant() installedAt?: string;
  @Optional() @Text(64) batch?: string;
  /** What the customer observes, as a code. Their own words may say who and where they are: the request has them, once the offer is accepted. */
  @Optional() @Code() symptomCode?: string;
  @ListOf(() => ProbableFault) likelyFaults: ProbableFault[];
  @Code() skill: string;
  @Whole(1, 5) skillLevel: number;
  @Whole(5, 1440) durationMinutes: number;
  @Instant() dueBy: string;
  @OneOf(priorities) priority: Priority;
  @Flag() emergency: boolean;
  @Flag() underWarranty: boolean;
  @ListOf(() => ProbablePart) likelyParts: ProbablePart[];
  /** Not shown to sites. */
  @Optional() @Whole(1, 1000) rank?: number;
  /** Not shown to sites. */
  @Optional() @Decimal(-1e12, 1e12) score?: number;
  /** Not shown to sites. */
  @Optional() @ListOf(() => TermView) terms?: TermView[];
  @Optional() @Text(500) reason?: string;
  @Optional() @Text(500) note?: string;
  @Optional() @Nested(() => CounterView) counter?: CounterView;
  @Instant() madeAt: string;
  @Optional() @Instant() answeredAt?: string;
  @Whole(1, 2_147_483_647) version: number;
}
