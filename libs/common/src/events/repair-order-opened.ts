import { Code, Flag, Id, Instant, ListOf, Nested, OneOf, Optional, Text, Whole } from '../validation/fields.js';
import { type Priority, priorities } from './lists.js';
import { Place, ProbableFault, ProbablePart, exampleId, exampleInstant, examplePlace } from './values.js';

/** Published when a repair order is opened for a request; heard by desk (link), inventory, quality, dispatch (the running day) and the gateway. */
export class RepairOrderOpened {
  static readonly type = 'dispatch.repair-order.opened.v1';
  static readonly key = 'repairOrderId';
  static readonly about =
    'Published when a repair order is opened for a request; heard by desk (link), inventory, quality, dispatch (the running day) and the gateway.';
  static readonly example: RepairOrderOpened = {
    repairOrderId: exampleId(2),
    number: 'R-26030200017',
    requestId: exampleId(1),
    customerId: exampleId(10),
    assetId: exampleId(11),
    productId: exampleId(12),
    category: 'vacuum',
    place: examplePlace,
    priority: 'normal',
    emergency: false,
    dueBy: exampleInstant,
    likelyFaults: [{ faultCode: 'motor', probability: 0.62 }],
    likelyParts: [{ partId: exampleId(5), quantity: 1, probability: 0.55 }],
    skill: 'small-appliance',
    skillLevel: 2,
    previousOrderId: exampleId(19),
    openedAt: exampleInstant,
    version: 1,
  };

  @Id() repairOrderId: string;
  @Text(32) number: string;
  @Id() requestId: string;
  @Id() customerId: string;
  @Id() assetId: string;
  @Id() productId: string;
  @Code() category: string;
  @Nested(() => Place) place: Place;
  @OneOf(priorities) priority: Priority;
  @Flag() emergency: boolean;
  @Instant() dueBy: string;
  @ListOf(() => ProbableFault) likelyFaults: ProbableFault[];
  @ListOf(() => ProbablePart) likelyParts: ProbablePart[];
  @Code() skill: string;
  @Whole(1, 5) skillLevel: number;
  @Optional() @Id() previousOrderId?: string;
  @Instant() openedAt: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
