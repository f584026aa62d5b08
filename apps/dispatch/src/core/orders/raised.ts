import { moreUrgent, type Priority, type RepairOrderStatus } from '#common/events/lists.js';
import type { TimeWindow } from '#common/events/values.js';

export interface Wish {
  priority: Priority;
  emergency: boolean;
  windows: TimeWindow[];
}

/** As long as nobody has begun, what the desk learns of the wish counts. */
const notBegun: readonly RepairOrderStatus[] = ['draft', 'ready', 'offered', 'accepted', 'scheduled', 'waiting_parts'];
/** Later the customer has been promised one of the windows. */
const notBooked: readonly RepairOrderStatus[] = ['draft', 'ready', 'offered'];

const mostWindows = 10;

/** What a wish heard again changes of its order: urgency only rises, windows are only added, the new ones first. Undefined when nothing changes. */
export function raisedBy(wish: Wish, order: Wish & { status: RepairOrderStatus }): Wish | undefined {
  if (!notBegun.includes(order.status)) return undefined;
  const emergency = order.emergency || wish.emergency;
  const priority = moreUrgent(order.priority, wish.priority);
  const added = notBooked.includes(order.status)
    ? wish.windows.filter(({ from, to }) => !order.windows.some((known) => known.from === from && known.to === to))
    : [];
  if (emergency === order.emergency && priority === order.priority && added.length === 0) return undefined;
  return { priority, emergency, windows: [...added, ...order.windows].slice(0, mostWindows) };
}
