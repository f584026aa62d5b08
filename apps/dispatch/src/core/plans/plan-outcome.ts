import type { RuleName } from '../planning/rules.js';
import type { Plan } from '../planning/model/plan.js';
import type { Spot } from '../matching/travel.js';
import { hourMs, isoDay, localDay, minuteMs } from '../time/zones.js';
import type { PlanProblem } from './plan-problem.js';
import { partsFor } from './plan-stock.js';
import type { OrderToPlan, PlanWorld, VisitToPlan } from './plan-world.js';

export const planChanges = ['kept', 'moved', 'placed', 'unplaced'] as const;
/** `unplaced`: nobody comes; a booked visit stays as it is until somebody decides. */
export type PlanChange = (typeof planChanges)[number];

/** Who comes when. */
export interface PlannedAt {
  siteId: string;
  technicianId: string;
  startMs: number;
  finishMs: number;
}

/** What a plan wants for one order. */
export interface PlanRow {
  repairOrderId: string;
  orderNumber: string;
  change: PlanChange;
  /** The booked visit, as it was when the plan was made. */
  visit?: { id: string; version: number };
  /** A person wants it to stay where it is. */
  isPinned?: boolean;
  before?: PlannedAt;
  after?: PlannedAt & {
    /** Local day of the site. */ day: string;
    travelSeconds: number;
    travelMetres: number;
    fetchesParts?: boolean;
  };
  /** The rule that left nobody. */
  rule?: RuleName;
}

/** The figures by which two plans of the same orders are compared. */
export interface PlanFigures {
  served: number;
  unserved: number;
  lateOrders: number;
  latenessMinutes: number;
  travelMinutes: number;
  travelKilometres: number;
  /** Standard deviation of the hours out among the technicians who are out at all. */
  spreadOfHours: number;
}

export interface PlanOutcome {
  rows: PlanRow[];
  before: PlanFigures;
  after: PlanFigures;
  /** Visits that would change technician, and those that only change time. */
  changedTechnicians: number;
  changedTimes: number;
}

/** A start that moves by less than this is the same appointment. */
const sameStartMs = minuteMs;

/** What a plan changes against what is booked, order by order and in figures. */
export function outcomeOf(world: PlanWorld, { originMs }: PlanProblem, plan: Plan): PlanOutcome {
  const after = appointmentsOf(plan, world, originMs);
  const rules = new Map(plan.unserved.map(({ jobId, rule }) => [jobId, rule]));
  const rows = [
    ...world.visits.map((visit) => rowOfVisit(visit, after.get(visit.order.id), rules)),
    ...world.unplaced.map((order) => rowOfOrder(order, after.get(order.id), rules.get(order.id))),
  ];
  const moved = rows.filter(({ change }) => change === 'moved');
  const changedTechnicians = moved.filter((row) => row.before?.technicianId !== row.after?.technicianId).length;
  const orders = new Map([...world.visits.map(({ order }) => order), ...world.unplaced].map((one) => [one.id, one]));
  return {
    rows,
    before: figuresOf(world, orders, rows, ({ before }) => before),
    after: figuresOf(world, orders, rows, ({ before, after: planned }) => planned ?? before),
    changedTechnicians,
    changedTimes: moved.length - changedTechnicians,
  };
}

type Planned = NonNullable<PlanRow['after']>;

function appointmentsOf({ tours }: Plan, world: PlanWorld, originMs: number): Map<string, Planned> {
  const technicians = new Map(world.sites.flatMap((site) => site.technicians.map((one) => [one.id, { site, one }])));
  const spots = new Map(
    [...world.visits.map(({ order }) => order), ...world.unplaced].map((order) => [order.id, order]),
  );
  const found = new Map<string, Planned>();
  for (const { technicianId, stops } of tours) {
    const { site, one } = technicians.get(technicianId) ?? {};
    if (!site || !one) continue;
    let at: Spot = one.home;
    let hasFetched = false;
    for (const stop of stops) {
      if (stop.kind === 'restock') [at, hasFetched] = [site, true];
      const order = stop.kind === 'job' ? spots.get(stop.jobId) : undefined;
      if (!order) continue;
      const trip = world.travel(at, order);
      const startMs = Math.ceil(originMs + stop.startSeconds * 1000);
      found.set(order.id, {
        siteId: site.id,
        technicianId,
        startMs,
        finishMs: Math.ceil(originMs + stop.finishSeconds * 1000),
        day: isoDay(localDay(site.hours.timeZone, startMs)),
        travelSeconds: trip.seconds,
        travelMetres: trip.metres,
        ...(hasFetched && partsFor(order).length > 0 && { fetchesParts: true }),
      });
      at = order;
    }
  }
  return found;
}

function rowOfVisit(
  { id, version, order, siteId, technicianId, startMs, finishMs, pinnedAt, isPinned }: VisitToPlan,
  after: Planned | undefined,
  rules: ReadonlyMap<string, RuleName | undefined>,
): PlanRow {
  const isSame =
    pinnedAt !== undefined || (after?.technicianId === technicianId && Math.abs(after.startMs - startMs) < sameStartMs);
  const rule = rules.get(order.id);
  const isLeftOut = !after && !pinnedAt && rules.has(order.id);
  return {
    repairOrderId: order.id,
    orderNumber: order.number,
    change: isLeftOut ? 'unplaced' : after && !isSame ? 'moved' : 'kept',
    visit: { id, version },
    ...(isPinned && { isPinned }),
    before: { siteId, technicianId, startMs, finishMs },
    ...(after && !isSame && { after }),
    ...(rule && { rule }),
  };
}

const rowOfOrder = (order: OrderToPlan, after: Planned | undefined, rule: RuleName | undefined): PlanRow => ({
  repairOrderId: order.id,
  orderNumber: order.number,
  change: after ? 'placed' : 'unplaced',
  ...(after && { after }),
  ...(rule && { rule }),
});

function figuresOf(
  world: PlanWorld,
  orders: ReadonlyMap<string, OrderToPlan>,
  rows: readonly PlanRow[],
  pick: (row: PlanRow) => PlannedAt | undefined,
): PlanFigures {
  const served = rows.flatMap((row) => {
    const at = pick(row);
    const order = orders.get(row.repairOrderId);
    return at && order ? [{ ...at, order, lateMs: Math.max(0, at.finishMs - order.dueBy.getTime()) }] : [];
  });
  const days = new Map<string, typeof served>();
  for (const one of served) {
    const site = world.sites.find(({ id }) => id === one.siteId);
    const key = `${one.technicianId} ${localDay(site?.hours.timeZone ?? 'UTC', one.startMs)}`;
    days.set(key, [...(days.get(key) ?? []), one]);
  }
  const out = [...days.values()].map((day) => dayOut(world, day));
  const hours = new Map<string, number>();
  for (const { technicianId, hours: day } of out) hours.set(technicianId, (hours.get(technicianId) ?? 0) + day);
  return {
    served: served.length,
    unserved: rows.length - served.length,
    lateOrders: served.filter(({ lateMs }) => lateMs > 0).length,
    latenessMinutes: round(sum(served.map(({ lateMs }) => lateMs)) / minuteMs),
    travelMinutes: round(sum(out.map(({ seconds }) => seconds)) / 60),
    travelKilometres: round(sum(out.map(({ metres }) => metres)) / 1000),
    spreadOfHours: round(deviation([...hours.values()])),
  };
}

interface Served extends PlannedAt {
  order: OrderToPlan;
}

/** From home through the visits of a day and back. */
function dayOut({ sites, travel }: PlanWorld, day: readonly Served[]) {
  const sorted = day.toSorted((one, other) => one.startMs - other.startMs);
  const [first, last] = [sorted[0], sorted.at(-1)];
  const technicianId = first?.technicianId ?? '';
  const home = sites.flatMap(({ technicians }) => technicians).find(({ id }) => id === technicianId)?.home;
  const way: Spot[] = [...(home ? [home] : []), ...sorted.map(({ order }) => order), ...(home ? [home] : [])];
  const trips = way.slice(1).map((to, index) => travel(way[index] ?? to, to));
  const outMs =
    (last?.finishMs ?? 0) - (first?.startMs ?? 0) + ((trips[0]?.seconds ?? 0) + (trips.at(-1)?.seconds ?? 0)) * 1000;
  return {
    technicianId,
    hours: outMs / hourMs,
    seconds: sum(trips.map(({ seconds }) => seconds)),
    metres: sum(trips.map(({ metres }) => metres)),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const round = (value: number) => Math.round(value * 10) / 10;

function deviation(values: readonly number[]): number {
  const mean = sum(values) / Math.max(1, values.length);
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / Math.max(1, values.length));
}
