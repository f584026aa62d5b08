import {
  parties,
  type Party,
  priorities,
  type Priority,
  repairOrderStatuses,
  type RepairOrderStatus,
} from '#common/events/index.js';
import { PageQuery } from '#common/http/pages.js';
import {
  Code,
  CodeList,
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
import { type Age, ages } from '../core/ageing.js';
import { offerStatuses, type OfferStatus } from './offer-rows.js';
import { partsStates, type PartsState } from './parts-rows.js';
import { visitStatuses, type VisitStatus } from './visit-rows.js';

export const risks = ['none', 'at_risk', 'breached'] as const;
export type Risk = (typeof risks)[number];
export const yesNo = ['true', 'false'] as const;
export type YesNo = (typeof yesNo)[number];

export class OrdersQuery extends PageQuery {
  /** Without it: every order that has not ended. */
  @Optional() @OneOf([...repairOrderStatuses, 'all']) status?: RepairOrderStatus | 'all';
  @Optional() @Id() siteId?: string;
  @Optional() @Id() technicianId?: string;
  @Optional() @OneOf(parties) waitingFor?: Party;
  /** true: only orders that found no candidate. */
  @Optional() @OneOf(yesNo) exceptions?: YesNo;
  @Optional() @OneOf(risks) risk?: Risk;
  @Optional() @OneOf(priorities) priority?: Priority;
  /** The skill that the order needs. */
  @Optional() @Code() skill?: string;
  /** How long it has been open. */
  @Optional() @OneOf(ages) age?: Age;
}

export class OffersQuery extends PageQuery {
  /** Without it: every offer. */
  @Optional() @OneOf(offerStatuses) status?: OfferStatus;
  @Optional() @Id() siteId?: string;
  @Optional() @Id() repairOrderId?: string;
}

export class VisitsQuery extends PageQuery {
  @Optional() @OneOf(visitStatuses) status?: VisitStatus;
  @Optional() @Id() siteId?: string;
  @Optional() @Id() technicianId?: string;
  @Optional() @Id() repairOrderId?: string;
  /** Visits that start at this time or later. */
  @Optional() @Instant() from?: string;
  @Optional() @Instant() to?: string;
}

export class PlaceView {
  @Optional() @Decimal(-180, 180) lon?: number;
  @Optional() @Decimal(-90, 90) lat?: number;
  @Text(120) locality: string;
  /** IANA name, from the point: whose clock counts there. */
  @Optional() @Text(64) timeZone?: string;
}

export class BoardOrderView {
  @Id() id: string;
  @Text(32) number: string;
  @Id() requestId: string;
  @Id() productId: string;
  @Code() category: string;
  @OneOf(priorities) priority: Priority;
  @Flag() emergency: boolean;
  @Nested(() => PlaceView) place: PlaceView;
  @Code() skill: string;
  @Whole(1, 5) skillLevel: number;
  @Optional() @Id() previousOrderId?: string;
  @OneOf(repairOrderStatuses) status: RepairOrderStatus;
  @Instant() statusAt: string;
  @Instant() openedAt: string;
  @Instant() dueBy: string;
  /** The clock stands: `dueBy` comes later when it goes on. */
  @Flag() duePaused: boolean;
  /** breached: past `dueBy`; at_risk: the visit ends after it, or none is booked four hours before. none: in time, or the clock stands. */
  @OneOf(risks) risk: Risk;
  @Optional() @Id() siteId?: string;
  @Optional() @Text(120) siteName?: string;
  @Optional() @Id() technicianId?: string;
  @Optional() @Text(120) technicianName?: string;
  @Optional() @Id() visitId?: string;
  @Optional() @Instant() visitStart?: string;
  @Optional() @Instant() visitFinish?: string;
  @Optional() @OneOf(partsStates) parts?: PartsState;
  @Optional() @Instant() partsAvailableAt?: string;
  @OneOf(parties) waitingFor: Party;
  @Optional() @Instant() waitingUntil?: string;
  @CodeList() exceptionReasons: string[];
  @Whole(1, 2_147_483_647) version: number;
}

/** An order that went before another one. */
export class PastOrderView {
  @Id() id: string;
  @Text(32) number: string;
  @Code() category: string;
  /** Otherwise another unit of the same customer. */
  @Flag() isSameUnit: boolean;
  @OneOf(repairOrderStatuses) status: RepairOrderStatus;
  @Instant() openedAt: string;
  /** Since when it is in this state. */
  @Instant() statusAt: string;
  @Optional() @Text(120) siteName?: string;
  @Optional() @Text(120) technicianName?: string;
  /** Of the last visit that ended. */
  @Optional() @Code() outcome?: string;
  /** Why that visit did not take place. */
  @Optional() @Text(500) reason?: string;
}

export class BoardOfferView {
  @Id() id: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Optional() @Text(120) siteName?: string;
  @Optional() @Id() technicianId?: string;
  @OneOf(offerStatuses) status: OfferStatus;
  /** Not shown to sites. */
  @Optional() @Whole(1, 1000) rank?: number;
  /** Not shown to sites. */
  @Optional() @Decimal(-1e12, 1e12) score?: number;
  @Optional() @Text(120) locality?: string;
  @Optional() @OneOf(priorities) priority?: Priority;
  @Optional() @Flag() emergency?: boolean;
  @Optional() @Instant() proposedStart?: string;
  @Optional() @Instant() proposedFinish?: string;
  @Optional() @Instant() madeAt?: string;
  @Optional() @Instant() deadline?: string;
  @Optional() @Instant() answeredAt?: string;
  @Optional() @Text(500) reason?: string;
  @Whole(1, 2_147_483_647) version: number;
}

export class BoardVisitView {
  @Id() id: string;
  @Id() repairOrderId: string;
  /** Of the order, as far as the board has heard of it: number, priority, kind of product, the skill it needs. */
  @Optional() @Text(32) orderNumber?: string;
  @Optional() @OneOf(priorities) priority?: Priority;
  @Optional() @Code() category?: string;
  @Optional() @Code() skill?: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Optional() @Text(120) siteName?: string;
  @Id() technicianId: string;
  @Optional() @Text(120) technicianName?: string;
  @OneOf(visitStatuses) status: VisitStatus;
  @Instant() start: string;
  @Instant() finish: string;
  @Optional() @Instant() windowFrom?: string;
  @Optional() @Instant() windowTo?: string;
  @Nested(() => PlaceView) place: PlaceView;
  @Optional() @Whole(0, 1_000_000) travelSeconds?: number;
  @Optional() @Instant() eta?: string;
  @Optional() @Instant() enRouteAt?: string;
  @Optional() @Instant() arrivedAt?: string;
  @Optional() @Instant() finishedAt?: string;
  @Optional() @Code() outcome?: string;
  @Optional() @Text(500) reason?: string;
  /** Plans and improvements leave it where it is. */
  @Flag() isPinned: boolean;
  @Optional() @Text(500) pinReason?: string;
  @Whole(1, 2_147_483_647) version: number;
}

export class BoardCount {
  @Code() name: string;
  @Whole(0, Number.MAX_SAFE_INTEGER) orders: number;
}

/** Of the orders that have not ended. */
export class BoardSummaryView {
  @ListOf(() => BoardCount) statuses: BoardCount[];
  /** By whom they wait for. */
  @ListOf(() => BoardCount) waitingFor: BoardCount[];
  @Whole(0, Number.MAX_SAFE_INTEGER) exceptions: number;
  @Whole(0, Number.MAX_SAFE_INTEGER) breached: number;
}

export class BoardShare {
  @Code() name: string;
  @Whole(0, Number.MAX_SAFE_INTEGER) orders: number;
  /** Of them past their due time. */
  @Whole(0, Number.MAX_SAFE_INTEGER) breached: number;
}

export class SiteShare {
  @Optional() @Id() siteId?: string;
  @Optional() @Text(120) siteName?: string;
  @Whole(0, Number.MAX_SAFE_INTEGER) orders: number;
  @Whole(0, Number.MAX_SAFE_INTEGER) breached: number;
}

/** The orders that have not ended, each counted once in each list. */
export class BoardSharesView {
  @Whole(0, Number.MAX_SAFE_INTEGER) orders: number;
  /** By how long they have been open; ages that no order has are left out, here as elsewhere. */
  @ListOf(() => BoardShare, 10) ages: BoardShare[];
  @ListOf(() => BoardShare, 20) statuses: BoardShare[];
  @ListOf(() => BoardShare, 10) priorities: BoardShare[];
  /** The twenty with most of them. */
  @ListOf(() => SiteShare, 20) sites: SiteShare[];
  /** All other sites together. */
  @Nested(() => SiteShare) otherSites: SiteShare;
  /** What no site has. */
  @Nested(() => SiteShare) noSite: SiteShare;
}
