import { allocate, placesFor } from './allocate.js';
import type { Bench } from './bench.js';
import { type WorkPlace, relocate } from './relocate.js';
import type { Reservation } from './reservation.js';
import { backUp } from './use.js';
import { type NeededPart, wantNeeded } from './want.js';

export interface Need extends Omit<WorkPlace, 'booked'> {
  lines: readonly NeededPart[];
  /** Of the order: a need is told once. */
  version: number;
}

/**
 * A technician has named the parts: hold them where the work is done. If the order has ended meanwhile, the news is late: it only backs a use that
 * nothing explained. Returns whether dispatch waits for an answer.
 */
export function need(bench: Bench, reservation: Reservation, { siteId, technicianId, lines, version }: Need): boolean {
  if (version <= reservation.needsVersion) return false;
  reservation.needsVersion = version;
  if (reservation.endedAt !== null) {
    for (const { partId } of lines) backUp(bench, reservation, partId, placesFor(bench, reservation));
    return false;
  }
  if (reservation.siteId === null) relocate(bench, reservation, { siteId, technicianId, booked: true });
  reservation.booked = true;
  wantNeeded(bench, reservation, lines);
  allocate(bench, reservation);
  return true;
}
