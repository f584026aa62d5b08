import { Id, Instant, Text, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a visit did not take place (customer or technician absent); heard by desk, dispatch (the running day) and the gateway. */
export class VisitMissed {
  static readonly type = 'dispatch.visit.missed.v1';
  static readonly key = 'visitId';
  static readonly about =
    'Published when a visit did not take place (customer or technician absent); heard by desk, dispatch (the running day) and the gateway.';
  static readonly example: VisitMissed = {
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
