import type { ExceptionKind, PlanningException } from './exceptions.js';

type Numbers = PlanningException['numbers'];

/** What makes an exception another one than was settled. */
interface Measure {
  name: string;
  /** `up`, `down`: worse in that direction; `earlier`: an instant that comes nearer; `differs`: any other value. */
  worse: 'up' | 'down' | 'earlier' | 'differs';
  /** Changes up to this are the same matter: in the unit of the number, or days. */
  least: number;
}

/** A number may become worse by this share of itself before it counts. */
const tolerance = 0.2;
const dayMilliseconds = 86_400_000;

const measures = {
  stock_out_predicted: [
    { name: 'piecesShort', worse: 'up', least: 1 },
    { name: 'backorderedPieces', worse: 'up', least: 0 },
    { name: 'expectedAt', worse: 'earlier', least: 2 },
  ],
  target_missed: [
    { name: 'lostPieces', worse: 'up', least: 1 },
    { name: 'targetShare', worse: 'up', least: 0.02 },
  ],
  demand_shift: [
    { name: 'direction', worse: 'differs', least: 0 },
    { name: 'meanPerDay', worse: 'up', least: 0 },
    { name: 'meanPerDay', worse: 'down', least: 0 },
  ],
  late_order: [
    { name: 'latePieces', worse: 'up', least: 0 },
    { name: 'lateOrders', worse: 'up', least: 0 },
    { name: 'eta', worse: 'differs', least: 0 },
  ],
  excess: [{ name: 'excessPieces', worse: 'up', least: 1 }],
  new_part: [],
  move_proposed: [{ name: 'gainMinor', worse: 'up', least: 0 }],
  unbacked_use: [
    { name: 'unbackedPieces', worse: 'up', least: 1 },
    { name: 'uncountedPieces', worse: 'up', least: 0 },
    { name: 'uncountedOrderId', worse: 'differs', least: 0 },
  ],
  unknown_part: [{ name: 'repairOrderId', worse: 'differs', least: 0 }],
} as const satisfies Record<ExceptionKind, readonly Measure[]>;

/**
 * Whether an exception says something else now than when it was settled: a decisive number is worse by a fifth and by more than its least change. What grows
 * with every day, such as the days that an order is late, was known when it was settled. A number that was not there is nothing new.
 */
export function isBeyond(kind: ExceptionKind, settled: Numbers, now: Numbers): boolean {
  return measures[kind].some((measure) => isWorse(measure, settled[measure.name], now[measure.name]));
}

function isWorse({ worse, least }: Measure, settled: string | number | undefined, now: string | number | undefined) {
  if (settled === undefined || now === undefined) return false;
  if (worse === 'differs') return settled !== now;
  if (worse === 'earlier') return Date.parse(String(settled)) - Date.parse(String(now)) > least * dayMilliseconds;
  const change = worse === 'up' ? Number(now) - Number(settled) : Number(settled) - Number(now);
  return change > Math.max(least, tolerance * Math.abs(Number(settled)));
}
