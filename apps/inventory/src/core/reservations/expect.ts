import { day } from '../stock/network.js';
import { type Bench, workplaceOf } from './bench.js';
import type { Reservation } from './reservation.js';

/** A shortage is ordered with the next daily review at the latest. */
const reviewMilliseconds = day;

/**
 * When a part that is nowhere in stock may be where the work is done: the soonest ordered delivery to the site or a place that supplies it;
 * if nothing is on order, a purchase that is placed with the next review.
 */
export function expectedAt(bench: Bench, reservation: Reservation, partId: string): Date {
  const { network, now } = bench;
  const workplace = workplaceOf(bench, reservation);
  if (workplace === null)
    return new Date(now.getTime() + reviewMilliseconds + network.travelMilliseconds(partId, null, ''));
  const places = [workplace, ...network.suppliers(workplace).map(({ id }) => id)];
  const travel = (from: string) => (from === workplace ? 0 : network.travelMilliseconds(partId, from, workplace));
  const chain = bench.chainOf(partId);
  const deliveries = bench.supplies
    .filter((supply) => chain.includes(supply.partId) && places.includes(supply.toLocationId))
    .map(({ eta, toLocationId }) => Math.max(eta.getTime(), now.getTime()) + travel(toLocationId));
  if (deliveries.length > 0) return new Date(Math.min(...deliveries));
  const source = places.at(-1) ?? workplace;
  const ordered = chain.at(-1) ?? partId;
  return new Date(
    now.getTime() + reviewMilliseconds + network.travelMilliseconds(ordered, null, source) + travel(source),
  );
}
