import { answerMinutes, deadlineOf } from '../offers/offer-deadline.js';
import { dayMs, isoDay, localDay, minuteMs } from '../time/zones.js';
import { BestFew } from './best-few.js';
import type { NetworkSite, NetworkTechnician } from './network.js';
import type { OrderToMatch } from './order-to-match.js';
import type { Rejection } from './rules.js';
import { shortlistBySite, type SiteShortlist } from './shortlist.js';
import { cheapestSlot, type NoSlot, type Slot, type SlotSearch, type TooDear } from './slot.js';
import { SlotCost } from './slot-cost.js';
import { type Considered, costOf, needsOffer, type Person, scoreOf, type Term, termsOf } from './terms.js';
import { distanceMetres } from './travel.js';
import { WorkDays } from './work-days.js';
import { visitsOn, type World } from './world.js';

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

/** More than what rounding to thousandths can make of the terms of a slot. */
const roundingMinutes = 0.01;

/**
 * Ranks everybody who could do an order: the hard rules first, the cheapest fitting gap in the calendar next, then the score. Pure: the same
 * order, world and time give the same ranking. `most` = so many candidates at most, the best ones: of all others it is only made sure that they could come.
 */
export function rank(order: OrderToMatch, world: World, now: Date, most = Infinity): Ranking {
  const nowMs = now.getTime();
  const { sites, rejected } = shortlistBySite(order, world, now);
  const best = new BestFew(most, byScore(order));
  const cost = new SlotCost(order, nowMs);
  const lonWeight = world.travel.bound?.lonWeight(order) ?? 0;
  const levelCosts = new Map<number, number>();
  const lateRejections: Rejection[][] = [];
  for (const index of nearestFirst(order, sites)) {
    const { site, able } = sites[index] as SiteShortlist['sites'][number];
    let atSite: AtSite | undefined;
    for (const { technician, level, workDays } of able) {
      const row = world.booked.rowOf(technician.id);
      const person: Person = { order, world, site, technician, row, nowMs };
      atSite ??= atSiteOf(person, lonWeight);
      const others = atSite.cost + levelCostOf(person, level, levelCosts) + costOf.person(person);
      const worst = best.last;
      const below = worst ? -worst.score - others + roundingMinutes : Infinity;
      const slot = bestSlot(person, workDays, atSite, cost, below);
      if ('why' in slot) {
        if (slot.why !== 'too-dear')
          (lateRejections[index] ??= []).push(calendarRejection(order, site, technician, slot.why));
        continue;
      }
      const considered = { order, world, site, technician, row, nowMs, slot, windowMissed: slot.windowMissed };
      best.add({ considered, score: scoreOf(others + costOf.slot(considered)), metresFromHome: undefined });
    }
  }
  for (const ofSite of lateRejections) if (ofSite) rejected.push(...ofSite);
  return { candidates: best.list.map(candidateOf), rejected };
}

/** Numbers of the sites, about the nearest first: the sooner good ones are known, the less is looked at of the others. */
function nearestFirst({ lon, lat }: OrderToMatch, sites: SiteShortlist['sites']): number[] {
  const shrinks = Math.cos((lat * Math.PI) / 180) ** 2;
  const far = sites.map(({ site }) => (site.lat - lat) ** 2 + shrinks * (site.lon - lon) ** 2);
  return far
    .map((_, index) => index)
    .sort((one, other) => (far[one] as number) - (far[other] as number) || one - other);
}

function levelCostOf(person: Person, level: number, known: Map<number, number>): number {
  let cost = known.get(level);
  if (cost === undefined) known.set(level, (cost = costOf.level(person)));
  return cost;
}

interface Scored {
  considered: Considered;
  score: number;
  metresFromHome: number | undefined;
}

/** The search for gaps in the calendars of one site; whose calendar it is comes last. */
interface AtSite {
  site: NetworkSite;
  search: SlotSearch;
  /** Of the terms that are the same for all its people. */
  cost: number;
}

function atSiteOf(person: Person, lonWeight: number): AtSite {
  const { order, world, site, nowMs } = person;
  const earliestMs = earliestDeparture(order, site, world, nowMs);
  const firstDay = localDay(site.hours.timeZone, earliestMs);
  const known: boolean[] = [];
  const hasRoom = (day: number) => (known[day - firstDay] ??= visitsOn(world, site, day) < site.dailyCapacity);
  const search: SlotSearch = {
    place: order,
    durationMs: order.durationMinutes * minuteMs,
    earliestMs,
    firstDay,
    lastDay: firstDay + horizonDays,
    windows: openWindows(order, earliestMs),
    home: order,
    workDays: nobodysDays,
    booked: world.booked,
    row: person.row,
    hasRoom,
    travel: world.travel,
    lonWeight,
  };
  return { site, search, cost: costOf.site(person) };
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
  { order, technician, row }: Person,
  workDays: WorkDays,
  { search }: AtSite,
  cost: SlotCost,
  below: number,
): Slot | NoSlot | TooDear {
  search.home = technician.home;
  search.workDays = workDays;
  search.row = row;
  search.lastDay = Math.min(search.firstDay + horizonDays, lastDayOfCertificate(order, technician));
  const inWindow = cheapestSlot(search, cost, below);
  const { windows } = search;
  if (!('why' in inWindow)) inWindow.windowMissed = order.windows.length > 0 && windows.length === 0;
  if (!('why' in inWindow) || inWindow.why === 'too-dear' || windows.length === 0) return inWindow;
  const anyTime = cheapestSlot({ ...search, windows: [] }, cost, below);
  if (!('why' in anyTime)) anyTime.windowMissed = true;
  return anyTime;
}

const nobodysDays = new WorkDays(() => []);

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
  why: NoSlot['why'],
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
