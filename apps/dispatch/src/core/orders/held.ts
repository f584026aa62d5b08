import type { RepairOrderStatus } from '#common/events/lists.js';

/** Stands among an order's exception reasons: the technician found the place not safe to work at. */
export const unsafe = 'unsafe';

/** Stands there when the dispatcher has taken an order back: nobody looks for somebody else until he has had time to. */
export const unassigned = 'unassigned';

interface MayBeHeld {
  status: RepairOrderStatus;
  exceptionReasons: readonly string[];
}

/** Whether the order stands until the dispatcher has decided: Callout itself sends nobody to a place that is not safe. */
export const isHeld = ({ status, exceptionReasons }: MayBeHeld): boolean =>
  status === 'ready' && exceptionReasons.includes(unsafe);

/** Whether an order waits for the dispatcher, and for him alone: no alarm of before brings it to anybody. */
export const isDispatchers = (order: MayBeHeld): boolean =>
  isHeld(order) || (order.status === 'ready' && order.exceptionReasons.includes(unassigned));
