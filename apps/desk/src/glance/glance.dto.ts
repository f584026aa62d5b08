import { Code, Flag, Id, Instant, ListOf, Nested, OneOf, Optional, Text } from '#common/validation/fields.js';
import {
  type RepairOrderStatus,
  repairOrderStatuses,
  type RequestStatus,
  requestStatuses,
} from '#common/events/lists.js';
import { AssetView } from '../assets/asset.dto.js';
import { CustomerView } from '../customers/customer.dto.js';

export class RequestGlance {
  @Id() id: string;
  @Text(32) number: string;
  @OneOf(requestStatuses) status: RequestStatus;
  @Id() assetId: string;
  @Code() category: string;
  @Text(4000) problem: string;
  @Instant() openedAt: string;
  @Instant() dueBy: string;
  @Flag() breached: boolean;
  @Optional() @Id() ownerId?: string;
  @Optional() @Text(120) ownerName?: string;
  @Optional() @Id() repairOrderId?: string;
  @Optional() @OneOf(repairOrderStatuses) repairOrderStatus?: RepairOrderStatus;
  @Optional() @Instant() promisedFrom?: string;
  @Optional() @Instant() promisedTo?: string;
}

export class CustomerGlance {
  @Nested(() => CustomerView) customer: CustomerView;
  @ListOf(() => AssetView) assets: AssetView[];
  /** Those that the customer still waits for. */
  @ListOf(() => RequestGlance) openRequests: RequestGlance[];
  @ListOf(() => RequestGlance) lastRequests: RequestGlance[];
  /** Who is responsible for the customer's newest open request. */
  @Optional() @Id() ownerId?: string;
  @Optional() @Text(120) ownerName?: string;
}

export class AssetGlance {
  @Nested(() => AssetView) asset: AssetView;
  @ListOf(() => RequestGlance) openRequests: RequestGlance[];
  @ListOf(() => RequestGlance) lastRequests: RequestGlance[];
}
