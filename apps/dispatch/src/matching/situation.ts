import type { EntityManager } from 'typeorm';
import type { Able } from '../core/matching/rank.js';
import type { Booked, Refusal } from '../core/matching/world.js';
import type { OfferStatus } from '../core/offers/offer-states.js';
import type { RepairOrder } from '../orders/repair-order.entity.js';

/** Who is being asked, and who said no and is left in peace for a while. */
export async function askedBefore(manager: EntityManager, order: RepairOrder, now: Date) {
  const refusals = new Map<string, Refusal>();
  const asked = new Set<string>();
  if (order.rankingNumber === 0) return { refusals, asked };
  const rows = await manager.query<{ site_id: string; status: OfferStatus; not_again_before: Date | null }[]>(
    `SELECT site_id, status, not_again_before FROM offer
     WHERE repair_order_id = $1 AND (status IN ('pending', 'countered') OR not_again_before > $2)`,
    [order.id, now],
  );
  for (const { site_id: siteId, status, not_again_before: until } of rows) {
    if (status === 'pending' || status === 'countered') asked.add(siteId);
    else if (until) refusals.set(siteId, { status: status as Refusal['status'], untilMs: until.getTime() });
  }
  return { refusals, asked };
}

/** Taken time of technicians: live visits of other orders, and what live offers for them propose. One statement. */
export async function bookedTimes(
  manager: EntityManager,
  order: RepairOrder,
  able: readonly Able[],
  now: Date,
): Promise<Map<string, Booked[]>> {
  const rows = await manager.query<
    { technician_id: string; start_at: Date; finish_at: Date; lon: number; lat: number }[]
  >(
    `SELECT technician_id, start_at, finish_at, lon, lat FROM visit
     WHERE technician_id = ANY($1) AND finish_at > $2 AND status IN ('planned', 'en_route', 'on_site') AND repair_order_id <> $3
     UNION ALL
     SELECT technician_id, proposed_start, proposed_finish, lon, lat FROM offer
     WHERE technician_id = ANY($1) AND proposed_finish > $2 AND status IN ('pending', 'countered') AND repair_order_id <> $3
     ORDER BY start_at`,
    [able.map(({ technician }) => technician.id), now, order.id],
  );
  const booked = new Map<string, Booked[]>();
  for (const { technician_id: id, start_at: start, finish_at: finish, lon, lat } of rows) {
    const times = booked.get(id) ?? [];
    times.push({ startMs: start.getTime(), finishMs: finish.getTime(), lon, lat });
    booked.set(id, times);
  }
  return booked;
}

/** Visits per site and local day from yesterday on. */
export async function visitsOfDay(
  manager: EntityManager,
  able: readonly Able[],
  now: Date,
): Promise<Map<string, number>> {
  const rows = await manager.query<{ key: string; visits: string }[]>(
    `SELECT site_id || '/' || day AS key, count(*) AS visits FROM visit
     WHERE site_id = ANY($1) AND day >= $2::date AND status NOT IN ('missed', 'cancelled') GROUP BY site_id, day`,
    [[...new Set(able.map(({ site }) => site.id))], new Date(now.getTime() - 86_400_000)],
  );
  return new Map(rows.map(({ key, visits }) => [key, Number(visits)]));
}

/** What is available of the likely parts at sites and in vans: `<partId>/<siteId or technicianId>`. */
export async function partsAt(manager: EntityManager, { likelyParts }: RepairOrder): Promise<Map<string, number>> {
  if (likelyParts.length === 0) return new Map();
  const rows = await manager.query<{ part_id: string; at: string; available: string }[]>(
    `SELECT part_id, coalesce(technician_id, site_id) AS at, sum(available) AS available FROM part_stock
     WHERE part_id = ANY($1) AND available > 0 GROUP BY 1, 2`,
    [likelyParts.map(({ partId }) => partId)],
  );
  return new Map(rows.map(({ part_id: partId, at, available }) => [`${partId}/${at}`, Number(available)]));
}

/** Other orders that found nobody, by the level that they need in the same skill. */
export async function competingOrders(
  manager: EntityManager,
  { id, skill }: RepairOrder,
): Promise<Map<number, number>> {
  const rows = await manager.query<{ required_level: number; orders: string }[]>(
    `SELECT required_level, count(*) AS orders FROM repair_order WHERE status = 'ready' AND skill = $1 AND id <> $2 GROUP BY 1`,
    [skill, id],
  );
  return new Map(rows.map(({ required_level: level, orders }) => [level, Number(orders)]));
}
