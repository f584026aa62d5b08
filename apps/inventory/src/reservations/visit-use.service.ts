import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PartQuantity, UsedPart } from '#common/events/index.js';
import { Transactions } from '#common/database/transactions.js';
import { type Ending, end, sumQuantities } from '../core/reservations/end.js';
import { newReservation } from '../core/reservations/open.js';
import { settle } from '../core/reservations/outcome.js';
import type { Reservation } from '../core/reservations/reservation.js';
import { stampOf, wantedEarlier } from '../core/reservations/stamp.js';
import { type Supply, use } from '../core/reservations/use.js';
import { DemandRecorder } from '../demand/demand-recorder.js';
import { type OpenBook, ReservationBook } from './reservation-book.js';
import { ReservationNews } from './reservation-news.js';
import { UseDoubts } from './use-doubts.js';

/** What a visit, or the order that it ended, says about parts. */
export interface VisitReport {
  repairOrderId: string;
  requestId: string;
  visitId: string;
  siteId: string;
  technicianId: string;
  at: Date;
  partsUsed: readonly UsedPart[];
  /** Why the order is over; left out when it goes on. */
  endedBecause?: string;
  /** The order ended without what it waited for: that counts as lost demand. */
  countLost?: boolean;
}

/** Issues what visits used. A visit's use is told by its own event and, for the last one, by the order's: the first to come counts. */
@Injectable()
export class VisitUseService {
  constructor(
    private readonly transactions: Transactions,
    private readonly book: ReservationBook,
    private readonly news: ReservationNews,
    private readonly demand: DemandRecorder,
    private readonly doubts: UseDoubts,
  ) {}

  async report(visit: VisitReport): Promise<void> {
    await this.transactions.run(async (manager) => {
      if (await this.isDone(manager, visit)) return;
      const { repairOrderId, requestId, siteId, technicianId } = visit;
      const partIds = visit.partsUsed.map(({ partId }) => partId);
      const open = await this.book.openOrder(repairOrderId, { partIds, siteId, technicianId });
      const reservation = open.reservations.get(repairOrderId) ?? newReservation(repairOrderId, requestId);
      const isKnown = reservation.visits.includes(visit.visitId);
      const ends = visit.endedBecause !== undefined && reservation.endedAt === null;
      if (isKnown && !ends) return;
      // A site may name a part that no catalogue has: that is no demand, and must not keep the order's other parts from being booked; planners are told.
      const named = sumQuantities(visit.partsUsed).filter(({ partId }) => open.bench.chainOf(partId).length > 0);
      const used = isKnown ? [] : named;
      const linesBefore = reservation.lines.length;
      const supply = isKnown ? allHeld : this.issue(open, reservation, visit);
      const unbacked = reservation.lines.slice(linesBefore).filter(({ state }) => state === 'unbacked');
      const counted = await this.doubts.counted(open.bench, used, sumQuantities(unbacked));
      const ending = ends ? end(open.bench, reservation) : undefined;
      settle(reservation);
      await this.book.save(open, [reservation]);
      await this.demand.record(open.bench, reservation, counted, visit.countLost && ending ? ending.lost : []);
      if (!isKnown) await this.doubts.writeDown(open.bench, visit, reservation, counted);
      await this.tell(reservation, { used, supply, ending }, visit.endedBecause);
    });
  }

  /** The commonest case: the visit's own event has said it all. Told without the stock lock. */
  private async isDone(manager: EntityManager, { repairOrderId, visitId }: VisitReport): Promise<boolean> {
    const done = await manager.query<unknown[]>(
      `SELECT 1 FROM reservation WHERE repair_order_id = $1 AND ended_at IS NOT NULL AND $2 = ANY(visits)`,
      [repairOrderId, visitId],
    );
    return done.length > 0;
  }

  private issue({ bench }: OpenBook, reservation: Reservation, visit: VisitReport): Supply {
    reservation.visits.push(visit.visitId);
    const stamp = stampOf('visit', visit.at, visit.visitId, 0);
    if (wantedEarlier(reservation.wantedStamp, stamp)) {
      Object.assign(reservation, { wantedStamp: stamp, wantedSiteId: visit.siteId, wantedAt: visit.at });
    }
    return use(bench, reservation, visit.partsUsed, visit);
  }

  private async tell(
    reservation: Reservation,
    { used, supply, ending }: { used: PartQuantity[]; supply: Supply; ending: Ending | undefined },
    reason = 'the order has ended',
  ): Promise<void> {
    const returned = ending?.returned ?? [];
    if (used.length > 0) await this.news.issued(reservation, { used, returned, ...supply });
    else if (returned.length > 0) await this.news.released(reservation, returned, reason);
  }
}

/** Of a use that was told before nothing is issued again. */
const allHeld: Supply = { fromHold: true, atHand: true };
