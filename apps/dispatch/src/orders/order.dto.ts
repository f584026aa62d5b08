import {
  type Party,
  parties,
  type Priority,
  priorities,
  type RepairOrderStatus,
  repairOrderStatuses,
} from '#common/events/lists.js';
import { PartQuantity, Place, ProbableFault, ProbablePart, TimeWindow } from '#common/events/values.js';
import { PageQuery } from '#common/http/pages.js';
import {
  Code,
  CodeList,
  Flag,
  Id,
  IdList,
  Instant,
  ListOf,
  Nested,
  OneOf,
  OneOfList,
  Optional,
  Text,
  Whole,
} from '#common/validation/fields.js';
import { sayable, type SayableRule } from '../core/visits/overrides.js';

export class OrdersQuery extends PageQuery {
  @Optional() @OneOf(repairOrderStatuses) status?: RepairOrderStatus;
  @Optional() @Id() siteId?: string;
  @Optional() @Id() requestId?: string;
  @Optional() @OneOf(parties) waitingFor?: Party;
}

export class Assignment {
  @Id() technicianId: string;
  /** The technician's next gap if it is missing. */
  @Optional() @Instant() start?: string;
  /** Stands in the history of the order; needed with overrides. */
  @Optional() @Text(500) reason?: string;
  /** What is broken knowingly, for this reason; asked for these rules alone. */
  @Optional() @OneOfList(sayable, sayable.length) overrides?: SayableRule[];
}

export class OrderReason {
  @Text(500) reason: string;
}

export class OfferToSites {
  /** Several sites: the first to accept has the order. */
  @IdList(10) siteIds: string[];
}

export class OrderView {
  @Id() id: string;
  @Text(40) number: string;
  @Id() requestId: string;
  @Whole(1, 100) attempt: number;
  @Optional() @Id() previousOrderId?: string;
  /** Not shown to a site before it has accepted. */
  @Optional() @Id() customerId?: string;
  /** Not shown to a site before it has accepted. */
  @Optional() @Id() assetId?: string;
  @Id() productId: string;
  @Code() category: string;
  /** Until a site has accepted, it sees the locality and coordinates to about a kilometre. */
  @Nested(() => Place) place: Place;
  @Optional() @Code() symptomCode?: string;
  @ListOf(() => ProbableFault) likelyFaults: ProbableFault[];
  @ListOf(() => ProbablePart) likelyParts: ProbablePart[];
  @Code() skill: string;
  @Whole(1, 5) skillLevel: number;
  @Optional() @Code() certificate?: string;
  @Whole(5, 1440) durationMinutes: number;
  @ListOf(() => TimeWindow) windows: TimeWindow[];
  @Instant() dueBy: string;
  /** The request's clock stands: `dueBy` comes later when it goes on. */
  @Flag() duePaused: boolean;
  @OneOf(priorities) priority: Priority;
  @Flag() emergency: boolean;
  @Flag() underWarranty: boolean;
  @OneOf(repairOrderStatuses) status: RepairOrderStatus;
  /** Not shown to a site before it has accepted. */
  @Optional() @Text(500) statusReason?: string;
  @CodeList() exceptionReasons: string[];
  @OneOf(parties) waitingFor: Party;
  @Optional() @Instant() waitingUntil?: string;
  @Optional() @Id() siteId?: string;
  @Optional() @Id() technicianId?: string;
  @Optional() @Id() visitId?: string;
  @Optional() @Instant() acceptedAt?: string;
  @Optional() @Instant() partsAvailableAt?: string;
  @ListOf(() => PartQuantity) partsNeeded: PartQuantity[];
  @Whole(0, 1000) visits: number;
  @Instant() reportedAt: string;
  @Instant() openedAt: string;
  @Optional() @Instant() endedAt?: string;
  @Whole(1, 2_147_483_647) version: number;
}

export class OrderTransitionView {
  @OneOf(repairOrderStatuses) from: RepairOrderStatus;
  @OneOf(repairOrderStatuses) to: RepairOrderStatus;
  @Optional() @Text(500) reason?: string;
  @Optional() @Id() siteId?: string;
  @Optional() @Id() technicianId?: string;
  @OneOf(parties) waitingFor: Party;
  @Optional() @Instant() waitingUntil?: string;
  /** Not told to a site of steps that are not its own, and neither is the reason. */
  @Optional() @Text(200) actorName?: string;
  @Instant() at: string;
  @Whole(1, 2_147_483_647) version: number;
}
