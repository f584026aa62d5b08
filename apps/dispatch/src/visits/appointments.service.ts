import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { invalid, notFound, Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import type { NetworkSite, NetworkTechnician } from '../core/matching/network.js';
import { rank } from '../core/matching/rank.js';
import { reasonText } from '../core/matching/reason-texts.js';
import { standingRejection, technicianRejections } from '../core/matching/rules.js';
import { greatCircleTravel, type Spot } from '../core/matching/travel.js';
import { usualRules } from '../core/offers/offer-rules.js';
import { dayMs, isoDay, localDay, minuteMs } from '../core/time/zones.js';
import { graceMs } from '../core/visits/move-check.js';
import { type SayableRule, sayableRule, type VisitOverride } from '../core/visits/overrides.js';
import { situationOf } from '../matching/situation.js';
import { NetworkService } from '../network/network.service.js';
import type { RepairOrder } from '../orders/repair-order.entity.js';
import type { Appointment } from './booking.service.js';

export interface Wish {
  siteId: string;
  technicianId: string;
  /** The earliest free gap if it is missing. */
  start?: Date;
  /** Rules that are broken knowingly, and why. */
  overrides?: readonly SayableRule[];
  reason?: string;
  /** What the visit that moves was allowed before. */
  allowed?: readonly VisitOverride[];
}

/** Checks the technician and time that a person chose. */
@Injectable()
export class AppointmentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly network: NetworkService,
  ) {}

  /**
   * The appointment for a wish. The rules about people hold here unless one that may be overridden is said to be, with a reason; working hours do not (a
   * site may work longer when it wants to).
   * Whether the technician is free is left to the booking.
   */
  async of(order: RepairOrder, wish: Wish): Promise<Appointment> {
    const network = await this.network.current(this.transactions.manager);
    const technician = network.technician(wish.technicianId);
    const site = network.site(wish.siteId);
    if (!site || technician?.siteId !== site.id) throw notFound(`technician at this site`, wish.technicianId);
    const overrides = overridden(order, site, technician, wish, this.clock.now());
    if (!wish.start) return this.earliest(order, site, technician);
    return { ...(await this.at(order, site, technician, wish.start)), overrides };
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
    refuseFarAhead(start, now);
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
    const earlier = booked
      .list(technician.id)
      .filter(({ finishMs }) => finishMs <= startMs && finishMs > startMs - 10 * 3_600_000);
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

/** Nobody books a visit for in a year's time: a slip of the pen. */
export function refuseFarAhead(start: Date, now: Date): void {
  if (start.getTime() > now.getTime() + 366 * dayMs)
    throw invalid('start', `${start.toISOString()} is more than a year ahead`);
}

/** What the wish breaks and says so; throws for what may not be broken, or not without saying so. */
function overridden(
  order: RepairOrder,
  site: NetworkSite,
  technician: NetworkTechnician,
  { start, overrides = [], reason, allowed = [] }: Wish,
  now: Date,
): VisitOverride[] {
  const day = isoDay(localDay(site.hours.timeZone, (start ?? now).getTime()));
  const said: VisitOverride[] = [];
  const standing = standingRejection(site);
  for (const broken of [...(standing ? [standing] : []), ...technicianRejections(order, technician, day)]) {
    const rule = sayableRule(broken);
    const before = allowed.find((one) => one.rule === rule && one.technicianId === technician.id);
    if (before && rule && !overrides.includes(rule)) {
      said.push(before);
      continue;
    }
    if (!rule || !overrides.includes(rule))
      throw new Problem(
        'rule-broken',
        `${technician.name}: ${reasonText(broken).en}${rule ? `; name ${rule} in overrides if it shall be so` : ''}`,
        { rule: broken.rule },
      );
    if (!start) throw invalid('start', `is needed with overrides: no gap is looked for against a rule`);
    if (!reason) throw invalid('reason', `is needed with overrides`);
    said.push({ rule, technicianId: technician.id, reason });
  }
  return said;
}
