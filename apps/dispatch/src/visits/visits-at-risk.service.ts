import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { Clock } from '#common/runtime/clock.js';
import { greatCircleTravel } from '../core/matching/travel.js';
import { dayMs, minuteMs } from '../core/time/zones.js';
import { latenessRisks, promisedBy, type VisitAhead } from '../core/visits/lateness-risk.js';
import { seeAll } from '../network/see-all.js';
import type { VisitAtRisk, VisitsAtRiskQuery } from './visit.dto.js';
import { visitScope } from './visit-changes.service.js';

/** How far ahead it looks, and at how many visits at once. */
const aheadMs = dayMs;
const mostVisits = 5_000;
/** Until enough visits are done to know better: repair times scatter about so much around what was planned for them. */
const usualSpread = 0.4;
const leastDone = 50;
const seed = 1;

interface Row {
  id: string;
  order_id: string;
  order_number: string;
  site_id: string;
  technician_id: string;
  start_at: Date;
  window_to: Date | null;
  arrived_at: Date | null;
  eta: Date | null;
  lon: number;
  lat: number;
  duration_minutes: number;
  /** Null while the clock stands: then nothing is late. */
  due_by: Date | null;
}

/** Visits that are likely to be late, before they are. */
@Injectable()
export class VisitsAtRisk {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The visits of the next 24 hours whose chance of being late is at least `chance`, the most likely first. */
  async list({ chance = 0.2, limit = 50 }: VisitsAtRiskQuery, caller: Actor): Promise<VisitAtRisk[]> {
    return this.transactions.run(async (manager) => {
      const nowMs = this.clock.now().getTime();
      const scope = visitScope(caller);
      await seeAll(manager); // whose orders went elsewhere are still driven to
      const rows = await visitsAhead(manager, new Date(nowMs + aheadMs), scope);
      const spread = await measuredSpread(manager, new Date(nowMs - 30 * dayMs));
      return chainsOf(rows)
        .flatMap((chain) => {
          const risks = latenessRisks(chain.map(aheadOf), { nowMs, travel: greatCircleTravel, spread, seed });
          return chain.map((row, index) => ({ row, risk: risks[index] as (typeof risks)[number] }));
        })
        .map(({ row, risk }) => ({
          visitId: row.id,
          repairOrderId: row.order_id,
          orderNumber: row.order_number,
          siteId: row.site_id,
          technicianId: row.technician_id,
          start: row.start_at.toISOString(),
          startsLate: round(risk.startsLate),
          endsLate: round(risk.endsLate),
          arrivalLikely: new Date(risk.arrival50Ms).toISOString(),
          arrivalInNineOfTen: new Date(risk.arrival90Ms).toISOString(),
        }))
        .filter(({ startsLate, endsLate }) => Math.max(startsLate, endsLate) >= chance)
        .sort((one, other) => Math.max(other.startsLate, other.endsLate) - Math.max(one.startsLate, one.endsLate))
        .slice(0, limit);
    });
  }
}

const round = (value: number) => Math.round(value * 100) / 100;

async function visitsAhead(
  manager: EntityManager,
  until: Date,
  { siteId = null, technicianId = null }: { siteId?: string | null; technicianId?: string | null },
): Promise<Row[]> {
  return manager.query<Row[]>(
    `SELECT v.id, o.id AS order_id, o.number AS order_number, v.site_id, v.technician_id, v.start_at, v.window_to, v.arrived_at,
       CASE WHEN v.status = 'en_route' THEN v.eta END AS eta, v.lon, v.lat, o.duration_minutes,
       CASE WHEN NOT o.due_paused THEN o.due_by END AS due_by
     FROM visit v JOIN repair_order o ON o.id = v.repair_order_id
     WHERE v.status IN ('planned', 'en_route', 'on_site') AND v.start_at < $1
       AND ($2::uuid IS NULL OR v.site_id = $2::uuid) AND ($3::uuid IS NULL OR v.technician_id = $3::uuid)
     ORDER BY v.technician_id, v.start_at LIMIT $4`,
    [until, siteId, technicianId, mostVisits],
  );
}

/** How much longer or shorter work took than was planned for it, as a share: of the last month, when that says enough. */
async function measuredSpread(manager: EntityManager, since: Date): Promise<number> {
  const [row] = await manager.query<{ done: string; spread: number | null }[]>(
    `SELECT count(*) AS done, stddev_samp(share) / avg(share) AS spread FROM (
       SELECT extract(epoch FROM v.finished_at - v.arrived_at) / (o.duration_minutes * 60) AS share
       FROM visit v JOIN repair_order o ON o.id = v.repair_order_id
       WHERE v.status = 'finished' AND v.outcome = 'repaired' AND v.day >= $1::date AND v.finished_at > v.arrived_at
       ORDER BY v.id DESC LIMIT 2000) AS done`,
    [since],
  );
  return Number(row?.done ?? 0) >= leastDone && row?.spread ? Math.min(2, row.spread) : usualSpread;
}

function chainsOf(rows: readonly Row[]): Row[][] {
  const chains = new Map<string, Row[]>();
  for (const row of rows) {
    const chain = chains.get(row.technician_id);
    if (chain) chain.push(row);
    else chains.set(row.technician_id, [row]);
  }
  return [...chains.values()];
}

const aheadOf = (row: Row): VisitAhead => ({
  id: row.id,
  lon: row.lon,
  lat: row.lat,
  startMs: row.start_at.getTime(),
  durationMs: row.duration_minutes * minuteMs,
  promisedMs: promisedBy(row.start_at.getTime(), row.window_to?.getTime()),
  dueMs: row.due_by?.getTime() ?? Infinity,
  ...(row.arrived_at && { arrivedMs: row.arrived_at.getTime() }),
  ...(row.eta && { etaMs: row.eta.getTime() }),
});
