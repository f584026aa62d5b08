import { answerOf, api, once } from '../api/client.js';
import { Problem } from '../api/problem.js';
import type { Order } from '../orders/queries.js';
import type { Visit } from '../visits/queries.js';
import type { Move } from './move-history.js';

/** The visit of an order that is still to come. */
export async function plannedVisitOf(repairOrderId: string): Promise<Visit | undefined> {
  const query = { repairOrderId, status: 'planned' as const, limit: 1 };
  const { items } = await answerOf(api.GET('/api/v1/visits', { params: { query } }));
  return items[0];
}

export const orderNow = (id: string): Promise<Order> =>
  answerOf(api.GET('/api/v1/repair-orders/{id}', { params: { path: { id } } }));

/** Takes an assignment of ours back, if the visit is still as we had booked it: an order has new versions for many reasons, its parts among them. */
export async function takeBack(
  { repairOrderId: id, to }: Move,
  { key, reason, changed }: { key: string; reason: string; changed: string },
): Promise<Order> {
  const visit = await plannedVisitOf(id);
  if (visit?.start !== to.start || visit.technicianId !== to.technicianId)
    throw new Problem(409, 'changed', changed, undefined, [], undefined);
  const { version } = await orderNow(id);
  const params = { path: { id }, header: once(key, version) };
  return answerOf(api.POST('/api/v1/repair-orders/{id}/unassign', { params, body: { reason } }));
}

/** Assigns once more what was taken back. */
export async function assignAgain(
  { repairOrderId: id, to }: Move,
  { key, reason }: { key: string; reason: string },
): Promise<Order> {
  const { version } = await orderNow(id);
  const params = { path: { id }, header: once(key, version) };
  return answerOf(api.POST('/api/v1/repair-orders/{id}/assign', { params, body: { ...to, reason } }));
}
