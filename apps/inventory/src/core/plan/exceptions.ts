import type { Reason } from '../forecasting/reasons.js';
import { idleAt } from '../spares/plan-moves.js';

/** What a planner should look at. */
export const exceptionKinds = [
  'stock_out_predicted',
  'target_missed',
  'demand_shift',
  'late_order',
  'excess',
  'new_part',
  'move_proposed',
  'unbacked_use',
  'unknown_part',
] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];

export interface PlanningException {
  kind: ExceptionKind;
  partId: string;
  /** Null: the part as a whole. */
  locationId: string | null;
  /** The highest first: roughly money at stake in minor units. */
  severity: number;
  /** The numbers behind it, by name with the unit. */
  numbers: Record<string, string | number>;
}

export interface OpenOrder {
  id: string;
  pieces: number;
  etaMilliseconds: number;
}

/** Pieces that are proposed to come here from another place of the own network, not yet approved. */
export interface OpenMove {
  source: string;
  fromLocationId: string;
  pieces: number;
  savedShortages: number;
  costMinor: number;
  gainMinor: number;
}

/** One item-location as it stands: what is published about it and what is there. */
export interface Situation {
  partId: string;
  locationId: string;
  unitCostMinor: number;
  /** What a missing piece costs. */
  shortageCostMinor: number;
  /** Published by a run; missing: nothing is. */
  plan?: {
    /** Pieces per coming period from `fromMilliseconds` on. */
    means: readonly number[];
    fromMilliseconds: number;
    periodDays: number;
    /** Lead time and review: what is ordered now is there by then. */
    leadDays: number;
    targetShare: number;
    yearlyNeed: number;
    daysSinceDemand: number;
    reasons: readonly Reason[];
  };
  orderUpTo: number;
  onHand: number;
  reserved: number;
  backordered: number;
  orders: readonly OpenOrder[];
  moves: readonly OpenMove[];
  /** Pieces of open moves that would leave. */
  leaving: number;
  /** Pieces of the last 13 weeks. */
  used: number;
  lost: number;
}

const dayMilliseconds = 86_400_000;
/** Fewer pieces say nothing about a share. */
const leastWanted = 5;
const mostSeverity = 2_000_000_000;

/** What is out of order at one item-location, each with its numbers. */
export function exceptionsOf(situation: Situation, nowMilliseconds: number): PlanningException[] {
  const { partId, locationId } = situation;
  const found = [
    stockOut(situation, nowMilliseconds),
    missedTarget(situation),
    demandShift(situation),
    lateOrder(situation, nowMilliseconds),
    excess(situation),
    proposedMove(situation),
  ];
  return found.flatMap((exception) => (exception ? [{ partId, locationId, ...exception }] : []));
}

/** A part that nobody has wanted yet and that no figures stand behind. */
export const newPart = (partId: string): PlanningException => ({
  kind: 'new_part',
  partId,
  locationId: null,
  severity: 0,
  numbers: { demandPieces: 0 },
});

type Finding = Omit<PlanningException, 'partId' | 'locationId'>;
type Found = Finding | undefined;

export const exception = (kind: ExceptionKind, severity: number, numbers: PlanningException['numbers']): Finding => ({
  kind,
  severity: Math.round(Math.min(mostSeverity, Math.max(0, severity))),
  numbers,
});

/**
 * When the expected demand exceeds what is there and what arrives by then, by half a piece, before an order of today could help. Only where stock is to be
 * kept. Looks at the ends of periods and of the lead time.
 */
function stockOut(situation: Situation, now: number): Found {
  const { plan, orderUpTo, onHand, reserved, backordered, orders, shortageCostMinor } = situation;
  if (!plan || orderUpTo <= 0) return undefined;
  const periodMilliseconds = plan.periodDays * dayMilliseconds;
  const horizon = now + plan.leadDays * dayMilliseconds;
  let available = onHand - reserved - backordered;
  for (const [index, mean] of plan.means.entries()) {
    const start = Math.max(now, plan.fromMilliseconds + index * periodMilliseconds);
    const end = Math.min(horizon, plan.fromMilliseconds + (index + 1) * periodMilliseconds);
    if (end <= start) continue;
    available -= (mean * (end - start)) / periodMilliseconds;
    const arriving = orders.reduce((sum, order) => sum + (order.etaMilliseconds <= end ? order.pieces : 0), 0);
    const short = -(available + arriving);
    if (short < 0.5) continue;
    // The moment within the period, as if demand came evenly.
    const rate = mean / plan.periodDays;
    const at = Math.max(now, rate > 0 ? end - (short / rate) * dayMilliseconds : now);
    const next = orders.reduce((least, order) => Math.min(least, order.etaMilliseconds), Number.POSITIVE_INFINITY);
    return exception('stock_out_predicted', short * shortageCostMinor, {
      expectedAt: new Date(at).toISOString(),
      piecesShort: figure(short),
      availablePieces: onHand - reserved,
      backorderedPieces: backordered,
      meanPerDay: figure(rate),
      ...(Number.isFinite(next) && { nextReceiptAt: new Date(next).toISOString() }),
    });
  }
  return undefined;
}

/** Pieces that orders ended without are the least that was missed. */
function missedTarget({ plan, used, lost, shortageCostMinor }: Situation): Found {
  const wanted = used + lost;
  if (!plan || wanted < leastWanted || used / wanted >= plan.targetShare) return undefined;
  return exception('target_missed', lost * shortageCostMinor, {
    servedShare: figure(used / wanted),
    targetShare: plan.targetShare,
    wantedPieces: wanted,
    lostPieces: lost,
  });
}

function demandShift({ plan, unitCostMinor }: Situation): Found {
  const shift = plan?.reasons.find(({ code }) => code === 'level-rose' || code === 'level-fell');
  if (!plan || !shift) return undefined;
  const [before, now] = [Number(shift.values['fromPerPeriod']), Number(shift.values['toPerPeriod'])];
  const perYear = (Math.abs(now - before) / plan.periodDays) * 365;
  return exception('demand_shift', perYear * unitCostMinor, {
    direction: shift.code === 'level-rose' ? 'rose' : 'fell',
    meanPerDayBefore: figure(before / plan.periodDays),
    meanPerDay: figure(now / plan.periodDays),
  });
}

function lateOrder({ orders, shortageCostMinor, backordered }: Situation, now: number): Found {
  const late = orders.filter(({ etaMilliseconds }) => etaMilliseconds < now);
  const [first] = late.toSorted((one, other) => one.etaMilliseconds - other.etaMilliseconds);
  if (!first) return undefined;
  const pieces = late.reduce((sum, order) => sum + order.pieces, 0);
  return exception('late_order', Math.max(1, Math.min(pieces, backordered)) * shortageCostMinor, {
    replenishmentOrderId: first.id,
    eta: new Date(first.etaMilliseconds).toISOString(),
    daysLate: figure((now - first.etaMilliseconds) / dayMilliseconds),
    latePieces: pieces,
    lateOrders: late.length,
  });
}

function excess({ plan, onHand, orderUpTo, unitCostMinor, leaving }: Situation): Found {
  if (!plan) return undefined;
  const { yearlyNeed, daysSinceDemand } = plan;
  const { excess: pieces, reason } = idleAt({ onHand, orderUpTo, yearlyNeed, daysSinceDemand });
  if (pieces <= 0) return undefined;
  return exception('excess', pieces * unitCostMinor, {
    excessPieces: pieces,
    reason,
    onHand,
    orderUpTo,
    yearlyNeed,
    daysSinceDemand,
    valueMinor: pieces * unitCostMinor,
    proposedAwayPieces: leaving,
  });
}

/** The best of what is proposed to come here; the others stand among the proposals. */
function proposedMove({ moves }: Situation): Found {
  const [best] = moves.toSorted((one, other) => other.gainMinor - one.gainMinor);
  if (!best) return undefined;
  const { source, fromLocationId, pieces, savedShortages, costMinor, gainMinor } = best;
  return exception('move_proposed', gainMinor, {
    ...{ source, fromLocationId, pieces, savedPieces: figure(savedShortages), costMinor, gainMinor },
    proposals: moves.length,
  });
}

const figure = (value: number) => Number(value.toPrecision(3));
