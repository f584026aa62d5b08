import type { Party, RepairOrderStatus } from '#common/events/lists.js';
import { mayMove } from './order-states.js';

/** What a transition touches of a repair order. */
export interface OrderState {
  status: RepairOrderStatus;
  statusReason: string | null;
  exceptionReasons: string[];
  exceptionSince: Date | null;
  waitingFor: Party;
  waitingUntil: Date | null;
  siteId: string | null;
  /** Sites that hold a live offer. */
  offeredTo: string[];
  technicianId: string | null;
  visitId: string | null;
  endedAt: Date | null;
  version: number;
}

export interface Waiting {
  for: Party;
  until: Date | null;
}

/** One step of an order's history. */
export interface Transition {
  from: RepairOrderStatus;
  to: RepairOrderStatus;
  reason: string | null;
  siteId: string | null;
  technicianId: string | null;
  visitId: string | null;
  exceptionReasons: string[];
  waitingFor: Party;
  waitingUntil: Date | null;
  at: Date;
  version: number;
}

export class IllegalTransition extends Error {
  constructor(
    readonly from: RepairOrderStatus,
    readonly to: RepairOrderStatus,
  ) {
    super(`a repair order that is ${from} cannot become ${to}`);
  }
}

/**
 * Moves an order to another status and returns the step for its history. Who has to act next, and until when, is part of every step, so that
 * no order is ever left with nobody responsible. Throws IllegalTransition when the table does not allow it.
 */
export function moveOrder(
  order: OrderState,
  to: RepairOrderStatus,
  waiting: Waiting,
  now: Date,
  reason: string | null = null,
): Transition {
  const from = order.status;
  if (!mayMove(from, to)) throw new IllegalTransition(from, to);
  order.status = to;
  order.statusReason = reason;
  order.waitingFor = waiting.for;
  order.waitingUntil = waiting.until;
  order.version += 1;
  if (to !== 'ready') {
    order.exceptionReasons = [];
    order.exceptionSince = null;
  }
  if (to !== 'offered') order.offeredTo = [];
  if (endings.has(to)) order.endedAt ??= now;
  return {
    from,
    to,
    reason,
    siteId: order.siteId,
    technicianId: order.technicianId,
    visitId: order.visitId,
    exceptionReasons: order.exceptionReasons,
    waitingFor: waiting.for,
    waitingUntil: waiting.until,
    at: now,
    version: order.version,
  };
}

const endings: ReadonlySet<RepairOrderStatus> = new Set(['completed', 'cannot_complete', 'closed', 'cancelled']);
