import { Id, Instant, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when the technician is at the customer's; heard by desk (arrival clock) and the gateway. */
export class VisitArrived {
  static readonly type = 'dispatch.visit.arrived.v1';
  static readonly key = 'visitId';
  static readonly about =
    "Published when the technician is at the customer's; heard by desk (arrival clock) and the gateway.";
  static readonly example: VisitArrived = {
    visitId: exampleId(4),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    technicianId: exampleId(8),
    at: exampleInstant,
    version: 1,
  };

  @Id() visitId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Id() technicianId: string;
  @Instant() at: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
