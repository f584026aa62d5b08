import { check } from '../planning/checker/checker.js';
import type { Objective } from '../planning/model/objective.js';
import type { Plan } from '../planning/model/plan.js';
import type { Problem } from '../planning/model/problem.js';
import { changeSets } from './change-sets.js';
import { withinCapacity } from './daily-capacity.js';
import { outcomeOf, type PlanOutcome, type PlanRow } from './plan-outcome.js';
import { type PlanProblem, problemOf } from './plan-problem.js';
import type { PlanWorld } from './plan-world.js';

/** Searches so many seconds and answers the best plan, or throws. */
export type Solve = (problem: Problem, seconds: number) => Promise<Plan>;

export interface Improvement {
  /** Something changes, and it is better than what is booked, or what lost its place has one again. */
  isWorthwhile: boolean;
  outcome: PlanOutcome;
  plan: Plan;
  /** Cost of the neighbourhood with all that is booked left where it is, and after the improvement. */
  costBefore: number;
  cost: number;
  /** Visits that change though they could have stayed. */
  changedOthers: number;
}

/** Seconds of search at each stage; see `improve`. */
export interface Budget {
  changes: number;
  insertionSeconds: number;
  /** For all together; longer when somebody has no place yet. */
  seconds: number;
  hardSeconds: number;
  fewerSeconds: number;
  /** For each of so many sets. */
  setSeconds: number;
  sets: number;
}

export const usualBudget: Budget = {
  changes: 5,
  insertionSeconds: 0.03,
  seconds: 0.07,
  hardSeconds: 0.3,
  fewerSeconds: 0.08,
  setSeconds: 0.015,
  sets: 8,
};

/** Several days take longer. */
export const budgetFor = ({ firstDay, lastDay }: PlanWorld): Budget => {
  const days = Math.min(4, lastDay - firstDay + 1);
  return {
    ...usualBudget,
    insertionSeconds: usualBudget.insertionSeconds * days,
    seconds: usualBudget.seconds * days,
    hardSeconds: usualBudget.hardSeconds * days,
    fewerSeconds: usualBudget.fewerSeconds * days,
    setSeconds: usualBudget.setSeconds * days,
  };
};

/** Changes cost so many times as much where few are looked for: what need not change stays. */
const dearness = 36;
/** A plan that is better by less is not worth anybody's attention: 10 minutes of a technician. */
const leastGain = 10;

/** The checker refuses what the search has found: nothing of it is used. */
export class Refused extends Error {}

/**
 * The best change of a running day in which at most `budget.changes` visits move that could stay as they are. First all of them stay and only what has lost
 * its place is put in: that is the answer by insertion, and what everything else is compared with. Then all may move; when too many do, only those may, and
 * as few of them as possible. At last small sets of visits may move, all others being pinned: no plan that comes of it can have too many changes.
 * @param displaced orders whose visit cannot stay: they do not count.
 */
export async function improve(
  world: PlanWorld,
  displaced: ReadonlySet<string>,
  solve: Solve,
  budget = usualBudget,
): Promise<Improvement> {
  const mayGo = (orderId: string) => displaced.has(orderId) || isLoose(world, orderId);
  const still = holding(world, (orderId) => !displaced.has(orderId));
  const standstill = problemOf(still);
  const within: Solve = (problem, seconds) =>
    withinCapacity(world, { problem, originMs: standstill.originMs }, (one) => solve(one, seconds));
  const inserted = await checked(standstill, within, budget.insertionSeconds);
  const free = whatMayMove(world, standstill, inserted, displaced);
  const made = problemOf(free, standstill);
  const insertion = judged(free, made, inserted, mayGo);
  // Without a place for the booked in the problem of the free there is nothing to compare with: the insertion stands.
  if (!insertion) return worthwhile(standing(still, standstill, inserted), undefined);
  const tryAll = async (seconds: number) => judged(free, made, await within(made.problem, seconds), mayGo);
  const tryOnly = async (set: ReadonlySet<string>, seconds: number, factor = 1) => {
    const { problem } = problemOf(
      holding(free, (orderId) => !set.has(orderId) && !mayGo(orderId)),
      made,
    );
    const objective = dearerChanges(problem.objective, factor);
    return judged(free, made, await within({ ...problem, objective }, seconds), mayGo);
  };
  const isAllowed = ({ changedOthers }: Judged) => changedOthers <= budget.changes;
  const first = await tryAll(inserted.unserved.length > 0 ? budget.hardSeconds : budget.seconds);
  const tooMany = first && !isAllowed(first) ? first.outcome.rows : [];
  const found = [first];
  if (tooMany.length > 0) found.push(await tryOnly(movedIn(tooMany), budget.fewerSeconds, dearness));
  for (const set of changeSets(free, mayGo, tooMany, { most: budget.changes, sets: budget.sets }))
    found.push(await tryOnly(set, budget.setSeconds));
  const allowed = found.filter((one): one is Judged => one !== undefined && isAllowed(one));
  return worthwhile(insertion, allowed.toSorted((one, other) => one.cost - other.cost)[0]);
}

const movedIn = (rows: readonly PlanRow[]) =>
  new Set(rows.flatMap(({ change, repairOrderId }) => (change === 'moved' ? [repairOrderId] : [])));

const dearerChanges = (objective: Objective, factor: number): Objective => ({
  ...objective,
  disturbancePerVisit: objective.disturbancePerVisit * factor,
  disturbancePerHour: objective.disturbancePerHour * factor,
});

type Judged = Omit<Improvement, 'costBefore' | 'isWorthwhile'>;

/** The better plan if it is better by something, otherwise the insertion, which is worth something if there was anything to insert. */
function worthwhile(insertion: Judged, other: Judged | undefined): Improvement {
  const costBefore = insertion.cost;
  if (other && costBefore - other.cost >= leastGain) return { ...other, costBefore, isWorthwhile: true };
  const isWorthwhile = insertion.outcome.rows.some(({ change }) => change === 'moved' || change === 'placed');
  return { ...insertion, costBefore, isWorthwhile };
}

/** A plan in which all that could stay stayed, under its own prices. */
function standing(world: PlanWorld, made: PlanProblem, plan: Plan): Judged {
  return { plan, outcome: outcomeOf(world, made, plan), cost: plan.cost, changedOthers: 0 };
}

const isLoose = ({ visits }: PlanWorld, orderId: string) =>
  visits.some(({ order, isLoose: loose }) => loose === true && order.id === orderId);

/** The world with these visits pinned to where they are booked. */
const holding = (world: PlanWorld, isHeld: (orderId: string) => boolean): PlanWorld => ({
  ...world,
  visits: world.visits.map((visit) =>
    visit.pinnedAt || !isHeld(visit.order.id)
      ? visit
      : { ...visit, pinnedAt: { startMs: visit.startMs, finishMs: visit.finishMs } },
  ),
});

/**
 * What a person has booked against the rules of the plan (outside working hours, too close together) stays as he wanted it: the visits of such a
 * technician are held, unless they have lost their place.
 */
function whatMayMove(
  world: PlanWorld,
  standstill: PlanProblem,
  inserted: Plan,
  displaced: ReadonlySet<string>,
): PlanWorld {
  const { problem } = problemOf(world, standstill);
  const strained = new Set<string>();
  for (const { id, shifts } of standstill.problem.technicians) {
    const other = problem.technicians.find((one) => one.id === id);
    if (JSON.stringify(other?.shifts) !== JSON.stringify(shifts)) strained.add(id);
  }
  for (const { jobId, technicianId } of check(problem, inserted).violations) {
    const visit = world.visits.find(({ order }) => order.id === jobId);
    for (const id of [technicianId, visit?.technicianId]) if (id !== undefined) strained.add(id);
  }
  if (strained.size === 0) return world;
  const ofStrained = new Set(
    world.visits.filter(({ technicianId }) => strained.has(technicianId)).map(({ order }) => order.id),
  );
  return holding(world, (orderId) => ofStrained.has(orderId) && !displaced.has(orderId));
}

async function checked({ problem }: PlanProblem, solve: Solve, seconds: number): Promise<Plan> {
  const plan = await solve(problem, seconds);
  const { violations } = check(problem, plan);
  if (violations[0]) throw new Refused(violations[0].message);
  return plan;
}

/** What a plan means under the true prices; undefined when the checker refuses it or it leaves out a visit that could stay. */
function judged(
  world: PlanWorld,
  made: PlanProblem,
  plan: Plan,
  mayGo: (orderId: string) => boolean,
): Judged | undefined {
  const { violations, cost, terms } = check(made.problem, plan);
  if (violations.length > 0) return undefined;
  const outcome = outcomeOf(world, made, plan);
  const others = outcome.rows.filter(({ repairOrderId, visit }) => visit && !mayGo(repairOrderId));
  if (others.some(({ change }) => change === 'unplaced')) return undefined;
  const changedOthers = others.filter(({ change }) => change === 'moved').length;
  return { plan: { ...plan, cost, terms }, outcome, cost, changedOthers };
}
