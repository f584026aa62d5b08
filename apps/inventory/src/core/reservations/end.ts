import type { Bench } from './bench.js';
import { release } from './release.js';
import { type Line, type Reservation, isOpen } from './reservation.js';

export interface Quantity {
  partId: string;
  quantity: number;
}

export interface Ending {
  /** Held pieces that became available again. */
  returned: Quantity[];
  /** Shortages that would have become use: named by a technician, or at least as likely as not. */
  lost: Quantity[];
}

/** Below this a short guess does not count as demand that was lost. */
const lostFromProbability = 0.5;

/** Releases whatever the order still holds or waits for and closes it for good. */
export function end(bench: Bench, reservation: Reservation): Ending {
  const open = reservation.lines.filter(isOpen);
  const returned = sumByPart(
    open.filter(({ state }) => state === 'held'),
    ({ partId }) => partId,
  );
  const counted = open.filter(({ state, probability }) => state === 'short' && probability >= lostFromProbability);
  const lost = sumByPart(counted, ({ wantedPartId }) => wantedPartId);
  for (const line of open) release(bench, line);
  reservation.endedAt = bench.now;
  return { returned, lost };
}

function sumByPart(lines: readonly Line[], partOf: (line: Line) => string): Quantity[] {
  return sumQuantities(lines.map((line) => ({ partId: partOf(line), quantity: line.quantity })));
}

/** One entry per part. */
export function sumQuantities(list: readonly Quantity[]): Quantity[] {
  const sums = new Map<string, number>();
  for (const { partId, quantity } of list) sums.set(partId, (sums.get(partId) ?? 0) + quantity);
  return [...sums].map(([partId, quantity]) => ({ partId, quantity }));
}
