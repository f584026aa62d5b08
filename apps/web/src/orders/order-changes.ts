import type { Order } from './queries.js';

/** What of an order is told to somebody who was about to decide on an older version of it. */
const facts = ['status', 'siteId', 'technicianId', 'priority', 'dueBy', 'windows', 'partsAvailableAt'] as const;
export type OrderFact = (typeof facts)[number];

/** In which of them the order is another than it was when it was seen. */
export const changedFacts = (seen: Order, now: Order): OrderFact[] =>
  facts.filter((fact) => JSON.stringify(seen[fact]) !== JSON.stringify(now[fact]));

const assignable = new Set<Order['status']>(['ready', 'accepted']);

const withdrawable = new Set<Order['status']>(['offered', 'accepted', 'scheduled']);
const cancellable = new Set<Order['status']>([
  'draft',
  'ready',
  'offered',
  'accepted',
  'scheduled',
  'en_route',
  'waiting_parts',
]);

/** Whether it can be taken back from who has it or is asked, or cancelled. */
export const mayBeEnded = ({ status }: Pick<Order, 'status'>, step: OrderEnd): boolean =>
  (step === 'cancel' ? cancellable : withdrawable).has(status);
export type OrderEnd = 'unassign' | 'cancel';

/** Whether it waits for a technician. */
export const mayBeAssigned = ({ status }: Pick<Order, 'status'>): boolean => assignable.has(status);
