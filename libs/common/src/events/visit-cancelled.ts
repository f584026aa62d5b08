import { Id, Instant, Text, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a booked visit is given up; heard by desk, dispatch (the running day) and the gateway. */
export class VisitCancelled {
  static readonly type = 'dispatch.visit.cancelled.v1';
  static readonly key = 'visitId';
  static readonly about =
    'Published when a booked visit is given up; heard by desk, dispatch (the running day) and the gateway.';
  static readonly example: VisitCancelled = {
    visitId: exampleId(4),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    technicianId: exampleId(8),
    reason: 'the customer asked for it',
    at: exampleInstant,
    version: 1,
  };

  @Id() visitId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Id() technicianId: string;
  @Text(500) reason: string;
  @Instant() at: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
