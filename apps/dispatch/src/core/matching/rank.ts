import { answerMinutes, deadlineOf } from '../offers/offer-deadline.js';
import { dayMs, isoDay, localDay, minuteMs } from '../time/zones.js';
import type { NetworkSite, NetworkTechnician } from './network.js';
import type { OrderToMatch } from './order-to-match.js';
import { type Rejection, siteRejection, technicianRejection } from './rules.js';
import { cheapestSlot, type NoSlot, type Slot, type SlotCost, type SlotSearch } from './slot.js';
import { type Considered, needsOffer, scoreOf, slotCost, type Term, termsOf } from './terms.js';
import { distanceMetres } from './travel.js';
import type { Booked, World } from './world.js';

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
 * order, world and time give the same ranking. `most` = so many candidates at most, the best ones.
 */
export function rank(order: OrderToMatch, world: World, now: Date, most = Infinity): Ranking {
  const nowMs = now.getTime();
  const scored: Scored[] = [];
  const { able, rejected } = shortlist(order, world, now);
  const cost = slotCost(order, nowMs);
  let atSite: AtSite | undefined;
  for (const { site, technician } of able) {
    if (atSite?.site !== site) atSite = atSiteOf(order, world, site, nowMs);
    const slot = bestSlot(order, world, atSite, technician, cost);
    if ('why' in slot) {
      rejected.push(calendarRejection(order, site, technician, slot));
      continue;
    }
    const considered = { order, world, site, technician, slot, windowMissed: slot.windowMissed, nowMs };
    scored.push({ considered, score: scoreOf(considered), metresFromHome: undefined });
  }
  const best = scored.sort(byScore(order)).slice(0, most);
  return { candidates: best.map(candidateOf), rejected };
}

interface Scored {
  considered: Considered & { slot: Slot };
  score: number;
  metresFromHome: number | undefined;
}

/** The search for gaps in the calendars of one site; whose calendar it is comes last. */
interface AtSite {
  site: NetworkSite;
  search: SlotSearch;
}

function atSiteOf(order: OrderToMatch, world: World, site: NetworkSite, nowMs: number): AtSite {
  const earliestMs = earliestDeparture(order, site, world, nowMs);
  const firstDay = localDay(site.hours.timeZone, earliestMs);
  const known = new Map<number, boolean>();
  const hasRoom = (day: number) => {
    let has = known.get(day);
    if (has === undefined)
      known.set(day, (has = (world.visitsOfDay.get(`${site.id}/${isoDay(day)}`) ?? 0) < site.dailyCapacity));
    return has;
  };
  const search = {
    place: order,
    durationMs: order.durationMinutes * minuteMs,
    earliestMs,
    firstDay,
    lastDay: firstDay + horizonDays,
    windows: openWindows(order, earliestMs),
    home: order,
    workOn: () => [],
    booked: [],
    hasRoom,
    travel: world.travel,
  };
  return { site, search };
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

/** When somebody of the site can set out: an own site soon, a franchised one when its time to answer is over; never before the parts are there. */
function earliestDeparture(order: OrderToMatch, site: NetworkSite, { offerMinutes }: World, nowMs: number): number {
  return Math.max(
    needsOffer(order, site)
      ? deadlineOf(order, site.hours, nowMs, answerMinutes(order, site.answering, offerMinutes))
      : nowMs + prepareMs,
    order.partsAvailableAt?.getTime() ?? 0,
  );
}

function bestSlot(
  order: OrderToMatch,
  world: World,
  { search }: AtSite,
  technician: NetworkTechnician,
  cost: SlotCost,
): Slot | NoSlot {
  search.home = technician.home;
  search.workOn = technician.workOn;
  search.booked = world.booked.get(technician.id) ?? noVisits;
  search.lastDay = Math.min(search.firstDay + horizonDays, lastDayOfCertificate(order, technician));
  const inWindow = cheapestSlot(search, cost);
  const { windows } = search;
  if (!('why' in inWindow)) inWindow.windowMissed = order.windows.length > 0 && windows.length === 0;
  if (!('why' in inWindow) || windows.length === 0) return inWindow;
  const anyTime = cheapestSlot({ ...search, windows: [] }, cost);
  if (!('why' in anyTime)) anyTime.windowMissed = true;
  return anyTime;
}

const noVisits: readonly Booked[] = [];

const openWindows = ({ windows }: OrderToMatch, earliestMs: number) =>
  windows
    .map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) }))
    .filter(({ toMs }) => toMs >= earliestMs);

/** A certificate that ends within the horizon ends the search. */
function lastDayOfCertificate({ certificate }: OrderToMatch, { certificates }: NetworkTechnician): number {
  const lastDay = certificate === null ? undefined : certificates.get(certificate);
  return lastDay === undefined ? Infinity : Math.floor(Date.parse(`${lastDay}T00:00:00Z`) / dayMs);
}

function candidateOf({ considered, score }: Scored): Candidate {
  const { order, site, technician, slot } = considered;
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
    score,
    terms: termsOf(considered),
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
function byScore(order: OrderToMatch) {
  const metresFromHome = (one: Scored) =>
    (one.metresFromHome ??= distanceMetres(one.considered.technician.home, order));
  return (one: Scored, other: Scored) =>
    other.score - one.score ||
    metresFromHome(one) - metresFromHome(other) ||
    (one.considered.technician.id < other.considered.technician.id ? -1 : 1);
}
