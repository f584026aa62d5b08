import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { selectRows } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { Clock } from '#common/runtime/clock.js';
import type { NetworkSite } from '../core/matching/network.js';
import { covers } from '../core/matching/territory.js';
import { greatCircleTravel } from '../core/matching/travel.js';
import type { HeldTime, OrderToPlan, PlanWorld, VisitToPlan } from '../core/plans/plan-world.js';
import { dayMs, instantOf, minuteMs } from '../core/time/zones.js';
import { NetworkService } from '../network/network.service.js';
import { seeAll } from '../network/see-all.js';
import { notHeld } from '../orders/held-orders.js';
import { RepairOrder } from '../orders/repair-order.entity.js';
import { Visit } from '../visits/visit.entity.js';
import type { PlanRun } from './plan.entity.js';
import { stockOf, visitsBesideOf } from './plan-surroundings.js';

/** Visits that begin within this time stay where they are: somebody may be getting ready. */
const frozenMs = 60 * minuteMs;
/** More would not be solved well in the time that people wait. */
const mostOrders = 3_000;
const mostTechnicians = 600;
const mostUnplaced = 500;

/** A plan of this size is refused; the message says what to do. */
export class PlanTooLarge extends Error {}

/** Reads everything that a plan is made from, as things stand. */
@Injectable()
export class PlanWorldService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly network: NetworkService,
  ) {}

  /** For a plan that somebody asked for: with the orders that wait for the dispatcher near its own sites. */
  of(plan: PlanRun): Promise<PlanWorld> {
    return this.read(plan, (manager, sites) => unplacedNear(manager, sites));
  }

  /** For an improvement of a running day: with the urgent orders among its causes that nobody has, and those booked at once loose. */
  async ofRunningDay(plan: PlanRun): Promise<PlanWorld> {
    const urgent = plan.causes.flatMap(({ event, repairOrderId }) => (event === 'urgent' && repairOrderId) || []);
    const world = await this.read(plan, (manager) => unplacedAmong(manager, urgent));
    const visits = world.visits.map((visit) =>
      urgent.includes(visit.order.id) && !visit.isPinned ? { ...visit, isLoose: true } : visit,
    );
    return { ...world, visits, promisedMs: 0 }; // who was told a time today keeps it unless it is worth more
  }

  private async read(
    { siteIds, firstDay, lastDay }: PlanRun,
    unplacedOf: (manager: EntityManager, sites: readonly NetworkSite[]) => Promise<OrderToPlan[]>,
  ): Promise<PlanWorld> {
    return this.transactions.run(async (manager) => {
      await seeAll(manager);
      const network = await this.network.current(manager);
      const sites = siteIds.flatMap((id) => network.site(id) ?? []);
      const days = { firstDay: dayNumber(firstDay), lastDay: dayNumber(lastDay) };
      const span = spanOf(sites, days);
      const technicianIds = sites.flatMap(({ technicians }) => technicians.map(({ id }) => id));
      const visits = await visitsIn(manager, siteIds, span);
      const unplaced = await unplacedOf(manager, sites);
      if (visits.length + unplaced.length > mostOrders || technicianIds.length > mostTechnicians)
        throw new PlanTooLarge(
          `${visits.length + unplaced.length} orders and ${technicianIds.length} technicians are too many for one plan (at most ${mostOrders} and ${mostTechnicians}): name fewer sites or days`,
        );
      const held = await heldTimes(manager, technicianIds, span);
      const orders = [...visits.map(({ order }) => order), ...unplaced];
      const stock = await stockOf(manager, orders, { technicianIds, siteIds });
      const visitsBeside = await visitsBesideOf(manager, siteIds, { firstDay, lastDay });
      const nowMs = this.clock.now().getTime();
      const read = { visits, unplaced, held, stock, visitsBeside };
      return { sites, ...days, nowMs, frozenMs, travel: greatCircleTravel, ...read };
    });
  }
}

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / dayMs;

type Span = { from: Date; to: Date };

function spanOf(sites: readonly NetworkSite[], { firstDay, lastDay }: { firstDay: number; lastDay: number }): Span {
  const starts = sites.map(({ hours }) => instantOf(hours.timeZone, firstDay, 0));
  const ends = sites.map(({ hours }) => instantOf(hours.timeZone, lastDay + 1, 0));
  return { from: new Date(Math.min(...starts)), to: new Date(Math.max(...ends)) };
}

async function visitsIn(
  manager: EntityManager,
  siteIds: readonly string[],
  { from, to }: Span,
): Promise<VisitToPlan[]> {
  const where = `site_id = ANY($1) AND status IN ('planned', 'en_route', 'on_site') AND start_at >= $2 AND start_at < $3 ORDER BY start_at, id LIMIT $4`;
  const visits = await selectRows(manager, Visit, where, [siteIds, from, to, mostOrders + 1]);
  const orders = await selectRows(manager, RepairOrder, 'id = ANY($1)', [
    visits.map(({ repairOrderId }) => repairOrderId),
  ]);
  const byId = new Map(orders.map((order) => [order.id, order]));
  return visits.flatMap((visit) => {
    const order = byId.get(visit.repairOrderId);
    if (!order) return [];
    return [
      {
        id: visit.id,
        version: visit.version,
        order,
        siteId: visit.siteId,
        technicianId: visit.technicianId,
        startMs: visit.startAt.getTime(),
        finishMs: visit.finishAt.getTime(),
        isUnderWay: visit.status !== 'planned',
        ...(visit.isPinned && { isPinned: true }),
        overrides: visit.overrides,
        ...(visit.arrivedAt && { arrivedMs: visit.arrivedAt.getTime() }),
        ...(visit.eta && visit.status === 'en_route' && { etaMs: visit.eta.getTime() }),
      },
    ];
  });
}

/** Orders that wait for the dispatcher and lie where an own site of the plan works. */
async function unplacedNear(manager: EntityManager, sites: readonly NetworkSite[]): Promise<OrderToPlan[]> {
  const own = sites.filter(({ kind }) => kind === 'own');
  if (own.length === 0) return [];
  const where = `status = 'ready' AND exception_since IS NOT NULL AND offered_to = '{}' AND ${notHeld} ORDER BY due_by, id LIMIT $1`;
  const orders = await selectRows(manager, RepairOrder, where, [mostUnplaced]);
  return orders.filter((order) => own.some((site) => covers(site.territory, order)));
}

async function unplacedAmong(manager: EntityManager, ids: readonly string[]): Promise<OrderToPlan[]> {
  if (ids.length === 0) return [];
  return selectRows(
    manager,
    RepairOrder,
    `id = ANY($1) AND status = 'ready' AND offered_to = '{}' AND ${notHeld} ORDER BY due_by, id`,
    [ids],
  );
}

async function heldTimes(
  manager: EntityManager,
  technicianIds: readonly string[],
  { from, to }: Span,
): Promise<HeldTime[]> {
  const rows = await manager.query<
    { id: string; technician_id: string; start: Date; finish: Date; lon: number; lat: number }[]
  >(
    `SELECT id, technician_id, proposed_start AS start, proposed_finish AS finish, lon, lat FROM offer
     WHERE technician_id = ANY($1) AND status IN ('pending', 'countered') AND proposed_start >= $2 AND proposed_start < $3
     UNION ALL
     SELECT id, technician_id, start_at, finish_at, lon, lat FROM window_hold
     WHERE technician_id = ANY($1) AND start_at >= $2 AND start_at < $3`,
    [technicianIds, from, to],
  );
  return rows.map(({ id, technician_id: technicianId, start, finish, lon, lat }) => ({
    offerId: id,
    technicianId,
    startMs: start.getTime(),
    finishMs: finish.getTime(),
    lon,
    lat,
  }));
}
