import { Flag, Id, Instant, OneOf, Optional, Whole } from '../validation/fields.js';
import { type Priority, priorities } from './lists.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when an open repair order has become more urgent, or is due at another time; heard by inventory (who is served first), dispatch (the running day makes room) and the gateway (board). */
export class RepairOrderUrgencyChanged {
  static readonly type = 'dispatch.repair-order.urgency-changed.v1';
  static readonly key = 'repairOrderId';
  static readonly about =
    'Published when an open repair order has become more urgent, or is due at another time because its clock was stopped or goes on; heard by inventory (who is served first), dispatch (the running day makes room) and the gateway (board).';
  static readonly example: RepairOrderUrgencyChanged = {
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    priority: 'urgent',
    emergency: false,
    dueBy: exampleInstant,
    duePaused: false,
    at: exampleInstant,
    version: 3,
  };

  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Optional() @Id() siteId?: string;
  @OneOf(priorities) priority: Priority;
  @Flag() emergency: boolean;
  @Instant() dueBy: string;
  /** The clock stands: until it goes on nobody is late. */
  @Flag() duePaused: boolean;
  @Instant() at: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
