import type { PlannedAt, PlanRow } from './plan-outcome.js';

export const refusalReasons = [
  'nothing-to-do',
  'published-already',
  'visit-changed',
  'order-changed',
  'in-the-past',
  'about-to-begin',
  'not-able',
  'absent',
  'time-taken',
] as const;
/** Why a row of a plan cannot be published. */
export type RefusalReason = (typeof refusalReasons)[number];

/** Time of a technician that is taken by something the plan does not move. */
export interface Taken {
  technicianId: string;
  startMs: number;
  finishMs: number;
}

export interface Wanted {
  row: PlanRow;
  after: PlannedAt;
}

/**
 * Splits rows into those whose time is free once all of them have moved, and those whose time is taken. A row that is refused stays where it
 * is, and its old time may take that of another: so it goes on until nothing changes.
 */
export function freeRows<Row extends Wanted>(
  wanted: readonly Row[],
  taken: readonly Taken[],
): { free: Row[]; refused: Row[] } {
  let free = wanted.toSorted((one, other) => one.after.startMs - other.after.startMs);
  const refused: Row[] = [];
  const stays = [...taken];
  for (;;) {
    const calendar = calendarOf(stays);
    const still = free.filter((one) => claim(calendar, one.after));
    if (still.length === free.length) return { free, refused };
    const left = new Set(still);
    for (const one of free) {
      if (left.has(one)) continue;
      refused.push(one);
      if (one.row.before) stays.push(one.row.before);
    }
    free = still;
  }
}

type Calendar = Map<string, { startMs: number; finishMs: number }[]>;

function calendarOf(taken: readonly Taken[]): Calendar {
  const calendar: Calendar = new Map();
  for (const { technicianId, startMs, finishMs } of taken)
    calendar.set(technicianId, [...(calendar.get(technicianId) ?? []), { startMs, finishMs }]);
  return calendar;
}

/** Takes the time if it is free. */
function claim(calendar: Calendar, { technicianId, startMs, finishMs }: PlannedAt): boolean {
  const own = calendar.get(technicianId) ?? [];
  if (own.some((other) => other.startMs < finishMs && other.finishMs > startMs)) return false;
  calendar.set(technicianId, [...own, { startMs, finishMs }]);
  return true;
}
