import { Controller } from '@nestjs/common';
import {
  OfferMade,
  RepairOrderCancelled,
  RepairOrderCannotComplete,
  RepairOrderCompleted,
  RepairOrderOpened,
  RepairOrderPartsNeeded,
  RepairOrderUrgencyChanged,
  RequestCancelled,
  VisitFinished,
  VisitRescheduled,
  VisitScheduled,
} from '#common/events/index.js';
import { Hears, type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { fromOffer, fromVisit } from './placement.js';
import { ReservationsService } from './reservations.service.js';
import { VisitUseService } from './visit-use.service.js';

const consumer = 'inventory.reservations';

@Controller()
export class ReservationsListener {
  constructor(
    private readonly reservations: ReservationsService,
    private readonly visits: VisitUseService,
  ) {}

  @Hears(RepairOrderOpened, consumer)
  async opened({ repairOrderId, requestId, priority }: RepairOrderOpened): Promise<void> {
    if (priority !== 'normal') await this.reservations.setPriority({ repairOrderId, requestId }, priority);
  }

  @Hears(RepairOrderUrgencyChanged, consumer)
  async urgencyChanged(order: RepairOrderUrgencyChanged): Promise<void> {
    await this.reservations.raise(order, order.priority);
  }

  @Hears(OfferMade, consumer)
  async offered(offer: OfferMade, info: MessageInfo): Promise<void> {
    await this.reservations.hold(offer, fromOffer(offer, info), offer.priority);
  }

  @Hears(VisitScheduled, consumer)
  async scheduled(visit: VisitScheduled, info: MessageInfo): Promise<void> {
    await this.reservations.hold(visit, fromVisit(visit, info));
  }

  @Hears(VisitRescheduled, consumer)
  async rescheduled(visit: VisitRescheduled, info: MessageInfo): Promise<void> {
    await this.reservations.hold(visit, fromVisit({ ...visit, likelyParts: [] }, info));
  }

  @Hears(RepairOrderPartsNeeded, consumer)
  async needed(need: RepairOrderPartsNeeded): Promise<void> {
    await this.reservations.need(need, { ...need, technicianId: need.technicianId ?? null });
  }

  @Hears(VisitFinished, consumer)
  async finished(visit: VisitFinished): Promise<void> {
    const ending = visit.outcome === 'repaired' ? { endedBecause: 'the repair is done' } : {};
    await this.visits.report({ ...visit, ...ending, at: new Date(visit.at) });
  }

  @Hears(RepairOrderCompleted, consumer)
  async completed(order: RepairOrderCompleted): Promise<void> {
    await this.visits.report({ ...order, at: new Date(order.finishedAt), endedBecause: 'the repair is done' });
  }

  @Hears(RepairOrderCannotComplete, consumer)
  async cannotComplete(order: RepairOrderCannotComplete): Promise<void> {
    const endedBecause = `the order ended without a repair: ${order.reason}`;
    // Where nothing was broken, what was short is no demand.
    const countLost = order.reason !== 'no_fault_found';
    await this.visits.report({ ...order, at: new Date(order.finishedAt), endedBecause, countLost });
  }

  @Hears(RepairOrderCancelled, consumer)
  async cancelled(order: RepairOrderCancelled): Promise<void> {
    await this.reservations.cancel(order, order.reason);
  }

  @Hears(RequestCancelled, consumer)
  async requestCancelled({ requestId, reason }: RequestCancelled): Promise<void> {
    await this.reservations.cancelRequest(requestId, reason);
  }

  @Wakes('fill-shortages', consumer)
  async fill(_: object, { key }: MessageInfo): Promise<void> {
    await this.reservations.fill(key);
  }

  @Wakes<{ partId: string; reason: string }>('supply-moved', consumer)
  async supplyMoved({ partId, reason }: { partId: string; reason: string }): Promise<void> {
    await this.reservations.expectAnew(partId, reason);
  }

  @Wakes('reservation-expected', consumer)
  async expected(_: object, { key, occurredAt }: MessageInfo): Promise<void> {
    await this.reservations.remind(key, occurredAt);
  }

  @Wakes<{ repairOrderId: string }>('transfer-arrival', consumer)
  async arrived({ repairOrderId }: { repairOrderId: string }, { key, occurredAt }: MessageInfo): Promise<void> {
    await this.reservations.arrived(key, repairOrderId, occurredAt);
  }
}
