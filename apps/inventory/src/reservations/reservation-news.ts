import { Injectable } from '@nestjs/common';
import {
  type HeldLine,
  type PartQuantity,
  ReservationDelayed,
  ReservationHeld,
  ReservationIssued,
  ReservationReleased,
  ReservationShort,
  type ShortLine,
} from '#common/events/index.js';
import { Outbox } from '#common/messaging/outbox.js';
import type { Bench } from '../core/reservations/bench.js';
import type { Line, Reservation } from '../core/reservations/reservation.js';
import type { Supply } from '../core/reservations/use.js';

/** Tells the other services what became of a reservation; call it after the reservation is saved, so that its version is right. */
@Injectable()
export class ReservationNews {
  constructor(private readonly outbox: Outbox) {}

  /** Held or short, with every line. An order that wants no parts is no news. */
  async placed(bench: Bench, reservation: Reservation): Promise<void> {
    if (reservation.status === 'short') return this.outbox.publish(ReservationShort, toShort(bench, reservation));
    const { availableAt } = reservation;
    if (reservation.status !== 'held' || availableAt === null) return;
    const held = {
      ...headOf(reservation),
      lines: heldLines(bench, reservation),
      availableAt: availableAt.toISOString(),
    };
    await this.outbox.publish(ReservationHeld, held);
  }

  async issued(reservation: Reservation, use: Supply & { used: PartQuantity[]; returned: PartQuantity[] }) {
    await this.outbox.publish(ReservationIssued, { ...headOf(reservation), ...use });
  }

  async released(reservation: Reservation, lines: PartQuantity[], reason: string): Promise<void> {
    await this.outbox.publish(ReservationReleased, { ...headOf(reservation), lines, reason });
  }

  async delayed(reservation: Reservation, previous: Date, reason: string): Promise<void> {
    const availableAt = reservation.availableAt ?? reservation.expectedAt;
    if (availableAt === null || availableAt.getTime() <= previous.getTime()) return;
    await this.outbox.publish(ReservationDelayed, {
      ...headOf(reservation),
      availableAt: availableAt.toISOString(),
      previousAvailableAt: previous.toISOString(),
      reason,
    });
  }
}

const headOf = ({ repairOrderId, requestId, version }: Reservation) => ({ repairOrderId, requestId, version });

function heldLines({ network }: Bench, { lines }: Reservation): HeldLine[] {
  return lines.flatMap(({ state, wantedPartId, partId, quantity, locationId, availableAt }) => {
    if (state !== 'held' || locationId === null || availableAt === null) return [];
    const siteId = network.get(locationId)?.siteId;
    const served = partId === wantedPartId ? {} : { servedByPartId: partId };
    const at = { locationId, ...(siteId && { siteId }), availableAt: availableAt.toISOString() };
    return [{ partId: wantedPartId, ...served, quantity, ...at }];
  });
}

function toShort(bench: Bench, reservation: Reservation): ReservationShort {
  const { expectedAt, lines } = reservation;
  return {
    ...headOf(reservation),
    held: heldLines(bench, reservation),
    short: lines.filter(({ state }) => state === 'short').map((line) => shortLine(line, lines)),
    ...(expectedAt && { expectedAt: expectedAt.toISOString() }),
  };
}

function shortLine({ wantedPartId, quantity, expectedAt }: Line, lines: readonly Line[]): ShortLine {
  const open = lines.filter((line) => line.wantedPartId === wantedPartId && ['held', 'short'].includes(line.state));
  return {
    partId: wantedPartId,
    quantity: open.reduce((sum, line) => sum + line.quantity, 0),
    missing: quantity,
    ...(expectedAt && { expectedAt: expectedAt.toISOString() }),
  };
}
