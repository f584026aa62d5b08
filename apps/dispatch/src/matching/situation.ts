import type { EntityManager } from 'typeorm';
import { BookedTimes } from '../core/matching/booked-times.js';
import type { Able } from '../core/matching/shortlist.js';
import type { Refusal, World } from '../core/matching/world.js';
import type { OfferStatus } from '../core/offers/offer-states.js';
import { isoDay, localDay } from '../core/time/zones.js';
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

/** What one statement reads for a ranking; columns of JSON, for one round trip costs more than all of these look-ups, and a list per row as much again. */
interface Row {
  /** Live visits of other orders, what live offers for them propose, and what is held for their customers: technician, start and finish in milliseconds, place. */
  booked: Columns<[string, number, number, number, number]>;
  /** `<siteId>/<YYYY-MM-DD>` and how many visits. */
  days: Columns<[string, number]>;
  /** The part that is wanted, where (a site, or a technician's van), pieces of it or of a successor. */
  parts: Columns<[string, string, number]>;
  /** Level and how many other orders wait for it. */
  competing: [number, number][] | null;
}

/** Lists of equal length; nulls where there are no rows. */
type Columns<T extends unknown[]> = { [Column in keyof T]: T[Column][] | null };

const statement = `
  SELECT
    (SELECT json_build_array(array_to_json(array_agg(technician_id)), array_to_json(array_agg(date_part('epoch', starts) * 1000)),
        array_to_json(array_agg(date_part('epoch', ends) * 1000)), array_to_json(array_agg(lon)), array_to_json(array_agg(lat))) FROM (
      SELECT technician_id, start_at AS starts, finish_at AS ends, lon, lat FROM visit
      WHERE technician_id = ANY($1) AND finish_at > $2 AND status IN ('planned', 'en_route', 'on_site') AND repair_order_id <> $3
      UNION ALL
      SELECT technician_id, proposed_start, proposed_finish, lon, lat FROM offer
      WHERE technician_id = ANY($1) AND proposed_finish > $2 AND status IN ('pending', 'countered') AND repair_order_id <> $3
      UNION ALL
      SELECT technician_id, start_at, finish_at, lon, lat FROM window_hold
      WHERE technician_id = ANY($1) AND expires_at > $2 AND repair_order_id <> $3) AS taken) AS booked,
    (SELECT json_build_array(array_to_json(array_agg(site_id || '/' || day)), array_to_json(array_agg(visits))) FROM (
      SELECT site_id, day, count(*) AS visits FROM visit
      WHERE site_id = ANY($4) AND day >= $5 AND status NOT IN ('missed', 'cancelled') GROUP BY site_id, day) AS days) AS days,
    (SELECT json_build_array(array_to_json(array_agg(wanted)), array_to_json(array_agg(place)), array_to_json(array_agg(available))) FROM (
      WITH RECURSIVE serving AS (
        SELECT id AS wanted, id AS part_id FROM unnest($6::uuid[]) AS id
        UNION -- not ALL: changes of two parts may be heard in another order than they were made, and form a ring until then
        SELECT wanted, successor_id FROM serving JOIN part_successor USING (part_id) WHERE successor_id IS NOT NULL)
      SELECT wanted, coalesce(technician_id, site_id) AS place, available FROM serving JOIN part_stock USING (part_id)
      WHERE available > 0 AND coalesce(technician_id, site_id) = ANY($1::uuid[] || $4::uuid[])) AS stock) AS parts,
    (SELECT json_agg(json_build_array(required_level, orders)) FROM (
      SELECT required_level, count(*) AS orders FROM repair_order
      WHERE status = 'ready' AND skill = $7 AND id <> $3 GROUP BY required_level) AS competing) AS competing`;

/** What a ranking must know of the people who could come, as things stand. */
export async function situationOf(
  manager: EntityManager,
  order: RepairOrder,
  able: readonly Pick<Able, 'site' | 'technician'>[],
  now: Date,
): Promise<Pick<World, 'booked' | 'visitsOfDay' | 'partsAt' | 'competing'>> {
  const [row] = await manager.query<Row[]>(statement, [
    able.map(({ technician }) => technician.id),
    now,
    order.id,
    [...new Set(able.map(({ site }) => site.id))],
    isoDay(firstDayOf(able, now)),
    order.likelyParts.map(({ partId }) => partId),
    order.skill,
  ]);
  if (!row) throw new Error('a statement without FROM answered no row');
  const [days, visits] = row.days;
  return {
    booked: bookedTimes(row.booked),
    visitsOfDay: new Map((days ?? []).map((day, index) => [day, visits?.[index] ?? 0])),
    partsAt: partsAt(row.parts),
    competing: new Map(row.competing),
  };
}

/** Today where it is earliest among these sites: what is over takes nobody's capacity. */
function firstDayOf(able: readonly Pick<Able, 'site' | 'technician'>[], now: Date): number {
  const zones = new Set(able.map(({ site }) => site.hours.timeZone));
  return Math.min(...[...zones].map((zone) => localDay(zone, now.getTime())));
}

const bookedTimes = ([ids, starts, finishes, lons, lats]: Row['booked']): BookedTimes =>
  BookedTimes.ofColumns({
    technicianIds: ids ?? [],
    startsMs: starts ?? [],
    finishesMs: finishes ?? [],
    lons: lons ?? [],
    lats: lats ?? [],
  });

function partsAt([parts, places, pieces]: Row['parts']): Map<string, Map<string, number>> {
  const there = new Map<string, Map<string, number>>();
  for (const [index, partId] of (parts ?? []).entries()) {
    const ofPart = there.get(partId) ?? new Map<string, number>();
    there.set(partId, ofPart);
    const place = places?.[index] ?? '';
    ofPart.set(place, (ofPart.get(place) ?? 0) + (pieces?.[index] ?? 0));
  }
  return there;
}
