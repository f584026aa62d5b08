import { CodeList, Id, Instant, OneOf, Optional, Text, Whole } from '../validation/fields.js';
import { type Party, type RepairOrderStatus, parties, repairOrderStatuses } from './lists.js';
import { exampleId, exampleInstant } from './values.js';

/** Published at every transition of a repair order, with the party that must act next and until when; heard by desk (timeline, clocks) and the gateway (board). */
export class RepairOrderStatusChanged {
  static readonly type = 'dispatch.repair-order.status-changed.v1';
  static readonly key = 'repairOrderId';
  static readonly about =
    'Published at every transition of a repair order, with the party that must act next and until when; heard by desk (timeline, clocks) and the gateway (board).';
  static readonly example: RepairOrderStatusChanged = {
    repairOrderId: exampleId(2),
    number: 'R-26030200017',
    requestId: exampleId(1),
    from: 'ready',
    to: 'offered',
    reason: 'the customer asked for it',
    siteId: exampleId(7),
    technicianId: exampleId(8),
    visitId: exampleId(4),
    exceptionReasons: [],
    waitingFor: 'site',
    waitingUntil: exampleInstant,
    at: exampleInstant,
    version: 1,
  };

  @Id() repairOrderId: string;
  @Text(32) number: string;
  @Id() requestId: string;
  @OneOf(repairOrderStatuses) from: RepairOrderStatus;
  @OneOf(repairOrderStatuses) to: RepairOrderStatus;
  @Optional() @Text(500) reason?: string;
  @Optional() @Id() siteId?: string;
  @Optional() @Id() technicianId?: string;
  @Optional() @Id() visitId?: string;
  @CodeList() exceptionReasons: string[];
  @OneOf(parties) waitingFor: Party;
  @Optional() @Instant() waitingUntil?: string;
  @Instant() at: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
