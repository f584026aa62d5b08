import { inTransitId } from '../stock/network.js';
import type { Bench } from './bench.js';
import type { Line, Transfer } from './reservation.js';

/** Books a transfer in at its destination: reserved for its order if a line still wants it, else free stock there. */
export function arrive(bench: Bench, transfer: Transfer, lines: readonly Line[], at: Date): void {
  if (transfer.status === 'arrived') return;
  const { id, partId, quantity, repairOrderId, toLocationId } = transfer;
  const riding = lines.filter(
    (line) => line.state === 'held' && line.transferId === id && line.locationId === inTransitId,
  );
  const reserved = riding.reduce((sum, line) => sum + line.quantity, 0);
  const row = { partId, kind: 'transfer', reason: 'arrived', repairOrderId, transferId: id } as const;
  bench.stock.move({ ...row, locationId: inTransitId, quantity: -quantity }, -reserved);
  bench.stock.move({ ...row, locationId: toLocationId, quantity }, reserved);
  bench.transfers.set(id, { ...transfer, status: 'arrived', arrivedAt: at });
  for (const line of riding) Object.assign(line, { locationId: toLocationId, availableAt: at });
}
