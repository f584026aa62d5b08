import { Flag, Id, Instant, Optional, Text, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a planned visit is pinned to where it is, or let go again; heard by the gateway. */
export class VisitPinChanged {
  static readonly type = 'dispatch.visit.pin-changed.v1';
  static readonly key = 'visitId';
  static readonly about =
    'Published when a planned visit is pinned to where it is, or let go again; heard by the gateway.';
  static readonly example: VisitPinChanged = {
    visitId: exampleId(4),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    technicianId: exampleId(8),
    isPinned: true,
    reason: 'the customer has taken the morning off',
    at: exampleInstant,
    version: 1,
  };

  @Id() visitId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Id() technicianId: string;
  /** Plans and improvements leave a pinned visit where it is. */
  @Flag() isPinned: boolean;
  @Optional() @Text(500) reason?: string;
  @Instant() at: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
