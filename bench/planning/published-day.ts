import type { OrderToPlan, PlanWorld, VisitToPlan } from '../../apps/dispatch/src/core/plans/plan-world.js';
import { problemOf } from '../../apps/dispatch/src/core/plans/plan-problem.js';
import type { Plan } from '../../apps/dispatch/src/core/planning/model/plan.js';
import { greatCircleTravel } from '../../apps/dispatch/src/core/matching/travel.js';
import { hourMs, localDay, minuteMs } from '../../apps/dispatch/src/core/time/zones.js';
import type { SolverPool } from '../../apps/dispatch/src/planning/solver-pool.js';
import { townsOf } from '../../apps/standalone/src/demo/world/gazetteer.js';
import { randomFor } from '../../apps/standalone/src/demo/world/random.js';
import { createWorld } from '../../apps/standalone/src/demo/world/world.js';
import { networkOf, orderFrom } from './busy-network.js';

const area = { country: 'GB', subdivisions: ['WLS'] };
const midnight = new Date('2026-03-02T00:00:00Z');
/** All of the day lies ahead when something happens; who begins within the hour is left alone. */
const nowMs = midnight.getTime() + 7.5 * hourMs;
const frozenMs = 60 * minuteMs;

export interface PublishedDay {
  /** Monday at half past seven, with everything booked as the plan has it. */
  world: PlanWorld;
  plan: Plan;
  /** A seeded urgent order that somebody can do, due at half past eleven. */
  urgentOrder: () => OrderToPlan;
}

/** A day of the demo's 250 technicians with so many orders in real towns, planned before it began in `seconds` and published. */
export async function publishedDay(
  jobs: number,
  pool: SolverPool,
  { seconds, seed }: { seconds: number; seed: number },
): Promise<PublishedDay> {
  const demo = await createWorld({ ...area, seed, endsAt: midnight, customerCount: 1 });
  const sites = networkOf(demo).sites.map((site) => ({ ...site, kind: 'own' as const }));
  const towns = townsOf(area.country, area.subdivisions);
  const random = randomFor(seed, 'published-day');
  const day = localDay('Europe/London', midnight.getTime());
  const newOrder = (id: string): OrderToPlan => ({
    ...orderFrom(random, towns, midnight),
    id,
    number: id,
    dueBy: new Date(midnight.getTime() + random.whole(12, 36) * hourMs),
  });
  const empty: PlanWorld = {
    sites,
    firstDay: day,
    lastDay: day,
    nowMs: midnight.getTime(),
    frozenMs,
    promisedMs: 0,
    travel: greatCircleTravel,
    visits: [],
    held: [],
    unplaced: Array.from({ length: jobs }, (_, index) => newOrder(`order ${index}`)),
  };
  const made = problemOf(empty);
  const { plan } = await pool.solve(made.problem, { seconds, seed });
  const orders = new Map(empty.unplaced.map((order) => [order.id, order]));
  const siteOf = new Map(sites.flatMap(({ id, technicians }) => technicians.map((one) => [one.id, id])));
  const visits = plan.tours.flatMap(({ technicianId, stops }) =>
    stops.flatMap((stop): VisitToPlan[] => {
      const order = stop.kind === 'job' ? orders.get(stop.jobId) : undefined;
      if (!order) return [];
      const startMs = made.originMs + stop.startSeconds * 1000;
      const finishMs = made.originMs + stop.finishSeconds * 1000;
      const siteId = siteOf.get(technicianId) ?? '';
      return [{ id: order.id, version: 1, order, siteId, technicianId, startMs, finishMs, isUnderWay: false }];
    }),
  );
  const urgentOrder = (): OrderToPlan => {
    const order = newOrder('urgent');
    const isPossible = sites.some(({ technicians }) =>
      technicians.some(({ skills }) => (skills.get(order.skill) ?? 0) >= order.requiredLevel),
    );
    if (!isPossible) return urgentOrder();
    return { ...order, priority: 'urgent', emergency: true, dueBy: new Date(nowMs + 4 * hourMs) };
  };
  return { world: { ...empty, nowMs, visits, unplaced: [] }, plan, urgentOrder };
}
