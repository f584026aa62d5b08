import { Code, Id, Instant, Optional, Text } from '../validation/fields.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when a site gives an order one of its own words for where it stands, or takes it off; heard by the gateway. */
export class RepairOrderSubStatusChanged {
  static readonly type = 'dispatch.repair-order.sub-status-changed.v1';
  static readonly key = 'repairOrderId';
  static readonly about =
    'Published when a site gives an order one of its own words for where it stands, or takes it off; heard by the gateway.';
  static readonly example: RepairOrderSubStatusChanged = {
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    technicianId: exampleId(8),
    code: 'called',
    name: 'Customer called',
    at: exampleInstant,
  };

  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Optional() @Id() technicianId?: string;
  /** Of the site's own list; missing when it was taken off. */
  @Optional() @Code() code?: string;
  @Optional() @Text(60) name?: string;
  @Instant() at: string;
}
