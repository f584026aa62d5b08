import type { EntityManager } from 'typeorm';
import { siteDay } from '../core/plans/daily-capacity.js';
import { dayMs } from '../core/time/zones.js';

/** Visits of these days that are over: they count for the sites' capacity, and no plan moves them. */
export async function visitsBesideOf(
  manager: EntityManager,
  siteIds: readonly string[],
  { firstDay, lastDay }: { firstDay: string; lastDay: string },
): Promise<Map<string, number>> {
  const rows = await manager.query<{ site: string; day: string; visits: number }[]>(
    `SELECT site_id AS site, day::text AS day, count(*)::int AS visits FROM visit
     WHERE site_id = ANY($1) AND day BETWEEN $2::date AND $3::date AND status = 'finished' GROUP BY site_id, day`,
    [siteIds, firstDay, lastDay],
  );
  return new Map(rows.map(({ site, day, visits }) => [siteDay(site, Date.parse(`${day}T00:00:00Z`) / dayMs), visits]));
}
