import type { Shift } from '../planning/model/technician.js';

/** Ascending, those that overlap made one. */
export function separate(shifts: readonly Shift[]): Shift[] {
  const apart: Shift[] = [];
  for (const shift of shifts.toSorted((one, other) => one.startSeconds - other.startSeconds)) {
    const before = apart.at(-1);
    if (before && shift.startSeconds < before.endSeconds)
      apart[apart.length - 1] = {
        startSeconds: before.startSeconds,
        endSeconds: Math.max(before.endSeconds, shift.endSeconds),
        startPlace: before.startPlace,
        endPlace: shift.endPlace,
      };
    else apart.push(shift);
  }
  return apart;
}
