import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { invalid, notFound, Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import type { NetworkSite, NetworkTechnician } from '../core/matching/network.js';
import { rank } from '../core/matching/rank.js';
import { reasonText } from '../core/matching/reason-texts.js';
import { standingRejection, technicianRejection } from '../core/matching/rules.js';
import { greatCircleTravel, type Spot } from '../core/matching/travel.js';
import { usualRules } from '../core/offers/offer-rules.js';
import { isoDay, localDay, minuteMs } from '../core/time/zones.js';
import { situationOf } from '../matching/situation.js';
import { NetworkService } from '../network/network.service.js';
import type { RepairOrder } from '../orders/repair-order.entity.js';
import type { Appointment } from './booking.service.js';

export interface Wish {
  siteId: string;
  technicianId: string;
  /** The earliest free gap if it is missing. */
  start?: Date;
}

/** A visit booked by hand may begin this long ago: clocks differ and forms take time. */
const graceMs = 15 * minuteMs;

/** Checks the technician and time that a person chose. */
@Injectable()
export class AppointmentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly network: NetworkService,
  ) {}

  /**
   * The appointment for a wish. The rules about people are absolute here; working hours are not (a site may work longer when it wants to).
   * Whether the technician is free is left to the booking.
   */
  async of(order: RepairOrder, wish: Wish): Promise<Appointment> {
    const network = await this.network.current(this.transactions.manager);
    const technician = network.technician(wish.technicianId);
    const site = network.site(wish.siteId);
    if (!site || technician?.siteId !== site.id) throw notFound(`technician at this site`, wish.technicianId);
    refuseUnable(order, site, technician, wish.start ?? this.clock.now());
    return wish.start ? this.at(order, site, technician, wish.start) : this.earliest(order, site, technician);
  }

  private async at(
    order: RepairOrder,
    site: NetworkSite,
    technician: NetworkTechnician,
    start: Date,
  ): Promise<Appointment> {
    const now = this.clock.now();
    const startMs = start.getTime();
    if (startMs < now.getTime() - graceMs)
      throw invalid('start', `${start.toISOString()} is over; it is ${now.toISOString()}`);
    if (startMs > now.getTime() + 366 * 86_400_000)
      throw invalid('start', `${start.toISOString()} is more than a year ahead`);
    const finishMs = startMs + order.durationMinutes * minuteMs;
    const absent = technician.absences.some((absence) => absence.startMs < finishMs && absence.endMs > startMs);
    if (absent)
      throw new Problem(
        'rule-broken',
        `${technician.name} is absent at ${start.toISOString()}: choose another time or technician`,
      );
    const day = localDay(site.hours.timeZone, startMs);
    const trip = greatCircleTravel(await this.before(order, site, technician, startMs), order);
    return {
      siteId: site.id,
      technicianId: technician.id,
      startMs,
      finishMs,
      day: isoDay(day),
      travelSeconds: trip.seconds,
      travelMetres: trip.metres,
    };
  }

  /** Where the technician comes from: the visit before on that day, or home. */
  private async before(
    order: RepairOrder,
    site: NetworkSite,
    technician: NetworkTechnician,
    startMs: number,
  ): Promise<Spot> {
    const now = this.clock.now();
    const { booked } = await situationOf(this.transactions.manager, order, [{ site, technician }], now);
    const earlier = (booked.get(technician.id) ?? []).filter(
      ({ finishMs }) => finishMs <= startMs && finishMs > startMs - 10 * 3_600_000,
    );
    return earlier.at(-1) ?? technician.home;
  }

  private async earliest(order: RepairOrder, site: NetworkSite, technician: NetworkTechnician): Promise<Appointment> {
    const now = this.clock.now();
    const alone = { ...site, technicians: [technician] };
    const [best] = rank(
      Object.assign(Object.create(order) as RepairOrder, { keptSiteId: site.id }),
      {
        network: { sites: [alone], site: () => alone, technician: () => technician, offerRules: usualRules },
        travel: greatCircleTravel,
        offerMinutes: 0, // nobody is asked any more
        booked: (await situationOf(this.transactions.manager, order, [{ site, technician }], now)).booked,
        visitsOfDay: new Map(),
        refusals: new Map(),
        asked: new Set(),
        partsAt: new Map(),
        competing: new Map(),
      },
      now,
    ).candidates;
    if (!best)
      throw new Problem(
        'rule-broken',
        `${technician.name} has no free gap within 14 days: give a start or another technician`,
      );
    return best;
  }
}

function refuseUnable(order: RepairOrder, site: NetworkSite, technician: NetworkTechnician, at: Date): void {
  const broken =
    standingRejection(site) ??
    technicianRejection(order, technician, isoDay(localDay(site.hours.timeZone, at.getTime())));
  if (broken) throw new Problem('rule-broken', `${technician.name}: ${reasonText(broken).en}`, { rule: broken.rule });
}
