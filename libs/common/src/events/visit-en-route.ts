import { Id, Instant, Optional, Whole } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when the technician leaves for the customer; heard by desk (notice) and the gateway. */
export class VisitEnRoute {
  static readonly type = 'dispatch.visit.en-route.v1';
  static readonly key = 'visitId';
  static readonly about =
    'Published when the technician leaves for the customer; heard by desk (notice) and the gateway.';
  static readonly example: VisitEnRoute = {
    visitId: exampleId(4),
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    technicianId: exampleId(8),
    at: exampleInstant,
    eta: exampleInstant,
    version: 1,
  };

  @Id() visitId: string;
  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Id() technicianId: string;
  @Instant() at: string;
  @Optional() @Instant() eta?: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
