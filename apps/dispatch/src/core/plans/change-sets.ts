import type { PlanRow } from './plan-outcome.js';
import { nearest } from './near.js';
import type { OrderToPlan, PlanWorld } from './plan-world.js';

/**
 * Sets of at most `most` visits that may be worth moving together while all others stay: first those that a plan with too many changes moves around
 * the orders in question (it has found what is worth it, but also shuffled the rest); then, for each of the nearest technicians who can do such an order, the
 * visits of his own day, which is how room is made for it with him.
 */
export function changeSets(
  world: PlanWorld,
  mayGo: (orderId: string) => boolean,
  tooMany: readonly PlanRow[],
  { most, sets }: { most: number; sets: number },
): ReadonlySet<string>[] {
  const anew = [...world.unplaced, ...world.visits.map(({ order }) => order).filter(({ id }) => mayGo(id))];
  const found = [aroundOrders(tooMany, mayGo, most), ...daysNearby(world, anew, mayGo, most).slice(0, sets)];
  return found.filter((set) => set.size > 0);
}

/** Visits that change, in the order in which one pushes the next: from the technicians who get the orders in question on. */
function aroundOrders(rows: readonly PlanRow[], mayGo: (orderId: string) => boolean, most: number): Set<string> {
  const isOther = ({ visit, repairOrderId }: PlanRow) => visit !== undefined && !mayGo(repairOrderId);
  const touched = (row: PlanRow) => [row.before?.technicianId, row.after?.technicianId];
  const changes = rows.filter(({ change }) => change === 'moved');
  const reached = new Set(rows.filter((row) => !isOther(row)).map(({ after }) => after?.technicianId));
  const chosen = new Set<string>();
  for (let isGrowing = true; isGrowing && chosen.size < most;) {
    const next = changes.filter(
      (row) => isOther(row) && !chosen.has(row.repairOrderId) && touched(row).some((id) => reached.has(id)),
    );
    // Without an order in question it begins anywhere.
    const added =
      next.length > 0 ? next : changes.filter((row) => isOther(row) && !chosen.has(row.repairOrderId)).slice(0, 1);
    isGrowing = added.length > 0;
    for (const row of added.slice(0, most - chosen.size)) chosen.add(row.repairOrderId);
    for (const row of added) for (const id of touched(row)) reached.add(id);
  }
  return chosen;
}

function daysNearby(
  { sites, visits }: PlanWorld,
  anew: readonly OrderToPlan[],
  mayGo: (orderId: string) => boolean,
  most: number,
): Set<string>[] {
  return sites
    .flatMap(({ technicians }) => technicians)
    .filter(({ skills }) => anew.some(({ skill, requiredLevel }) => (skills.get(skill) ?? 0) >= requiredLevel))
    .map(({ id, home }) => {
      const own = visits.filter(({ technicianId }) => technicianId === id);
      return { own, metres: nearest(anew, [home, ...own.map(({ order }) => order)]) };
    })
    .sort((one, other) => one.metres - other.metres)
    .map(({ own }) => {
      const movable = own.filter(({ pinnedAt, order }) => pinnedAt === undefined && !mayGo(order.id));
      return new Set(movable.slice(0, most).map(({ order }) => order.id));
    })
    .filter((set) => set.size > 0);
}
