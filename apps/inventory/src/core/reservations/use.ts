import { inTransitId } from '../stock/network.js';
import { arrive } from './arrive.js';
import { type Bench, isAtHand } from './bench.js';
import { forget } from './release.js';
import type { Line, Reservation } from './reservation.js';
import { nextLine } from './lines.js';

export interface PartUse {
  partId: string;
  quantity: number;
  serialFitted?: string | undefined;
  serialRemoved?: string | undefined;
}

/** Where and when the visit was. */
export interface VisitPlace {
  visitId: string;
  siteId: string;
  technicianId: string;
  at: Date;
}

/** Where all that a visit used came from. */
export interface Supply {
  /** From what was held for the order. */
  fromHold: boolean;
  /** From there or from the technician's own van: nobody had to go and get it. */
  atHand: boolean;
}

/**
 * Issues what a visit used: from the order's hold at hand, else from the van's or the site's own stock, else from a hold elsewhere; if the
 * booking of the visit has not been heard of yet, from where its parts would have been held. What was nowhere is written down as
 * `unbacked`, never taken from stock.
 */
export function use(bench: Bench, reservation: Reservation, used: readonly PartUse[], where: VisitPlace): Supply {
  bookInTransfersDueBy(bench, reservation, where.at);
  const known = used.filter(({ partId }) => bench.chainOf(partId).length > 0);
  const supplies = known.map((part) => usePart(bench, reservation, part, where));
  return {
    fromHold: supplies.every(({ fromHold }) => fromHold),
    atHand: supplies.every(({ atHand }) => atHand),
  };
}

function bookInTransfersDueBy(bench: Bench, reservation: Reservation, at: Date): void {
  for (const transfer of bench.transfers.values()) {
    if (transfer.repairOrderId !== reservation.repairOrderId || transfer.status === 'arrived') continue;
    if (transfer.eta.getTime() <= at.getTime()) arrive(bench, transfer, reservation.lines, transfer.eta);
  }
}

function usePart(bench: Bench, reservation: Reservation, part: PartUse, where: VisitPlace): Supply {
  const holds = reservation.lines.filter(
    (line) =>
      line.state === 'held' &&
      line.locationId !== inTransitId &&
      [line.partId, line.wantedPartId].includes(part.partId),
  );
  const isNear = (line: Line) => line.locationId !== null && isAtHand(bench, where, line.locationId);
  let open = part.quantity;
  for (const line of holds.filter(isNear)) open -= issueHeld(bench, reservation, line, open, part);
  const fromVan = issueFrom(vanOf(bench, where), bench, reservation, open, part);
  open -= fromVan;
  const fromSite = issueFrom(siteOf(bench, where), bench, reservation, open, part);
  open -= fromSite;
  for (const line of holds.filter((held) => !isNear(held))) open -= issueHeld(bench, reservation, line, open, part);
  const isHeardOf = reservation.placeStamp.includes(where.visitId);
  const fromSuppliers = isHeardOf ? 0 : issueFrom(suppliersOf(bench, where), bench, reservation, open, part);
  open -= fromSuppliers;
  if (open > 0)
    addUse(bench, reservation, { partId: part.partId, quantity: open, state: 'unbacked', locationId: null });
  const fetched = open + fromSite + fromSuppliers;
  return { fromHold: fetched + fromVan === 0, atHand: fetched === 0 };
}

/**
 * A use that was `unbacked` because the news that the part was needed came after it: takes the pieces from where they would have been held. Returns how
 * many of the needed pieces that answers.
 */
export function backUp(bench: Bench, reservation: Reservation, partId: string, places: readonly string[]): number {
  let answered = 0;
  for (const line of reservation.lines) {
    if (line.state !== 'unbacked' || line.partId !== partId) continue;
    const locationId = places.find((place) => bench.stock.available(partId, place) >= line.quantity);
    if (locationId === undefined) continue;
    bench.stock.move(issueRow(reservation, partId, locationId, line.quantity, { partId, quantity: line.quantity }));
    Object.assign(line, { state: 'issued', locationId });
    answered += line.quantity;
  }
  return answered;
}

function issueHeld(bench: Bench, reservation: Reservation, line: Line, open: number, part: PartUse): number {
  const quantity = Math.min(open, line.quantity);
  if (quantity <= 0 || line.locationId === null) return 0;
  if (quantity < line.quantity) {
    reservation.lines.push({ ...line, line: nextLine(reservation), quantity: line.quantity - quantity });
    line.quantity = quantity;
  }
  line.state = 'issued';
  bench.stock.move(issueRow(reservation, line.partId, line.locationId, quantity, part), -quantity);
  return quantity;
}

/** From the first place on, the part itself, then what has replaced it. Returns how many there were. */
function issueFrom(
  places: readonly string[],
  bench: Bench,
  reservation: Reservation,
  open: number,
  part: PartUse,
): number {
  let issued = 0;
  for (const locationId of places) {
    for (const partId of bench.chainOf(part.partId)) {
      const quantity = Math.min(open - issued, bench.stock.available(partId, locationId));
      if (quantity <= 0) continue;
      bench.stock.move(issueRow(reservation, partId, locationId, quantity, part));
      addUse(bench, reservation, { partId, quantity, state: 'issued', locationId });
      issued += quantity;
    }
  }
  return issued;
}

const vanOf = ({ network }: Bench, { technicianId }: VisitPlace): string[] => idOf(network.van(technicianId));
const siteOf = ({ network }: Bench, { siteId }: VisitPlace): string[] => idOf(network.site(siteId));
const idOf = (place: { id: string } | undefined): string[] => (place ? [place.id] : []);

function suppliersOf({ network }: Bench, { siteId }: VisitPlace): string[] {
  return network.suppliers(network.site(siteId)?.id ?? '').map(({ id }) => id);
}

function issueRow(reservation: Reservation, partId: string, locationId: string, quantity: number, part: PartUse) {
  return {
    partId,
    locationId,
    kind: 'issue',
    quantity: -quantity,
    reason: 'used on a visit',
    repairOrderId: reservation.repairOrderId,
    ...(part.serialFitted !== undefined && { serialFitted: part.serialFitted }),
    ...(part.serialRemoved !== undefined && { serialRemoved: part.serialRemoved }),
  } as const;
}

/** A use that no held line stands for; it answers short lines of the same need, which then wait no longer. */
function addUse(
  bench: Bench,
  reservation: Reservation,
  use: Pick<Line, 'partId' | 'quantity' | 'state' | 'locationId'>,
): void {
  answerShort(bench, reservation, use.partId, use.quantity);
  reservation.lines.push({
    ...use,
    line: nextLine(reservation),
    wantedPartId: use.partId,
    source: 'used',
    probability: 1,
    transferId: null,
    availableAt: null,
    expectedAt: null,
    wantedLocationId: null,
    wantedSince: bench.now,
  });
}

function answerShort(bench: Bench, reservation: Reservation, partId: string, quantity: number): void {
  let open = quantity;
  for (const line of [...reservation.lines]) {
    if (open === 0 || line.state !== 'short' || !bench.chainOf(line.wantedPartId).includes(partId)) continue;
    const answered = Math.min(open, line.quantity);
    if (answered < line.quantity) {
      reservation.lines.push({ ...line, line: nextLine(reservation), quantity: line.quantity - answered });
      line.quantity = answered;
    }
    forget(bench, line);
    Object.assign(line, { state: 'released', expectedAt: null });
    open -= answered;
  }
}
