import type { RepairOrderStatus } from '#common/events/lists.js';

/** Which status of a repair order may follow which. The documentation prints this table; nothing else decides it. */
export const orderTransitions = {
  draft: ['ready', 'cancelled'],
  ready: ['offered', 'scheduled', 'cancelled'],
  offered: ['accepted', 'ready', 'cancelled'],
  accepted: ['scheduled', 'ready', 'cancelled'],
  scheduled: ['en_route', 'on_site', 'ready', 'waiting_parts', 'cancelled'],
  en_route: ['on_site', 'ready', 'cancelled'],
  on_site: ['completed', 'cannot_complete', 'waiting_parts', 'ready'],
  waiting_parts: ['scheduled', 'ready', 'cancelled'],
  completed: ['closed'],
  cannot_complete: ['closed'],
  closed: [],
  cancelled: [],
} as const satisfies Record<RepairOrderStatus, readonly RepairOrderStatus[]>;

/** Whether an order may go from one status to the other. */
export function mayMove(from: RepairOrderStatus, to: RepairOrderStatus): boolean {
  const next: readonly RepairOrderStatus[] = orderTransitions[from];
  return next.includes(to);
}

/** Whether nothing more happens to an order with this status but its closing. */
export const isOver = (status: RepairOrderStatus): boolean =>
  ['completed', 'cannot_complete', 'closed', 'cancelled'].includes(status);
