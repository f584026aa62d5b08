import { unsafe } from '../core/orders/held.js';

/** The same as `isHeld` of a ready order, for queries over `repair_order`. */
export const notHeld = `NOT ('${unsafe}' = ANY (exception_reasons))`;
