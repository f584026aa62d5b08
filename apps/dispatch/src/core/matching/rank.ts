import { deadlineOf } from '../offers/offer-deadline.js';
import { dayMs, isoDay, localDay, minuteMs } from '../time/zones.js';
import type { NetworkSite, NetworkTechnician } from './network.js';
import type { OrderToMatch } from './order-to-match.js';
import { type Rejection, siteRejection, technicianRejection } from './rules.js';
import { cheapestSlot, type NoSlot, type Slot } from './slot.js';
import { scoreOf, slotCost, type Term, termsOf } from './terms.js';
import { distanceMetres } from './travel.js';
import type { World } from './world.js';

/** Somebody who can do the order, when, and every term of the score. The higher the score the better. */
export interface Candidate {
  siteId: string;
  technicianId: string;
  level: number;
  startMs: number;
  finishMs: number;
  /** Local day of the site, `YYYY-MM-DD`. */
  day: string;
  travelSeconds: number;
  travelMetres: number;
  windowMissed: boolean;
  score: number;
  terms: Term[];
}

export interface Ranking {
  /** Best first. */
  candidates: Candidate[];
  rejected: Rejection[];
}

/** How far ahead a visit is looked for. */
const horizonDays = 14;
/** From decision to departure of an own technician. */
const prepareMs = 15 * minuteMs;

/**
 * Ranks everybody who could do an order: the hard rules first, the cheapest fitting gap in the calendar next, then the score. Pure: the same
 * order, world and time give the same ranking.
 */
export function rank(order: OrderToMatch, world: World, now: Date): Ranking {
  const candidates: Candidate[] = [];
  const { able, rejected } = shortlist(order, world, now);
  let earliest: { site: NetworkSite; atMs: number } | undefined;
  for (const { site, technician } of able) {
    if (earliest?.site !== site) earliest = { site, atMs: earliestDeparture(order, site, now.getTime()) };
    const found = bestSlot(order, world, site, technician, earliest.atMs, now.getTime());
    if ('why' in found) {
      rejected.push(calendarRejection(order, site, technician, found));
    } else {
      candidates.push(candidateOf(order, world, site, technician, found, now.getTime()));
    }
  }
  return { candidates: candidates.sort(byScore(order, world)), rejected };
}

export interface Able {
  site: NetworkSite;
  technician: NetworkTechnician;
}

/** Who passes the rules that need no calendar; their booked times are what the ranking needs to know of the world. */
export function shortlist(order: OrderToMatch, world: World, now: Date): { able: Able[]; rejected: Rejection[] } {
  const able: Able[] = [];
  const rejected: Rejection[] = [];
  for (const site of world.network.sites) {
    if (order.keptSiteId !== null && order.keptSiteId !== site.id) continue;
    const broken = siteRejection(order, site, world);
    if (broken) {
      rejected.push(broken);
      continue;
    }
    const today = isoDay(localDay(site.hours.timeZone, now.getTime()));
    for (const technician of site.technicians) {
      const rejection = technicianRejection(order, technician, today);
      if (rejection) rejected.push(rejection);
      else able.push({ site, technician });
    }
  }
  return { able, rejected };
}

type Found = Slot & { windowMissed: boolean };

/** When somebody of the site can set out: an own site soon, a franchised one when its time to answer is over; never before the parts are there. */
function earliestDeparture(order: OrderToMatch, { kind, hours }: NetworkSite, nowMs: number): number {
  const direct = kind === 'own' || order.keptSiteId !== null;
  return Math.max(direct ? nowMs + prepareMs : deadlineOf(order, hours, nowMs), order.partsAvailableAt?.getTime() ?? 0);
}

function bestSlot(
  order: OrderToMatch,
  world: World,
  site: NetworkSite,
  technician: NetworkTechnician,
  earliestMs: number,
  nowMs: number,
): Found | NoSlot {
  const firstDay = localDay(site.hours.timeZone, earliestMs);
  const lastDay = Math.min(firstDay + horizonDays, lastDayOfCertificate(order, technician));
  const search = {
    place: order,
    durationMs: order.durationMinutes * minuteMs,
    earliestMs,
    firstDay,
    lastDay,
    windows: openWindows(order, earliestMs),
    home: technician.home,
    workOn: technician.workOn,
    booked: world.booked.get(technician.id) ?? [],
    hasRoom: (day: number) => (world.visitsOfDay.get(`${site.id}/${isoDay(day)}`) ?? 0) < site.dailyCapacity,
    travel: world.travel,
  };
  const cost = slotCost(order, nowMs);
  const inWindow = cheapestSlot(search, cost);
  if (!('why' in inWindow))
    return { ...inWindow, windowMissed: order.windows.length > 0 && search.windows.length === 0 };
  if (search.windows.length === 0) return inWindow;
  const anyTime = cheapestSlot({ ...search, windows: [] }, cost);
  return 'why' in anyTime ? anyTime : { ...anyTime, windowMissed: true };
}

const openWindows = ({ windows }: OrderToMatch, earliestMs: number) =>
  windows
    .map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) }))
    .filter(({ toMs }) => toMs >= earliestMs);

/** A certificate that ends within the horizon ends the search. */
function lastDayOfCertificate({ certificate }: OrderToMatch, { certificates }: NetworkTechnician): number {
  const lastDay = certificate === null ? undefined : certificates.get(certificate);
  return lastDay === undefined ? Infinity : Math.floor(Date.parse(`${lastDay}T00:00:00Z`) / dayMs);
}

function candidateOf(
  order: OrderToMatch,
  world: World,
  site: NetworkSite,
  technician: NetworkTechnician,
  slot: Found,
  nowMs: number,
): Candidate {
  const terms = termsOf({ order, world, site, technician, slot, windowMissed: slot.windowMissed, nowMs });
  return {
    siteId: site.id,
    technicianId: technician.id,
    level: technician.skills.get(order.skill) ?? 0,
    startMs: slot.startMs,
    finishMs: slot.finishMs,
    day: isoDay(slot.day),
    travelSeconds: slot.trip.seconds,
    travelMetres: slot.trip.metres,
    windowMissed: slot.windowMissed,
    score: scoreOf(terms),
    terms,
  };
}

const calendarRejection = (
  { durationMinutes }: OrderToMatch,
  { id: siteId, dailyCapacity }: NetworkSite,
  { id: technicianId }: NetworkTechnician,
  { why }: NoSlot,
): Rejection => ({
  siteId,
  technicianId,
  rule: why,
  numbers: { days: horizonDays, dailyCapacity, durationMinutes },
});

/** Best score first; of equal ones who lives nearer, then by id, so that the answer never depends on the order of rows. */
function byScore(order: OrderToMatch, { network }: World) {
  const metresFrom = (id: string) => distanceMetres(network.technician(id)?.home ?? order, order);
  return (one: Candidate, other: Candidate) =>
    other.score - one.score ||
    metresFrom(one.technicianId) - metresFrom(other.technicianId) ||
    (one.technicianId < other.technicianId ? -1 : 1);
}
