import { inTransitId } from '../stock/network.js';
import { allocate } from './allocate.js';
import { type Bench, workplaceOf } from './bench.js';
import { forget } from './release.js';
import type { Line, Reservation } from './reservation.js';

export interface WorkPlace {
  siteId: string;
  technicianId: string | null;
  /** A visit is booked: what must travel travels. */
  booked: boolean;
}

/**
 * Moves the hold to where the work is done. Pieces on their way are sent on; all others are chosen anew, where the place that holds them now
 * is one of the choices.
 */
export function relocate(bench: Bench, reservation: Reservation, place: WorkPlace): void {
  const before = workplaceOf(bench, reservation);
  const heldAt = reservation.lines.flatMap((line) => (isResting(line) && line.locationId ? [line.locationId] : []));
  Object.assign(reservation, { ...place, booked: reservation.booked || place.booked });
  const workplace = workplaceOf(bench, reservation);
  for (const line of reservation.lines) {
    if (isResting(line)) putBack(bench, line);
    if (line.state === 'short') moveShort(bench, line, workplace);
    if (line.state === 'held' && before !== workplace && workplace) redirect(bench, line, workplace);
  }
  allocate(bench, reservation, heldAt);
}

const isResting = ({ state, locationId }: Line) => state === 'held' && locationId !== inTransitId;

function putBack(bench: Bench, line: Line): void {
  if (line.locationId) bench.stock.reserve(line.partId, line.locationId, -line.quantity);
  if (line.wantedLocationId) bench.stock.backorder(line.wantedPartId, line.wantedLocationId, line.quantity);
  Object.assign(line, {
    state: 'short',
    partId: line.wantedPartId,
    locationId: null,
    transferId: null,
    availableAt: null,
  });
}

/** The place whose position must grow is the one where the part is wanted now. */
function moveShort(bench: Bench, line: Line, workplace: string | null): void {
  if (line.wantedLocationId === workplace) return;
  forget(bench, line);
  if (workplace) bench.stock.backorder(line.wantedPartId, workplace, line.quantity);
  Object.assign(line, { wantedLocationId: workplace, expectedAt: null });
}

function redirect(bench: Bench, line: Line, workplace: string): void {
  const transfer = line.transferId ? bench.transfers.get(line.transferId) : undefined;
  if (!transfer || transfer.status !== 'in_transit' || transfer.toLocationId === workplace) return;
  const detour = bench.network.travelMilliseconds(line.partId, transfer.toLocationId, workplace);
  const eta = new Date(Math.max(transfer.eta.getTime(), bench.now.getTime()) + detour);
  bench.transfers.set(transfer.id, { ...transfer, toLocationId: workplace, eta });
  line.availableAt = eta;
}
