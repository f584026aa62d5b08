import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { selectRows, updateRow } from '#common/database/entity-rows.js';
import { PlanProgressed } from '#common/events/plan-progressed.js';
import { Loop } from '#common/messaging/loop.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { isOverrun, type UnderWay } from '../core/plans/overruns.js';
import type { RefusalReason } from '../core/plans/publishing.js';
import { greatCircleTravel } from '../core/matching/travel.js';
import { minuteMs } from '../core/time/zones.js';
import { PlanRun } from '../plans/plan.entity.js';
import { planProgressed } from '../plans/plan-events.js';
import { PlanPublishing } from '../plans/plan-publishing.service.js';
import { PlanQueue } from '../plans/plan-queue.js';
import { DispatchSettings } from '../settings.js';
import { DayEvents } from './day-events.service.js';
import { ImprovementRequests } from './improvement-requests.service.js';

const pauseMs = 10_000;
const mostProposals = 50;
const mostUnderWay = 2_000;
/** A visit that still goes on is looked at again after so long. */
const againMinutes = 30;
const keptDays = 30;

/**
 * Looks round every ten seconds: at visits that go on for too long, which nobody reports, and at proposals that have
 * become untrue. Sites are noted in the order of their ids, so that two servers never wait for each other.
 */
@Injectable()
export class ImprovementWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly loop = new Loop('running days', () => this.look());

  constructor(
    private readonly queue: PlanQueue,
    private readonly events: DayEvents,
    private readonly requests: ImprovementRequests,
    private readonly publishing: PlanPublishing,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly settings: DispatchSettings,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.dayImprovements !== 'off') this.loop.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop.stop();
  }

  /** One look; answers the pause until the next. */
  async look(): Promise<number> {
    await this.noteOverruns();
    await this.letLapse();
    return pauseMs;
  }

  private async noteOverruns(): Promise<void> {
    const now = this.clock.now();
    await this.queue.inTransaction(async (manager) => {
      const rows = await underWay(manager, now);
      const overrunning = rows.filter((row) => isOverrun(row, now.getTime(), greatCircleTravel));
      for (const { visitId } of overrunning) await this.events.overrun(visitId);
    });
  }

  /** A proposal that could not be published as it is any more lapses, and what caused it is looked at again. */
  private async letLapse(): Promise<void> {
    await this.queue.inTransaction(async (manager) => {
      const where = `kind = 'improvement' AND status = 'ready' ORDER BY scope, id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED`;
      for (const plan of await selectRows(manager, PlanRun, where, [mostProposals])) {
        const [reason] = await this.publishing.conflicts(manager, plan);
        if (reason) await this.lapse(manager, plan, reason);
      }
      await manager.query(
        `DELETE FROM plan WHERE kind = 'improvement' AND status IN ('lapsed', 'superseded', 'failed') AND requested_at < $1`,
        [new Date(this.clock.now().getTime() - keptDays * 24 * 60 * minuteMs)],
      );
    });
  }

  private async lapse(manager: EntityManager, plan: PlanRun, reason: RefusalReason): Promise<void> {
    const isOver = reason === 'in-the-past' || reason === 'about-to-begin';
    const change = {
      status: 'lapsed' as const,
      lapsedBecause: isOver ? ('over' as const) : ('changed' as const),
      version: plan.version + 1,
    };
    await updateRow(manager, PlanRun, { id: plan.id }, change);
    await this.outbox.publish(PlanProgressed, planProgressed(Object.assign(plan, change), this.clock.now()));
    const [siteId = ''] = plan.siteIds;
    await this.requests.note({ siteId, days: [plan.firstDay, plan.lastDay], causes: plan.causes });
  }
}

interface Row {
  visitId: string;
  start: Date;
  finish: Date;
  arrived: Date | null;
  eta: Date | null;
  lon: number;
  lat: number;
  nextStart: Date;
  nextLon: number;
  nextLat: number;
}

/** Visits under way with what their technician has planned next within a day; not those whose overrun was noted a short while ago. */
async function underWay(manager: EntityManager, now: Date): Promise<(UnderWay & { visitId: string })[]> {
  const rows = await manager.query<Row[]>(
    `SELECT v.id AS "visitId", v.start_at AS start, v.finish_at AS finish, v.arrived_at AS arrived,
       CASE WHEN v.status = 'en_route' THEN v.eta END AS eta, v.lon, v.lat, n.start_at AS "nextStart", n.lon AS "nextLon", n.lat AS "nextLat"
     FROM visit v
     JOIN LATERAL (SELECT start_at, lon, lat FROM visit n
       WHERE n.technician_id = v.technician_id AND n.status = 'planned' AND n.start_at >= v.start_at AND n.start_at < $1
       ORDER BY n.start_at LIMIT 1) n ON true
     WHERE v.status IN ('en_route', 'on_site')
       AND NOT EXISTS (SELECT FROM plan p WHERE p.kind = 'improvement' AND p.scope = 'improvement ' || v.site_id AND p.requested_at > $2
         AND p.causes @> jsonb_build_array(jsonb_build_object('event', 'overrun', 'visitId', v.id)))
     ORDER BY v.site_id, v.id LIMIT $3`,
    [new Date(now.getTime() + 24 * 60 * minuteMs), new Date(now.getTime() - againMinutes * minuteMs), mostUnderWay],
  );
  return rows.map(({ visitId, start, finish, arrived, eta, lon, lat, nextStart, nextLon, nextLat }) => ({
    visitId,
    lon,
    lat,
    startMs: start.getTime(),
    worksMs: finish.getTime() - start.getTime(),
    ...(arrived && { arrivedMs: arrived.getTime() }),
    ...(eta && { etaMs: eta.getTime() }),
    next: { lon: nextLon, lat: nextLat, startMs: nextStart.getTime() },
  }));
}
