import { Flag, Id, ListOf, Optional, Whole } from '../validation/fields.js';
import { PartQuantity, exampleId } from './values.js';

/** Published when an order needs parts that were not held, as a technician found there or a site asked for before it comes; heard by inventory (holds them where the order is done), quality and the gateway. */
export class RepairOrderPartsNeeded {
  static readonly type = 'dispatch.repair-order.parts-needed.v1';
  static readonly key = 'repairOrderId';
  static readonly about =
    'Published when an order needs parts that were not held, as a technician found there or a site asked for before it comes; heard by inventory (holds them where the order is done), quality and the gateway.';
  static readonly example: RepairOrderPartsNeeded = {
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    technicianId: exampleId(8),
    lines: [{ partId: exampleId(5), quantity: 1 }],
    version: 1,
  };

  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Id() siteId: string;
  @Optional() @Id() technicianId?: string;
  /** A site asked for them with its counter-offer: nobody came in vain. */
  @Optional() @Flag() beforeVisit?: boolean;
  @ListOf(() => PartQuantity) lines: PartQuantity[];
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
