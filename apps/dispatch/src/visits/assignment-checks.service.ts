import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { selectRows } from '#common/database/entity-rows.js';
import { Transactions } from '#common/database/transactions.js';
import { notFound, Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import type { Network, NetworkSite, NetworkTechnician } from '../core/matching/network.js';
import { greatCircleTravel } from '../core/matching/travel.js';
import { isoDay, localDay, minuteMs } from '../core/time/zones.js';
import { wayOfDay } from '../core/visits/day-travel.js';
import { brokenRules } from '../core/visits/move-check.js';
import { NetworkService } from '../network/network.service.js';
import { seeAll } from '../network/see-all.js';
import { OrderLists } from '../orders/order-lists.service.js';
import type { RepairOrder } from '../orders/repair-order.entity.js';
import { refuseFarAhead } from './appointments.service.js';
import type { AssignmentCheckView, AssignmentQuery, DayTravelView } from './assignment-check.dto.js';
import { type Asked, daysAround, type VisitOfDay } from './days-around.js';
import { Visit } from './visit.entity.js';

/** Says what a move or an assignment by hand would do, and changes nothing. */
@Injectable()
export class AssignmentChecks {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly network: NetworkService,
    private readonly orders: OrderLists,
  ) {}

  async check(orderId: string, query: AssignmentQuery, caller: Actor): Promise<AssignmentCheckView> {
    return this.transactions.run(async (manager) => {
      const found = await this.orders.find(manager, orderId, caller);
      const order = query.durationMinutes ? { ...found, durationMinutes: query.durationMinutes } : found;
      await seeAll(manager);
      const network = await this.network.current(manager);
      const { technician, site } = wantedOf(network, query.technicianId, caller);
      const visit = await placedVisit(manager, order);
      const now = this.clock.now();
      refuseFarAhead(new Date(query.start), now);
      const asked = askedOf(order, site, technician, Date.parse(query.start), visit);
      const around = await daysAround(manager, asked);
      const heldBy = network.site(visit?.siteId ?? (order.status === 'accepted' ? order.siteId : null) ?? '');
      const { windowFrom, windowTo } = visit ?? {};
      const broken = brokenRules(
        {
          order,
          site,
          technician,
          startMs: asked.startMs,
          ...(heldBy && { heldBy }),
          ...(windowFrom && windowTo && { promise: { fromMs: windowFrom.getTime(), toMs: windowTo.getTime() } }),
        },
        { ...around, nowMs: now.getTime(), travel: greatCircleTravel },
      );
      return {
        repairOrderId: order.id,
        ...(visit && { visitId: visit.id }),
        siteId: site.id,
        technicianId: technician.id,
        start: new Date(asked.startMs).toISOString(),
        finish: new Date(asked.finishMs).toISOString(),
        isPossible: broken.every(({ mayBeOverridden }) => mayBeOverridden),
        broken: broken.map(({ rule, mayBeOverridden, text: { en, zh } }) => ({
          rule,
          mayBeOverridden,
          textEn: en,
          textZh: zh,
        })),
        travel: travelOf(order, asked, around.days, network),
      };
    });
  }
}

function wantedOf(
  network: Network,
  technicianId: string,
  caller: Actor,
): { technician: NetworkTechnician; site: NetworkSite } {
  const technician = network.technician(technicianId);
  const site = technician && network.site(technician.siteId);
  if (!site || (caller.siteId !== undefined && site.id !== caller.siteId)) throw notFound('technician', technicianId);
  return { technician, site };
}

/** The booked visit of the order, none if it waits for one; an order in another state cannot be placed by hand. */
async function placedVisit(manager: EntityManager, order: RepairOrder): Promise<Visit | undefined> {
  if (order.status === 'ready' || order.status === 'accepted') return undefined;
  if (order.status !== 'scheduled')
    throw new Problem(
      'illegal-transition',
      `repair order ${order.number} is ${order.status}: only one that is ready, accepted or scheduled can be placed`,
    );
  const [visit] = await selectRows(manager, Visit, 'id = $1', [order.visitId]);
  return visit;
}

function askedOf(
  order: RepairOrder,
  site: NetworkSite,
  technician: NetworkTechnician,
  startMs: number,
  moving: Visit | undefined,
): Asked {
  return {
    orderId: order.id,
    siteId: site.id,
    technicianId: technician.id,
    startMs,
    finishMs: startMs + order.durationMinutes * minuteMs,
    day: isoDay(localDay(site.hours.timeZone, startMs)),
    ...(moving && { moving }),
  };
}

/** The days of who gets the visit and of who loses it, before and after; one day if both are the same. */
function travelOf(
  order: RepairOrder,
  { technicianId, day, startMs, moving }: Asked,
  visits: readonly VisitOfDay[],
  network: Network,
): DayTravelView[] {
  const added = { lon: order.lon, lat: order.lat, startMs };
  const isSameDay = moving?.technicianId === technicianId && moving.day === day;
  const days = [
    { technicianId, day, more: [added] },
    ...(moving && !isSameDay ? [{ technicianId: moving.technicianId, day: moving.day, more: [] }] : []),
  ];
  return days.flatMap(({ technicianId: id, day: date, more }) => {
    const technician = network.technician(id);
    if (!technician) return [];
    const before = visits.filter((one) => one.technicianId === id && one.day === date);
    const after = [...before.filter((one) => one.id !== moving?.id), ...more];
    const way = (stops: typeof after) => wayOfDay(technician.home, stops, greatCircleTravel);
    return [{ technicianId: id, technicianName: technician.name, day: date, before: way(before), after: way(after) }];
  });
}
