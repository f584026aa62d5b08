import { PageQuery } from '#common/http/pages.js';
import { Code, Id, Instant, ListOf, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { type StateAtSite, statesAtSite } from '#common/events/lists.js';
import type { SubStatus } from '../core/orders/sub-status.js';

export class SubStatusEntry implements SubStatus {
  @Code(40) code: string;
  @Text(60) name: string;
  /** The state of an order that it divides. */
  @OneOf(statesAtSite) status: StateAtSite;
}

export class ChangedSubStatuses {
  /** In the order in which they are shown; each code once. */
  @ListOf(() => SubStatusEntry, 60) entries: SubStatusEntry[];
}

export class SubStatusesView extends ChangedSubStatuses {
  /** 1 = none was ever named. */
  @Whole(1, 2_147_483_647) version: number;
}

export class ChosenSubStatus {
  @Code(40) code: string;
}

export class OrderSubStatusQuery extends PageQuery {
  @Optional() @Id() siteId?: string;
  @Optional() @Id() repairOrderId?: string;
}

export class OrderSubStatusView extends SubStatusEntry {
  @Id() repairOrderId: string;
  @Id() siteId: string;
  @Instant() since: string;
}
