import { CodeList, Id, Instant, OneOf, Optional, Whole } from '../validation/fields.js';
import { type Party, parties } from './lists.js';
import { exampleId, exampleInstant } from './values.js';

/** Published when somebody else must act next for a repair order, or until another time, without a transition; heard by the gateway (board). */
export class RepairOrderWaitingChanged {
  static readonly type = 'dispatch.repair-order.waiting-changed.v1';
  static readonly key = 'repairOrderId';
  static readonly about =
    'Published when somebody else must act next for a repair order, or until another time, without a transition: a counter-offer, an overdue visit, a part that is late, an order that found nobody again; heard by the gateway (board).';
  static readonly example: RepairOrderWaitingChanged = {
    repairOrderId: exampleId(2),
    requestId: exampleId(1),
    siteId: exampleId(7),
    exceptionReasons: [],
    waitingFor: 'dispatcher',
    waitingUntil: exampleInstant,
    at: exampleInstant,
    version: 2,
  };

  @Id() repairOrderId: string;
  @Id() requestId: string;
  @Optional() @Id() siteId?: string;
  @CodeList() exceptionReasons: string[];
  @OneOf(parties) waitingFor: Party;
  @Optional() @Instant() waitingUntil?: string;
  @Instant() at: string;
  /** The aggregate's version after this change. */
  @Whole(1, 2_147_483_647) version: number;
}
