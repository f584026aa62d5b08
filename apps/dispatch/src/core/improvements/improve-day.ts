import { BookedTimes } from '../matching/booked-times.js';
import type { NetworkSite, NetworkTechnician } from '../matching/network.js';
import { cheapestSlot } from '../matching/slot.js';
import { SlotCost } from '../matching/slot-cost.js';
import { workDaysOf } from '../matching/work-days.js';
import { check } from '../planning/checker/checker.js';
import type { Plan } from '../planning/model/plan.js';
import type { ChangeLimit, Problem } from '../planning/model/problem.js';
import { outOfPlace } from '../planning/out-of-place.js';
import type { DayCourse } from '../plans/day-course.js';
import { type Budget, improve, type Improvement, type Solve, usualBudget } from '../plans/improvement.js';
import { nearest } from '../plans/near.js';
import { outcomeOf } from '../plans/plan-outcome.js';
import { type PlanProblem, problemOf } from '../plans/plan-problem.js';
import type { OrderToPlan, PlanWorld } from '../plans/plan-world.js';
import { minuteMs } from '../time/zones.js';

/** An improvement, and the part of the world that its plan is made for. */
export interface ImprovedWorld {
  world: PlanWorld;
  found: Improvement;
  /** It was found by chains. */
  isChain: boolean;
}

export interface ChainBudget {
  /** Visits that may change though they could have stayed. */
  changes: number;
  /** For each site, if it has not tried all before. */
  seconds: number;
  /** So many of the sites whose people would get there, and work, at the least cost with nothing changed; and so many of the nearest. */
  freeSites: number;
  nearSites: number;
  /** Of the time that the search of the neighbourhood has for orders that find no place by insertion: chains are better at that. */
  hardShare: number;
}

export const usualChains: ChainBudget = { changes: 5, seconds: 0.02, freeSites: 4, nearSites: 6, hardShare: 1 / 3 };

/**
 * The best improvement of a neighbourhood; orders for which it has no place get one by chains of few changes at one site, all of whose technicians may take
 * part: a booked visit stays at its site, so no chain leads out of it. The neighbourhood's stands where no chain places all that it places and something more.
 */
export async function improveDay(
  world: PlanWorld,
  course: DayCourse,
  near: PlanWorld,
  solve: Solve,
  budget: Budget = usualBudget,
  chains = usualChains,
): Promise<ImprovedWorld> {
  const { visits, displaced } = course;
  const found = await improve(near, displaced, solve, {
    ...budget,
    hardSeconds: budget.hardSeconds * chains.hardShare,
  });
  const left = new Set(found.plan.unserved.map(({ jobId }) => jobId));
  const toPlace = new Set([...displaced, ...world.unplaced.map(({ id }) => id)]);
  const before = placedBy(found, toPlace);
  const placesMore = (chained: Pick<Improvement, 'outcome'>) => {
    const placed = placedBy(chained, toPlace);
    return [...before].every((id) => placed.has(id)) && [...left].some((id) => placed.has(id));
  };
  let best: ImprovedWorld | undefined;
  for (const part of left.size === 0 ? [] : partsOf({ ...world, visits }, left, displaced, chains)) {
    const chained = await chainsIn(part, displaced, solve, chains, placesMore);
    if (chained && (!best || gainOf(chained) > gainOf(best.found)))
      best = { world: part, found: chained, isChain: true };
  }
  return best ?? { world: near, found, isChain: false };
}

/** One world for each site that may take an order that has no place and is worth asking. */
function partsOf(
  world: PlanWorld,
  left: ReadonlySet<string>,
  displaced: ReadonlySet<string>,
  { freeSites, nearSites }: ChainBudget,
): PlanWorld[] {
  const ofVisits = world.visits.filter(({ order }) => left.has(order.id) && displaced.has(order.id));
  const unplaced = world.unplaced.filter(({ id }) => left.has(id));
  const asked = world.sites
    .map((site) => {
      const part = partOf(world, site);
      const anew = [
        ...ofVisits.filter(({ siteId }) => siteId === site.id).map(({ order }) => order),
        ...(site.kind === 'own' ? unplaced : []),
      ];
      const able = site.technicians.filter((one) => anew.some((order) => isAble(one, order)));
      const metres = nearest(
        anew,
        able.map(({ home }) => home),
      );
      return { part, metres, cost: leastCost(part, anew, able) };
    })
    .filter(({ metres }) => metres < Infinity);
  const free = asked.filter(({ cost }) => cost < Infinity).toSorted((one, other) => one.cost - other.cost);
  const near = asked.toSorted((one, other) => one.metres - other.metres);
  return [...new Set([...free.slice(0, freeSites), ...near.slice(0, nearSites)])].map(({ part }) => part);
}

function partOf(world: PlanWorld, site: NetworkSite): PlanWorld {
  const people = new Set(site.technicians.map(({ id }) => id));
  return {
    ...world,
    sites: [site],
    visits: world.visits.filter(({ technicianId }) => people.has(technicianId)),
    held: world.held.filter(({ technicianId }) => people.has(technicianId)),
    unplaced: site.kind === 'own' ? world.unplaced : [],
  };
}

const isAble = ({ active, skills }: NetworkTechnician, { skill, requiredLevel }: OrderToPlan) =>
  active && (skills.get(skill) ?? 0) >= requiredLevel;

/** What one of the orders would cost about in a gap of somebody's days, as the ranking reckons it; Infinity when there is none. */
function leastCost(part: PlanWorld, orders: readonly OrderToPlan[], able: readonly NetworkTechnician[]): number {
  const { nowMs, frozenMs, firstDay, lastDay, travel } = part;
  const booked = BookedTimes.of(
    part.visits.map(({ technicianId, startMs, finishMs, order: { lon, lat } }) => ({
      technicianId,
      startMs,
      finishMs,
      lon,
      lat,
    })),
  );
  let least = Infinity;
  for (const order of orders) {
    const cost = new SlotCost(order, nowMs);
    const earliestMs = Math.max(nowMs + frozenMs, order.partsAvailableAt?.getTime() ?? 0);
    const durationMs = order.durationMinutes * minuteMs;
    const days = { earliestMs, firstDay, lastDay, windows: [], hasRoom: () => true, lonWeight: 0 };
    for (const technician of able) {
      if ((technician.skills.get(order.skill) ?? 0) < order.requiredLevel) continue;
      const person = { home: technician.home, workDays: workDaysOf(technician), row: booked.rowOf(technician.id) };
      const slot = cheapestSlot({ place: order, durationMs, ...days, ...person, booked, travel }, cost, least);
      if (!('why' in slot)) least = cost.of(slot.finishMs, slot.trip.seconds, slot.trip.metres);
    }
  }
  return least;
}

async function chainsIn(
  part: PlanWorld,
  displaced: ReadonlySet<string>,
  solve: Solve,
  { changes, seconds }: ChainBudget,
  placesMore: (chained: Pick<Improvement, 'outcome'>) => boolean,
): Promise<Improvement | undefined> {
  const free = [...displaced, ...part.visits.filter(({ isLoose }) => isLoose).map(({ order }) => order.id)];
  const world = withoutStrained(part, { visits: changes, free });
  const made = problemOf(world);
  const limited = (visits: number): Problem => ({ ...made.problem, changeLimit: { visits, free } });
  const plan = await solve(limited(changes), seconds);
  const chained = judged(world, made, plan, new Set(free));
  if (!chained || chained.changedOthers > changes || !placesMore(chained)) return undefined;
  const before = await solve(limited(0), seconds);
  return { ...chained, costBefore: before.cost, isWorthwhile: true };
}

/** What a person has booked against the rules of the plan stays as he wanted it: all visits of such a technician do. */
function withoutStrained(world: PlanWorld, changeLimit: ChangeLimit): PlanWorld {
  const out = new Set(outOfPlace({ ...problemOf(world).problem, changeLimit }));
  if (out.size === 0) return world;
  const strained = new Set(
    world.visits.filter(({ order }) => out.has(order.id)).map(({ technicianId }) => technicianId),
  );
  const free = new Set(changeLimit.free);
  return {
    ...world,
    visits: world.visits.map((visit) =>
      visit.pinnedAt || free.has(visit.order.id) || !strained.has(visit.technicianId)
        ? visit
        : { ...visit, pinnedAt: { startMs: visit.startMs, finishMs: visit.finishMs } },
    ),
  };
}

/** Undefined when the checker refuses the plan, or a visit that could stay has no place in it. */
function judged(world: PlanWorld, made: PlanProblem, plan: Plan, free: ReadonlySet<string>) {
  const { violations, cost, terms } = check(made.problem, plan);
  if (violations.length > 0) return undefined;
  const outcome = outcomeOf(world, made, plan);
  const others = outcome.rows.filter(({ repairOrderId, visit }) => visit && !free.has(repairOrderId));
  if (others.some(({ change }) => change === 'unplaced')) return undefined;
  const changedOthers = others.filter(({ change }) => change === 'moved').length;
  return { plan: { ...plan, cost, terms }, outcome, cost, changedOthers };
}

/** Which of these orders get a time. */
const placedBy = ({ outcome }: Pick<Improvement, 'outcome'>, orders: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(outcome.rows.flatMap(({ repairOrderId: id, after }) => (after && orders.has(id) ? [id] : [])));

const gainOf = ({ costBefore, cost }: Improvement) => costBefore - cost;
