import type { RepairOrderStatus } from '#common/events/lists.js';
import { moveOrder, type Transition, type Waiting } from '../core/orders/order-change.js';
import { isAsUrgent, type Urgency, urgencyOf } from '../core/orders/urgency.js';
import type { RepairOrder } from './repair-order.entity.js';

/** A locked (or new) order that the open transaction is changing, with its steps not yet written. */
export class OrderInWork {
  readonly steps: Transition[] = [];

  /** Who had to act next before anything was changed. */
  private readonly waited: string;

  /** How urgent it was then. */
  private readonly was: Urgency;

  /** How long it was to take then. */
  private readonly took: number;

  constructor(
    readonly order: RepairOrder,
    readonly isNew = false,
  ) {
    this.waited = waitingOf(order);
    this.was = urgencyOf(order);
    this.took = order.durationMinutes;
  }

  /** The order is more urgent than before, or due at another time. */
  get urgencyChanged(): boolean {
    return !isAsUrgent(this.order, this.was);
  }

  get durationChanged(): boolean {
    return this.order.durationMinutes !== this.took;
  }

  /** Somebody else must act next, or until another time, than was last told: with no step, or since the last one. */
  get waitsAnew(): boolean {
    const last = this.steps.at(-1);
    return waitingOf(this.order) !== (last ? waitingOf(last) : this.waited);
  }

  move(to: RepairOrderStatus, waiting: Waiting, now: Date, reason: string | null = null): void {
    this.steps.push(moveOrder(this.order, to, waiting, now, reason));
  }

  /** The order found nobody: says why and when it is tried again, in the step that made it ready too if that is still unwritten. */
  markException(reasons: string[], tryAgainAt: Date, now: Date): void {
    const { order } = this;
    order.exceptionReasons = reasons;
    order.exceptionSince ??= now;
    order.waitingFor = 'dispatcher';
    order.waitingUntil = tryAgainAt;
    const last = this.steps.at(-1);
    if (last?.to === 'ready') Object.assign(last, { exceptionReasons: reasons, waitingUntil: tryAgainAt });
  }
}

const waitingOf = ({
  waitingFor,
  waitingUntil,
  exceptionReasons,
}: Pick<Transition, 'waitingFor' | 'waitingUntil' | 'exceptionReasons'>) =>
  JSON.stringify([waitingFor, waitingUntil, exceptionReasons]);
