import type { EntityManager } from 'typeorm';
import { siteDay } from '../core/plans/daily-capacity.js';
import type { PlanStock } from '../core/plans/plan-stock.js';
import type { OrderToPlan } from '../core/plans/plan-world.js';
import { dayMs } from '../core/time/zones.js';

/** What is free of the parts that these orders may need, in the vans and at the sites of a plan. */
export async function stockOf(
  manager: EntityManager,
  orders: readonly OrderToPlan[],
  { technicianIds, siteIds }: { technicianIds: readonly string[]; siteIds: readonly string[] },
): Promise<PlanStock> {
  const partIds = orders.flatMap(({ likelyParts, partsNeeded = [] }) =>
    [...likelyParts, ...partsNeeded].map(({ partId }) => partId),
  );
  const rows = await manager.query<{ part: string; site: string; technician: string | null; available: number }[]>(
    `SELECT part_id AS part, site_id AS site, technician_id AS technician, sum(available)::int AS available FROM part_stock
     WHERE part_id = ANY($1) AND available > 0 AND (technician_id = ANY($2) OR (technician_id IS NULL AND site_id = ANY($3)))
     GROUP BY part_id, site_id, technician_id`,
    [[...new Set(partIds)], technicianIds, siteIds],
  );
  const vans = new Map<string, Map<string, number>>();
  const sites = new Map<string, Map<string, number>>();
  for (const { part, site, technician, available } of rows) {
    const [owners, owner] = technician === null ? [sites, site] : [vans, technician];
    owners.set(owner, (owners.get(owner) ?? new Map<string, number>()).set(part, available));
  }
  return { vans, sites };
}

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
