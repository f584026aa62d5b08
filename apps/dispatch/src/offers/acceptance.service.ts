import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { OfferAccepted } from '#common/events/offer-accepted.js';
import { RepairOrderPartsNeeded } from '#common/events/repair-order-parts-needed.js';
import { Problem } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { assignDueOf } from '../core/offers/offer-deadline.js';
import type { OfferStatus } from '../core/offers/offer-states.js';
import { NetworkService } from '../network/network.service.js';
import type { OrderInWork } from '../orders/order-in-work.js';
import { DispatchSettings } from '../settings.js';
import { AppointmentsService } from '../visits/appointments.service.js';
import { type Appointment, BookingService } from '../visits/booking.service.js';
import { Offer } from './offer.entity.js';
import { OfferHistory } from './offer-history.service.js';
import type { OfferInWork } from './offer-in-work.js';
import { OfferWithdrawals } from './offer-withdrawals.service.js';

/** Who comes when, as far as the site has decided it. */
export interface Assignment {
  technicianId?: string;
  start?: Date;
}

/** What follows when an offer is accepted: the order is the site's, all other offers go, and a visit is booked if the site said who comes. */
@Injectable()
export class AcceptanceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly network: NetworkService,
    private readonly appointments: AppointmentsService,
    private readonly booking: BookingService,
    private readonly withdrawals: OfferWithdrawals,
    private readonly history: OfferHistory,
    private readonly settings: DispatchSettings,
  ) {}

  /** The offer may be accepted, as has been decided; the caller saves the order. */
  async accept({ work, offer, ended }: OfferInWork, { technicianId, start }: Assignment): Promise<void> {
    const { order } = work;
    const { status: before } = offer;
    const appointment =
      technicianId === undefined
        ? undefined
        : await this.appointments.of(order, {
            siteId: offer.siteId,
            technicianId,
            ...startOf(offer, technicianId, start, this.clock.now()),
          });
    await this.markAccepted(offer, appointment);
    await this.withdrawals.withdraw(ended, 'another site was first');
    await this.give(work, offer, before);
    if (appointment) await this.book(work, appointment);
    else await this.timers.set('assign-due', order.id, order.waitingUntil ?? this.clock.now());
    if (offer.counter && offer.counter.parts.length > 0) await this.askForParts(work, offer);
  }

  /** Books what a person chose; 409 when the technician is taken at that time. */
  async book(work: OrderInWork, appointment: Appointment, reason: string | null = null): Promise<void> {
    if (await this.booking.book(work, appointment, reason)) return;
    throw new Problem(
      'double-booking',
      `the technician is booked between ${new Date(appointment.startMs).toISOString()} and ${new Date(appointment.finishMs).toISOString()}: choose another time or technician`,
    );
  }

  private async markAccepted(offer: Offer, appointment: Appointment | undefined): Promise<void> {
    const now = this.clock.now();
    Object.assign(offer, { status: 'accepted', answeredAt: now, version: offer.version + 1 });
    await this.transactions.manager.update(
      Offer,
      { id: offer.id },
      { status: 'accepted', answeredAt: now, version: offer.version },
    );
    await this.timers.cancel('offer-deadline', offer.id);
    await this.outbox.publish(OfferAccepted, {
      offerId: offer.id,
      repairOrderId: offer.repairOrderId,
      requestId: offer.requestId,
      siteId: offer.siteId,
      ...(appointment && {
        technicianId: appointment.technicianId,
        start: new Date(appointment.startMs).toISOString(),
      }),
      answeredAt: now.toISOString(),
      answerSeconds: Math.max(0, Math.round((now.getTime() - offer.madeAt.getTime()) / 1000)),
      version: offer.version,
    });
  }

  private async give(work: OrderInWork, offer: Offer, before: OfferStatus): Promise<void> {
    const now = this.clock.now();
    const network = await this.network.current(this.transactions.manager);
    const site = network.site(offer.siteId);
    const { offerMinutes } = this.settings;
    const due = site ? assignDueOf(work.order, site.hours, now.getTime(), offerMinutes) : now.getTime();
    Object.assign(work.order, { siteId: offer.siteId, technicianId: null, keptSiteId: offer.siteId, acceptedAt: now });
    work.move('accepted', { for: 'site', until: new Date(due) }, now);
    this.history.count(offer, 'accepted');
    if (before === 'pending') this.history.countAnswer(offer, work.order, site?.hours);
  }

  private async askForParts({ order }: OrderInWork, offer: Offer): Promise<void> {
    await this.outbox.publish(RepairOrderPartsNeeded, {
      repairOrderId: order.id,
      requestId: order.requestId,
      siteId: offer.siteId,
      ...(order.technicianId && { technicianId: order.technicianId }),
      beforeVisit: true,
      lines: offer.counter?.parts ?? [],
      version: order.version,
    });
  }
}

/** The time that the site gave; else the proposed one if the proposed technician comes and it is not over. */
function startOf(offer: Offer, technicianId: string, start: Date | undefined, now: Date): { start?: Date } {
  if (start) return { start };
  const { proposedStart } = offer;
  return technicianId === offer.technicianId && proposedStart && proposedStart > now ? { start: proposedStart } : {};
}
