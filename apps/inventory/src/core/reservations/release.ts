import type { Bench } from './bench.js';
import type { Line } from './reservation.js';

/** Gives a line back: held pieces become available where they are (or where they are going), a short line stops waiting. */
export function release(bench: Bench, line: Line): void {
  if (line.state === 'held' && line.locationId) bench.stock.reserve(line.partId, line.locationId, -line.quantity);
  if (line.state === 'short') forget(bench, line);
  line.state = 'released';
  line.expectedAt = null;
}

/** Takes a short line out of its place's `backordered`. */
export function forget(bench: Bench, line: Line): void {
  if (line.wantedLocationId) bench.stock.backorder(line.wantedPartId, line.wantedLocationId, -line.quantity);
}
