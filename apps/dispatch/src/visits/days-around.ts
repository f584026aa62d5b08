import type { EntityManager } from 'typeorm';
import { prepared } from '#common/database/prepared.js';
import type { Booked } from '../core/matching/world.js';

/** A visit as a day has it. */
export interface VisitOfDay extends Booked {
  id: string;
  technicianId: string;
  /** Local day of its site, `YYYY-MM-DD`. */
  day: string;
}

export interface DaysAround {
  /** Live visits of the technician, by start. */
  booked: Booked[];
  /** What live offers for other orders propose of his time, and what is held for their customers. */
  promised: Booked[];
  /** All visits of both technicians on both days, finished ones too. */
  days: VisitOfDay[];
  visitsOfSite: number;
}

export interface Asked {
  orderId: string;
  siteId: string;
  technicianId: string;
  startMs: number;
  finishMs: number;
  day: string;
  /** The visit that would move. */
  moving?: { id: string; siteId: string; technicianId: string; day: string };
}

/** Nobody who comes from farther away in time matters to whether the road is long enough. */
const aroundMs = 10 * 3_600_000;
/** Of a technician, or of two on two days: more is no day. */
const most = 500;

/** One statement, for one round trip costs more than all of these look-ups. */
const statement = `
  SELECT
    (SELECT coalesce(json_agg(b ORDER BY b."startMs"), '[]') FROM (
      SELECT extract(epoch FROM start_at) * 1000 AS "startMs", extract(epoch FROM finish_at) * 1000 AS "finishMs", lon, lat FROM visit
      WHERE technician_id = $1 AND finish_at > $2 AND start_at < $3 AND status IN ('planned', 'en_route', 'on_site')
        AND id IS DISTINCT FROM $4 LIMIT ${most}) AS b) AS booked,
    (SELECT coalesce(json_agg(p ORDER BY p."startMs"), '[]') FROM (
      SELECT extract(epoch FROM proposed_start) * 1000 AS "startMs", extract(epoch FROM proposed_finish) * 1000 AS "finishMs", lon, lat FROM offer
      WHERE technician_id = $1 AND proposed_finish > $2 AND proposed_start < $3 AND status IN ('pending', 'countered') AND repair_order_id <> $5
      UNION ALL
      SELECT extract(epoch FROM start_at) * 1000, extract(epoch FROM finish_at) * 1000, lon, lat FROM window_hold
      WHERE technician_id = $1 AND finish_at > $2 AND start_at < $3 AND repair_order_id <> $5 LIMIT ${most}) AS p) AS promised,
    (SELECT coalesce(json_agg(d), '[]') FROM (
      SELECT id, technician_id AS "technicianId", day, extract(epoch FROM start_at) * 1000 AS "startMs",
        extract(epoch FROM finish_at) * 1000 AS "finishMs", lon, lat FROM visit
      WHERE site_id = ANY($6) AND day = ANY($7::date[]) AND technician_id = ANY($8) AND status NOT IN ('missed', 'cancelled') LIMIT ${most}) AS d) AS days,
    (SELECT count(*)::int FROM visit
      WHERE site_id = $9 AND day = $10::date AND status NOT IN ('missed', 'cancelled') AND id IS DISTINCT FROM $4) AS "visitsOfSite"`;

/** What a move has to be looked at beside. */
export async function daysAround(manager: EntityManager, asked: Asked): Promise<DaysAround> {
  const { orderId, siteId, technicianId, startMs, finishMs, day, moving } = asked;
  const [row] = await prepared<DaysAround>(manager, statement, [
    technicianId,
    new Date(startMs - aroundMs),
    new Date(finishMs + aroundMs),
    moving?.id ?? null,
    orderId,
    [siteId, ...(moving ? [moving.siteId] : [])],
    [day, ...(moving ? [moving.day] : [])],
    [technicianId, ...(moving ? [moving.technicianId] : [])],
    siteId,
    day,
  ]);
  return row ?? { booked: [], promised: [], days: [], visitsOfSite: 0 };
}
