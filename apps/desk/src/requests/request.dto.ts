import {
  type Channel,
  channels,
  type CloseOutcome,
  closeOutcomes,
  priorities,
  type Priority,
  type RepairOrderStatus,
  repairOrderStatuses,
  type RequestStatus,
  requestStatuses,
} from '#common/events/lists.js';
import { Place, ProbableFault, ProbablePart, TimeWindow } from '#common/events/values.js';
import { Code, Flag, Id, Instant, ListOf, Nested, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { AssetBody } from '../assets/asset.dto.js';
import { SaveCustomer, SearchQuery } from '../customers/customer.dto.js';

/**
 * A report from any channel, with a known customer and asset or with new ones in the same call. What comes back in `intake`:
 * `opened` (201); `duplicate` (200): an open request of this asset reports the same fault, the report was added to its timeline and it is
 * what the answer shows; `repeated` (200): the same caller has reported this `externalId` before (409 when that was of another
 * customer or asset). A unit whose product and serial number are known stays its
 * customer's when `customer` comes without an `externalId`; who reported it is on the timeline.
 */
export class ReportRequest {
  /** The caller's own: that of another person or API key is another report. */
  @Optional() @Code() externalId?: string;
  @OneOf(channels) channel: Channel;
  @Optional() @Id() customerId?: string;
  @Optional() @Nested(() => SaveCustomer) customer?: SaveCustomer;
  @Optional() @Id() assetId?: string;
  @Optional() @Nested(() => AssetBody) asset?: AssetBody;
  @Text(4000) problem: string;
  @Optional() @Code() symptomCode?: string;
  @Optional() @OneOf(priorities) priority?: Priority;
  @Optional() @Flag() emergency?: boolean;
  /** When the customer can receive somebody, best first. */
  @Optional() @ListOf(() => TimeWindow, 10) windows?: TimeWindow[];
  /** Request the visit at once: nobody needs to look at it first. */
  @Optional() @Flag() visit?: boolean;
  /** Open a request of its own even if one with the same fault is open. */
  @Optional() @Flag() separate?: boolean;
}

export class TriageBody {
  @Optional() @Code() symptomCode?: string;
  @Optional() @OneOf(priorities) priority?: Priority;
  /** What was learned while talking; the likely faults follow from it. */
  @Optional() @Text(4000) problem?: string;
}

export class RequestVisit extends TriageBody {
  @Optional() @ListOf(() => TimeWindow, 10) windows?: TimeWindow[];
  @Optional() @Flag() emergency?: boolean;
  /** Better known than triage knows it. */
  @Optional() @Whole(1, 5) skillLevel?: number;
  @Optional() @Whole(5, 480) durationMinutes?: number;
}

export class SolveRemotely {
  /** What was done: kept for the next one who asks. */
  @Text(4000) solution: string;
  /** The customer has tried it and says that it works; otherwise a call-back is due. */
  @Flag() confirmed: boolean;
}

export class WithReason {
  @Text(500) reason: string;
}

export class NoteBody {
  @Text(4000) text: string;
  /** The customer was told or asked this: counts as a response. */
  @Optional() @Flag() toCustomer?: boolean;
}

export class SuggestionView {
  @ListOf(() => ProbableFault) likelyFaults: ProbableFault[];
  @ListOf(() => ProbablePart) likelyParts: ProbablePart[];
  @Code() skill: string;
  @Whole(1, 5) skillLevel: number;
  @Optional() @Code() certificate?: string;
  @Whole(5, 1440) durationMinutes: number;
  /** Finished orders that it rests on. */
  @Whole(0, 2_147_483_647) orders: number;
}

/** An open request that an agent may take for the same: nothing is merged by itself. */
export class PossibleDuplicate {
  @Id() id: string;
  @Text(32) number: string;
  @OneOf(requestStatuses) status: RequestStatus;
  @Text(4000) problem: string;
  @Instant() openedAt: string;
}

export class RequestView {
  @Id() id: string;
  @Text(32) number: string;
  @Optional() @Code() externalId?: string;
  @OneOf(channels) channel: Channel;
  @OneOf(requestStatuses) status: RequestStatus;
  @OneOf(priorities) priority: Priority;
  @Flag() emergency: boolean;
  @Id() customerId: string;
  @Id() assetId: string;
  @Id() productId: string;
  @Code() category: string;
  @Nested(() => Place) place: Place;
  @Text(4000) problem: string;
  @Optional() @Code() symptomCode?: string;
  @ListOf(() => TimeWindow) windows: TimeWindow[];
  @Optional() @Nested(() => SuggestionView) suggestion?: SuggestionView;
  @Optional() @Id() ownerId?: string;
  @Optional() @Text(120) ownerName?: string;
  @Instant() openedAt: string;
  @Instant() firstResponseDueAt: string;
  @Instant() dueBy: string;
  @Flag() atRisk: boolean;
  @Flag() breached: boolean;
  @Whole(0, 100) attempt: number;
  @Optional() @Id() repairOrderId?: string;
  @Optional() @OneOf(repairOrderStatuses) repairOrderStatus?: RepairOrderStatus;
  @Optional() @Id() siteId?: string;
  @Optional() @Id() technicianId?: string;
  /** When the customer was told that somebody comes. */
  @Optional() @Nested(() => TimeWindow) promised?: TimeWindow;
  @Optional() @Text(4000) solution?: string;
  @Optional() @OneOf(closeOutcomes) outcome?: CloseOutcome;
  @Optional() @Instant() closedAt?: string;
  /**
   * Open requests, newest first, of a unit of the same category in the same place whose customer is the same or has the same telephone number, where
   * one of both units is known neither by a serial number nor by an external id. Only in the answer to a report and where one request is shown, and
   * only for who may read all requests at the desk; left out where there is none.
   */
  @Optional() @ListOf(() => PossibleDuplicate, 5) possibleDuplicates?: PossibleDuplicate[];
  @Whole(1, 2_147_483_647) version: number;
}

export const intakes = ['opened', 'duplicate', 'repeated'] as const;

export class ReportedView extends RequestView {
  @OneOf(intakes) intake: (typeof intakes)[number];
}

export class RequestQuery extends SearchQuery {
  @Optional() @OneOf(requestStatuses) status?: RequestStatus;
  @Optional() @Id() customerId?: string;
  @Optional() @Id() assetId?: string;
  @Optional() @Id() ownerId?: string;
  /** `true`: those whose promise has broken and that are still open. */
  @Optional() @OneOf(['true', 'false']) breached?: 'true' | 'false';
  /** `true`: those whose promise will soon break. */
  @Optional() @OneOf(['true', 'false']) atRisk?: 'true' | 'false';
}

export class ContactOfRequest {
  @Id() requestId: string;
  @Text(120) customerName: string;
  @Text(120) contactName: string;
  @Optional() @Text(40) phone?: string;
  @Optional() @Text(254) email?: string;
  @Optional() @Text(200) street?: string;
  @Optional() @Text(16) postalCode?: string;
  @Nested(() => Place) place: Place;
}
