import type { Lane, Location } from '../stock/network.js';
import { Network } from '../stock/network.js';
import { type Level, positionOf } from '../stock/level.js';
import { demandWithBelow } from './demand-tree.js';
import { type Node, type PlannedOrder, planPart } from './plan-part.js';
import { type DailyDemand, dailyDemand, reorderPolicy } from './reorder-policy.js';

export interface ReviewedPart {
  id: string;
  packQuantity: number;
  unitCostMinor: number;
  currency: string;
}

export interface Policy {
  partId: string;
  locationId: string;
  meanPerDay: number;
  deviationPerDay: number;
  leadTimeDays: number;
  leadTimeDeviationDays: number;
  reorderPoint: number;
  orderUpTo: number;
  reason: string;
  /** Published by a planning run: the first rule leaves it alone. */
  planned: boolean;
  /** A planner's numbers; they win. */
  overrideReorderPoint: number | null;
  overrideOrderUpTo: number | null;
}

/** Demand of a part with all that it replaces, over the period: sum and sum of squares of the daily quantities. */
export interface DemandSum {
  partId: string;
  locationId: string;
  sum: number;
  sumOfSquares: number;
}

/** A planner has said no to an order at this position: it is not proposed again until the position has fallen further or the silence is over. */
export interface Rejection {
  partId: string;
  locationId: string;
  position: number;
}

export interface ReviewInput {
  parts: readonly ReviewedPart[];
  /** Which part stands for each: its last successor, or itself. */
  headOf: ReadonlyMap<string, string>;
  places: readonly Location[];
  lanes: readonly Lane[];
  levels: readonly Level[];
  policies: readonly Policy[];
  rejections: readonly Rejection[];
  /** Left out: plan with the policies as they are. */
  demand?: { sums: readonly DemandSum[]; days: number };
  serviceLevel: number;
}

export interface Review {
  /** New or changed ones only. */
  policies: Policy[];
  orders: (PlannedOrder & { partId: string })[];
}

const reviewDays = 1;
const purchaseCycleDays = 7;
const transferCycleDays = 2;

const keyOf = (partId: string, locationId: string) => `${partId} ${locationId}`;

/** Recomputes the policies that no planning run has published from recent demand, then plans what the places should order now. */
export function review(input: ReviewInput): Review {
  const network = new Network(input.places, input.lanes);
  const known = new Map(input.policies.map((policy) => [keyOf(policy.partId, policy.locationId), policy]));
  const policies = input.parts.flatMap((part) => changedPolicies(input, network, part, known));
  for (const policy of policies) known.set(keyOf(policy.partId, policy.locationId), policy);
  const rejections = new Map(input.rejections.map((row) => [keyOf(row.partId, row.locationId), row.position]));
  const wanted = (partId: string, { toLocationId, position }: PlannedOrder) => {
    const rejectedAt = rejections.get(keyOf(partId, toLocationId));
    return rejectedAt === undefined || position < rejectedAt;
  };
  const orders = input.parts.flatMap(({ id, packQuantity }) =>
    planPart(nodesOf(input, id, known), packQuantity)
      .filter((order) => wanted(id, order))
      .map((order) => ({ ...order, partId: id })),
  );
  return { policies, orders };
}

function changedPolicies(
  { demand, places, serviceLevel }: ReviewInput,
  network: Network,
  { id }: ReviewedPart,
  known: ReadonlyMap<string, Policy>,
): Policy[] {
  if (!demand) return [];
  const own = new Map<string, DailyDemand>();
  for (const { partId, locationId, sum, sumOfSquares } of demand.sums) {
    if (partId === id) own.set(locationId, dailyDemand(sum, sumOfSquares, demand.days));
  }
  const sums = demandWithBelow(places, own);
  return places.flatMap((place) => {
    const before = known.get(keyOf(id, place.id));
    if (before?.planned) return [];
    const demandHere = sums.get(place.id) ?? { meanPerDay: 0, variancePerDay: 0 };
    if (!before && demandHere.meanPerDay === 0) return [];
    const policy = policyAt(network, place, id, demandHere, serviceLevel);
    const { overrideReorderPoint = null, overrideOrderUpTo = null } = before ?? {};
    return before && sameNumbers(before, policy) ? [] : [{ ...policy, overrideReorderPoint, overrideOrderUpTo }];
  });
}

function policyAt(network: Network, place: Location, partId: string, demand: DailyDemand, serviceLevel: number) {
  const leadTime = network.leadTime(partId, place.suppliedFromId, place.id);
  const cycleDays = place.suppliedFromId === null ? purchaseCycleDays : transferCycleDays;
  return {
    partId,
    locationId: place.id,
    meanPerDay: demand.meanPerDay,
    deviationPerDay: Math.sqrt(demand.variancePerDay),
    leadTimeDays: leadTime.meanDays,
    leadTimeDeviationDays: leadTime.deviationDays,
    planned: false,
    ...reorderPolicy({ ...demand, leadTime, reviewDays, cycleDays, serviceLevel }),
  };
}

const sameNumbers = (one: Pick<Policy, 'reorderPoint' | 'orderUpTo' | 'reason'>, other: typeof one) =>
  one.reorderPoint === other.reorderPoint && one.orderUpTo === other.orderUpTo && one.reason === other.reason;

/** What is owed under an old part number is owed under the part that replaces it. */
function nodesOf(input: ReviewInput, partId: string, policies: ReadonlyMap<string, Policy>): Node[] {
  const levels = new Map<string, Level>();
  const owed = new Map<string, number>();
  for (const level of input.levels) {
    if (level.partId === partId) levels.set(level.locationId, level);
    else if (input.headOf.get(level.partId) === partId) {
      owed.set(level.locationId, (owed.get(level.locationId) ?? 0) + level.backordered);
    }
  }
  return input.places.map(({ id, suppliedFromId }) => {
    const level = levels.get(id);
    const policy = policies.get(keyOf(partId, id));
    return {
      locationId: id,
      suppliedFromId,
      position: (level ? positionOf(level) : 0) - (owed.get(id) ?? 0),
      available: level ? level.onHand - level.reserved : 0,
      backordered: (level?.backordered ?? 0) + (owed.get(id) ?? 0),
      reorderPoint: policy?.overrideReorderPoint ?? policy?.reorderPoint ?? 0,
      orderUpTo: policy?.overrideOrderUpTo ?? policy?.orderUpTo ?? 0,
    };
  });
}
