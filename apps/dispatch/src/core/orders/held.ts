import type { RepairOrderStatus } from '#common/events/lists.js';

/** Stands among an order's exception reasons: the technician found the place not safe to work at. */
export const unsafe = 'unsafe';

interface MayBeHeld {
  status: RepairOrderStatus;
  exceptionReasons: readonly string[];
}

/** Whether the order stands until the dispatcher has decided: Callout itself sends nobody to a place that is not safe. */
export const isHeld = ({ status, exceptionReasons }: MayBeHeld): boolean =>
  status === 'ready' && exceptionReasons.includes(unsafe);
