import { placesAtHand, placesFor } from './allocate.js';
import { type Bench, isGuess, workplaceOf } from './bench.js';
import { nextLine } from './lines.js';
import { release } from './release.js';
import { type Line, type LineSource, type Reservation, isOpen } from './reservation.js';
import { backUp } from './use.js';

export interface LikelyPart {
  partId: string;
  quantity: number;
  probability: number;
}

export interface NeededPart {
  partId: string;
  quantity: number;
}

/**
 * Adds the parts that are likely enough, once per order: a part that has a line already (whatever became of it) is not wanted again, but for a guess
 * that was given up where it was not at hand. After a diagnosis likely parts no longer count.
 */
export function wantLikely(
  bench: Bench,
  reservation: Reservation,
  parts: readonly LikelyPart[],
  threshold: number,
): void {
  if (reservation.diagnosed) return;
  for (const { partId, quantity, probability } of parts) {
    if (probability < threshold || bench.chainOf(partId).length === 0) continue;
    const want = { partId, quantity, probability, source: 'likely' } as const;
    const guess = isGuess(bench, want);
    const known = reservation.lines.filter((line) => line.wantedPartId === partId);
    if (known.some(({ state }) => !guess || state !== 'released')) continue;
    if (!guess || isThere(bench, reservation, want)) addShort(bench, reservation, want);
  }
}

/** The technician has named the parts: these are wanted, and nothing else any more. */
export function wantNeeded(bench: Bench, reservation: Reservation, parts: readonly NeededPart[]): void {
  reservation.diagnosed = true;
  const needed = new Map<string, number>();
  for (const { partId, quantity } of parts) needed.set(partId, (needed.get(partId) ?? 0) + quantity);
  for (const line of reservation.lines.filter(isOpen)) {
    const still = needed.get(line.wantedPartId) ?? 0;
    if (still === 0) release(bench, line);
    else {
      line.source = 'needed';
      line.probability = 1;
      needed.set(line.wantedPartId, Math.max(0, still - line.quantity));
    }
  }
  for (const [partId, wanted] of needed) {
    const quantity = wanted - backUp(bench, reservation, partId, placesFor(bench, reservation));
    if (quantity > 0 && bench.chainOf(partId).length > 0)
      addShort(bench, reservation, { partId, quantity, probability: 1, source: 'needed' });
  }
}

/** Whether one place at hand has all of it, or of a successor. */
const isThere = (bench: Bench, reservation: Reservation, { partId, quantity }: Want) =>
  placesAtHand(bench, reservation).some((place) =>
    bench.chainOf(partId).some((id) => bench.stock.available(id, place) >= quantity),
  );

interface Want {
  partId: string;
  quantity: number;
  probability: number;
  source: LineSource;
}

function addShort(bench: Bench, reservation: Reservation, { partId, quantity, probability, source }: Want): void {
  const wantedLocationId = workplaceOf(bench, reservation);
  if (wantedLocationId) bench.stock.backorder(partId, wantedLocationId, quantity);
  const line: Line = {
    line: nextLine(reservation),
    wantedPartId: partId,
    partId,
    quantity,
    state: 'short',
    source,
    probability,
    locationId: null,
    transferId: null,
    availableAt: null,
    expectedAt: null,
    wantedLocationId,
    wantedSince: bench.now,
  };
  reservation.lines.push(line);
}
