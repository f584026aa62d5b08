import { inTransitId } from '../stock/network.js';
import { type Bench, isAtHand, isGuess, workplaceOf } from './bench.js';
import { expectedAt } from './expect.js';
import { nextLine } from './lines.js';
import { release } from './release.js';
import type { Line, Reservation } from './reservation.js';

/** A place that could serve a line now. */
interface Option {
  partId: string;
  locationId: string;
  arrival: number;
  /** Van, site, regional, central: the nearer place wins when it takes equally long. */
  distanceRank: number;
  /** 0 the wanted part, 1 its successor, ... */
  successorRank: number;
}

/**
 * Holds what can be held of the order's short lines, each at its best place: soonest where the work is done, then nearest, then the
 * wanted part before its successors. Once a visit is booked, pieces that must travel are sent off. `alsoFrom` adds places, such
 * as where the pieces were held before the work moved. What stays short gets its expected time; guesses that are not at hand are given up.
 */
export function allocate(bench: Bench, reservation: Reservation, alsoFrom: readonly string[] = []): void {
  for (const line of reservation.lines.filter(({ state }) => state === 'short')) {
    for (let open: Line | undefined = line; open;) open = serve(bench, reservation, open, alsoFrom);
  }
}

/** Serves the line from its best place; returns what is left when that place had too little. */
function serve(bench: Bench, reservation: Reservation, line: Line, alsoFrom: readonly string[]): Line | undefined {
  const option = bestOption(bench, reservation, line, alsoFrom);
  if (!option && isGuess(bench, line)) {
    release(bench, line);
    return undefined;
  }
  if (!option) {
    line.expectedAt = stillExpected(line.expectedAt, expectedAt(bench, reservation, line.wantedPartId), bench.now);
    return undefined;
  }
  const quantity = Math.min(line.quantity, bench.stock.available(option.partId, option.locationId));
  const rest = quantity < line.quantity ? splitOff(reservation, line, line.quantity - quantity) : undefined;
  if (line.wantedLocationId) bench.stock.backorder(line.wantedPartId, line.wantedLocationId, -quantity);
  hold(bench, reservation, line, option);
  return rest;
}

/** What was said stands until it has passed or better is known: a guess must not slip a little with every look. */
function stillExpected(said: Date | null, fresh: Date, now: Date): Date {
  return said === null || said.getTime() <= now.getTime() || fresh.getTime() < said.getTime() ? fresh : said;
}

function splitOff(reservation: Reservation, line: Line, quantity: number): Line {
  const rest = { ...line, line: nextLine(reservation), quantity };
  line.quantity -= quantity;
  reservation.lines.push(rest);
  return rest;
}

function hold(bench: Bench, reservation: Reservation, line: Line, option: Option): void {
  bench.stock.reserve(option.partId, option.locationId, line.quantity);
  line.state = 'held';
  line.partId = option.partId;
  line.locationId = option.locationId;
  line.transferId = null;
  line.availableAt = new Date(option.arrival);
  line.expectedAt = null;
  if (reservation.booked && !isAtHand(bench, reservation, option.locationId)) send(bench, reservation, line);
}

/** Sends held pieces to where the work is done; they stay reserved on the way. */
function send(bench: Bench, reservation: Reservation, line: Line): void {
  const toLocationId = workplaceOf(bench, reservation);
  if (toLocationId === null || line.locationId === null || line.availableAt === null) return;
  const { partId, quantity, locationId: fromLocationId } = line;
  const { repairOrderId } = reservation;
  const id = bench.newId();
  const row = {
    partId,
    kind: 'transfer',
    reason: 'sent to where the work is done',
    repairOrderId,
    transferId: id,
  } as const;
  bench.stock.move({ ...row, locationId: fromLocationId, quantity: -quantity }, -quantity);
  bench.stock.move({ ...row, locationId: inTransitId, quantity }, quantity);
  bench.transfers.set(id, {
    id,
    repairOrderId,
    partId,
    quantity,
    fromLocationId,
    toLocationId,
    status: 'in_transit',
    shippedAt: bench.now,
    eta: line.availableAt,
    arrivedAt: null,
  });
  line.locationId = inTransitId;
  line.transferId = id;
}

function bestOption(
  bench: Bench,
  reservation: Reservation,
  line: Line,
  alsoFrom: readonly string[],
): Option | undefined {
  let best: Option | undefined;
  const places = isGuess(bench, line) ? placesAtHand(bench, reservation) : placesFor(bench, reservation, alsoFrom);
  for (const [distanceRank, locationId] of places.entries()) {
    for (const [successorRank, partId] of bench.chainOf(line.wantedPartId).entries()) {
      if (bench.stock.available(partId, locationId) <= 0) continue;
      const arrival = arrivalAt(bench, reservation, partId, locationId);
      const option = { partId, locationId, arrival, distanceRank, successorRank };
      if (!best || compare(option, best) < 0) best = option;
    }
  }
  return best;
}

const compare = (one: Option, other: Option) =>
  one.arrival - other.arrival || one.distanceRank - other.distanceRank || one.successorRank - other.successorRank;

/** Where an order's parts may come from, nearest first: the technician's van, the site, and where that gets its refills. */
export function placesFor(bench: Bench, reservation: Reservation, alsoFrom: readonly string[] = []): string[] {
  const workplace = workplaceOf(bench, reservation);
  const van = reservation.technicianId && bench.network.van(reservation.technicianId)?.id;
  const suppliers = workplace ? bench.network.suppliers(workplace).map(({ id }) => id) : [];
  return [...new Set([van, workplace, ...suppliers, ...alsoFrom])].filter((id) => typeof id === 'string');
}

/** Those of them that the technician has without any transport. */
export const placesAtHand = (bench: Bench, reservation: Reservation): string[] =>
  placesFor(bench, reservation).filter((locationId) => isAtHand(bench, reservation, locationId));

function arrivalAt(bench: Bench, reservation: Reservation, partId: string, locationId: string): number {
  const workplace = workplaceOf(bench, reservation);
  if (workplace === null || isAtHand(bench, reservation, locationId)) return bench.now.getTime();
  return bench.now.getTime() + bench.network.travelMilliseconds(partId, locationId, workplace);
}
