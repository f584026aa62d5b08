import type { Priority } from '#common/events/lists.js';
import { BookedTimes, nothingBooked } from '../../apps/dispatch/src/core/matching/booked-times.js';
import type { OrderToMatch } from '../../apps/dispatch/src/core/matching/order-to-match.js';
import { shortlist } from '../../apps/dispatch/src/core/matching/shortlist.js';
import { earliestSlot } from '../../apps/dispatch/src/core/matching/slot.js';
import { greatCircleTravel } from '../../apps/dispatch/src/core/matching/travel.js';
import { workDaysOf } from '../../apps/dispatch/src/core/matching/work-days.js';
import type { Booked, World as MatchingWorld } from '../../apps/dispatch/src/core/matching/world.js';
import { isoDay, localDay, minuteMs } from '../../apps/dispatch/src/core/time/zones.js';
import { buildNetwork } from '../../apps/dispatch/src/network/network-builder.js';
import { allFaults } from '../../apps/standalone/src/demo/world/catalogue/catalogue.js';
import { townsOf } from '../../apps/standalone/src/demo/world/gazetteer.js';
import { randomFor, type Random } from '../../apps/standalone/src/demo/world/random.js';
import { createWorld, type World } from '../../apps/standalone/src/demo/world/world.js';

type Visit = Booked & { technicianId: string };

export interface BusyNetwork {
  world: MatchingWorld;
  now: Date;
  /** A seeded order like those that customers report. */
  nextOrder: () => OrderToMatch;
}

const priorities: readonly { priority: Priority; weight: number }[] = [
  { priority: 'normal', weight: 8 },
  { priority: 'high', weight: 3 },
  { priority: 'urgent', weight: 1 },
];

/** The demo's 40 sites and 250 technicians of Wales, in real towns, with so many visits booked in their calendars from Monday morning on. */
export async function busyNetwork(visits: number, seed: number): Promise<BusyNetwork> {
  const now = new Date('2026-03-02T08:00:00Z');
  const demo = await createWorld({ country: 'GB', subdivisions: ['WLS'], seed, endsAt: now, customerCount: 1 });
  const network = networkOf(demo);
  const towns = townsOf('GB', ['WLS']);
  const random = randomFor(seed, 'busy-network');
  const world: MatchingWorld = {
    network,
    travel: greatCircleTravel,
    asked: new Set(),
    refusals: new Map(),
    booked: nothingBooked,
    visitsOfDay: new Map(),
    partsAt: new Map(),
    competing: new Map(),
    offerMinutes: 30,
  };
  const nextOrder = () => orderFrom(random, towns, now);
  const booked = new Map<string, Visit[]>();
  for (let made = 0; made < visits;) if (book(world, booked, nextOrder(), random, now)) made += 1;
  world.booked = BookedTimes.of([...booked.values()].flat());
  return { world, now, nextOrder };
}

/** An order in a town by population, of a fault by frequency. */
export function orderFrom(random: Random, towns: ReturnType<typeof townsOf>, now: Date): OrderToMatch {
  const town = random.weighted(towns, ({ population }) => population + 500);
  const fault = random.weighted(allFaults, ({ share, category }) => share * category.share);
  return {
    lon: town.lon + (random.real() - 0.5) * 0.05,
    lat: town.lat + (random.real() - 0.5) * 0.05,
    category: fault.category.code,
    skill: fault.category.skill,
    requiredLevel: Math.min(4, fault.level),
    certificate: null,
    durationMinutes: 30 + 5 * random.whole(0, 12),
    windows: [],
    dueBy: new Date(now.getTime() + 24 * 60 * minuteMs),
    priority: random.weighted(priorities, ({ weight }) => weight).priority,
    emergency: false,
    likelyParts: [],
    partsAvailableAt: null,
    keptSiteId: null,
    preferredTechnicianId: null,
    avoidedTechnicianId: null,
  };
}

/** Books an order with one of those who can do it, in the first gap of his calendar. */
function book(
  world: MatchingWorld,
  booked: Map<string, Visit[]>,
  order: OrderToMatch,
  random: Random,
  now: Date,
): boolean {
  const { able } = shortlist(order, world, now);
  if (able.length === 0) return false;
  const { site, technician } = random.pick(able);
  const firstDay = localDay(site.hours.timeZone, now.getTime());
  const own = booked.get(technician.id) ?? [];
  const ownTimes = BookedTimes.of(own);
  const slot = earliestSlot({
    place: order,
    durationMs: order.durationMinutes * minuteMs,
    earliestMs: now.getTime(),
    firstDay,
    lastDay: firstDay + 5,
    windows: [],
    home: technician.home,
    workDays: workDaysOf(technician),
    booked: ownTimes,
    row: ownTimes.rowOf(technician.id),
    hasRoom: () => true,
    travel: world.travel,
    lonWeight: 0,
  });
  if (!slot) return false;
  const { lon, lat } = order;
  const visit = { technicianId: technician.id, startMs: slot.startMs, finishMs: slot.finishMs, lon, lat };
  booked.set(
    technician.id,
    [...own, visit].sort((one, other) => one.startMs - other.startMs),
  );
  const key = `${site.id}/${isoDay(slot.day)}`;
  (world.visitsOfDay as Map<string, number>).set(key, (world.visitsOfDay.get(key) ?? 0) + 1);
  return true;
}

export const networkOf = ({ sites, technicians }: World) =>
  buildNetwork({
    sites: sites.map((site) => ({
      id: site.id,
      code: site.code,
      name: site.name,
      kind: site.kind,
      status: 'active',
      lon: site.place.lon,
      lat: site.place.lat,
      time_zone: site.place.timeZone,
      territory: null,
      radius_metres: site.radiusMetres,
      opening_hours: site.openingHours,
      holidays: [],
      daily_capacity: 200,
      categories: [],
      score: 80,
    })),
    technicians: technicians.map(({ id, siteId, name, home }) => ({
      id,
      site_id: siteId,
      name,
      active: true,
      home_lon: home.lon,
      home_lat: home.lat,
    })),
    skills: technicians.flatMap(({ id, skills }) => skills.map((one) => ({ technician_id: id, ...one }))),
    certificates: technicians.flatMap(({ id, certificates }) =>
      certificates.map(({ certificate, validUntil }) => ({ technician_id: id, certificate, expires_on: validUntil })),
    ),
    shifts: technicians.flatMap(({ id, shifts }) =>
      shifts.map(({ weekday, from, to }) => ({ technician_id: id, weekday, from_time: from, to_time: to })),
    ),
    absences: [],
  });
