import { answerMinutes, deadlineOf } from '../offers/offer-deadline.js';
import type { NetworkSite, NetworkTechnician } from '../matching/network.js';
import type { OrderToMatch } from '../matching/order-to-match.js';
import type { Candidate, Ranking } from '../matching/rank.js';
import { type Rejection, siteRejection, technicianRejection } from '../matching/rules.js';
import type { Slot } from '../matching/slot.js';
import { needsOffer, termsOf } from '../matching/terms.js';
import { distanceMetres, type Spot } from '../matching/travel.js';
import type { Booked, World } from '../matching/world.js';
import { dayMs, isoDay, localDay, minuteMs } from '../time/zones.js';

const days = 14;

/**
 * The ranking as its rules say it, of everybody and of every gap: nothing is remembered, left out or stopped early. Shares rules and terms with `rank`,
 * not the search for slots, nor its order.
 */
export function plainRanking(order: OrderToMatch, world: World, now: Date, most = Infinity): Ranking {
  const rejected: Rejection[] = [];
  const late: Rejection[] = [];
  const candidates: Candidate[] = [];
  for (const site of world.network.sites) {
    if (order.keptSiteId !== null && order.keptSiteId !== site.id) continue;
    const broken = siteRejection(order, site, world);
    if (broken) rejected.push(broken);
    for (const technician of broken ? [] : site.technicians) {
      const today = isoDay(localDay(site.hours.timeZone, now.getTime()));
      const rejection = technicianRejection(order, technician, today);
      if (rejection) {
        rejected.push(rejection);
        continue;
      }
      const slot = slotOf(order, world, site, technician, now.getTime());
      if (typeof slot === 'string') late.push(calendarRejection(order, site, technician, slot));
      else candidates.push(candidateOf(order, world, site, technician, slot, now.getTime()));
    }
  }
  const homes = new Map(
    world.network.sites.flatMap(({ technicians }) => technicians.map(({ id, home }) => [id, home])),
  );
  const away = ({ technicianId }: Candidate) => distanceMetres(homes.get(technicianId) ?? order, order);
  const sorted = candidates.sort(
    (one, other) =>
      other.score - one.score || away(one) - away(other) || (one.technicianId < other.technicianId ? -1 : 1),
  );
  return { candidates: sorted.slice(0, most), rejected: [...rejected, ...late] };
}

function calendarRejection(
  { durationMinutes }: OrderToMatch,
  { id: siteId, dailyCapacity }: NetworkSite,
  { id: technicianId }: NetworkTechnician,
  rule: 'no-working-time' | 'capacity' | 'no-gap',
): Rejection {
  return { siteId, technicianId, rule, numbers: { days, dailyCapacity, durationMinutes } };
}

function candidateOf(
  order: OrderToMatch,
  world: World,
  site: NetworkSite,
  technician: NetworkTechnician,
  slot: Slot,
  nowMs: number,
): Candidate {
  const { startMs, finishMs, day, trip, windowMissed } = slot;
  const row = world.booked.rowOf(technician.id);
  const terms = termsOf({ order, world, site, technician, row, slot, windowMissed, nowMs });
  const cost = terms.reduce((sum, { costMinutes }) => sum + costMinutes, 0);
  return {
    siteId: site.id,
    technicianId: technician.id,
    level: technician.skills.get(order.skill) ?? 0,
    startMs,
    finishMs,
    day: isoDay(day),
    travelSeconds: trip.seconds,
    travelMetres: trip.metres,
    windowMissed,
    score: Math.round(-cost * 1000) / 1000,
    terms,
  };
}

function slotOf(order: OrderToMatch, world: World, site: NetworkSite, technician: NetworkTechnician, nowMs: number) {
  const offered = needsOffer(order, site);
  const thinks = answerMinutes(order, site.answering, world.offerMinutes);
  const departs = offered ? deadlineOf(order, site.hours, nowMs, thinks) : nowMs + 15 * minuteMs;
  const earliestMs = Math.max(departs, order.partsAvailableAt?.getTime() ?? 0);
  const windows = order.windows
    .map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) }))
    .filter(({ toMs }) => toMs >= earliestMs);
  const inWindow = cheapestOf(order, world, site, technician, earliestMs, windows, nowMs);
  const missed = order.windows.length > 0 && windows.length === 0;
  if (typeof inWindow !== 'string') return { ...inWindow, windowMissed: missed };
  if (windows.length === 0) return inWindow;
  const anyTime = cheapestOf(order, world, site, technician, earliestMs, [], nowMs);
  return typeof anyTime === 'string' ? anyTime : { ...anyTime, windowMissed: true };
}

type Windows = readonly { fromMs: number; toMs: number }[];

function cheapestOf(
  order: OrderToMatch,
  world: World,
  site: NetworkSite,
  technician: NetworkTechnician,
  earliestMs: number,
  windows: Windows,
  nowMs: number,
) {
  const firstDay = localDay(site.hours.timeZone, earliestMs);
  const good = order.certificate === null ? undefined : technician.certificates.get(order.certificate);
  const lastDay = Math.min(firstDay + days, good === undefined ? Infinity : Date.parse(`${good}T00:00:00Z`) / dayMs);
  let why: 'no-working-time' | 'capacity' | 'no-gap' = 'no-working-time';
  let best: Slot | undefined;
  for (let day = firstDay; day <= lastDay; day += 1) {
    if (!technician.workOn(day).some(({ endMs }) => endMs > earliestMs)) continue;
    if ((world.visitsOfDay.get(`${site.id}/${isoDay(day)}`) ?? 0) >= site.dailyCapacity) {
      if (why === 'no-working-time') why = 'capacity';
      continue;
    }
    why = 'no-gap';
    for (const gap of gapsOf(technician, world.booked.list(technician.id), day, earliestMs)) {
      const slot = slotIn(order, world, gap, day, windows);
      if (slot && (!best || priceOf(order, slot, nowMs) < priceOf(order, best, nowMs))) best = slot;
    }
  }
  return best ?? why;
}

interface Gap {
  from: Spot;
  freeMs: number;
  untilMs: number;
  onTo: Booked | undefined;
}

/** Every gap of a day: before each visit, and after the last one of each stretch. */
function gapsOf(
  { home, workOn }: NetworkTechnician,
  booked: readonly Booked[],
  day: number,
  earliestMs: number,
): Gap[] {
  const gaps: Gap[] = [];
  let from: Spot = home;
  for (const stretch of workOn(day)) {
    if (stretch.endMs <= earliestMs) continue;
    const before = booked.filter(({ finishMs }) => finishMs <= stretch.startMs).at(-1);
    if (before && stretch.startMs - before.finishMs < 5 * 60 * minuteMs) from = before;
    let freeMs = Math.max(stretch.startMs, earliestMs);
    for (const visit of booked) {
      if (visit.finishMs <= stretch.startMs || visit.startMs >= stretch.endMs) continue;
      gaps.push({ from, freeMs, untilMs: visit.startMs, onTo: visit });
      freeMs = Math.max(freeMs, visit.finishMs);
      from = visit;
    }
    gaps.push({ from, freeMs, untilMs: stretch.endMs, onTo: undefined });
  }
  return gaps;
}

function slotIn(order: OrderToMatch, { travel }: World, gap: Gap, day: number, windows: Windows): Slot | undefined {
  const trip = travel(gap.from, order);
  const onwardMs = gap.onTo ? travel(order, gap.onTo).seconds * 1000 : 0;
  const durationMs = order.durationMinutes * minuteMs;
  const latestMs = gap.untilMs - onwardMs - durationMs;
  const step = 5 * minuteMs;
  const canMs = Math.ceil((gap.freeMs + trip.seconds * 1000) / step) * step;
  const arrivals = (windows.length === 0 ? [{ fromMs: -Infinity, toMs: Infinity }] : windows)
    .map(({ fromMs, toMs }) => ({ at: Math.max(canMs, fromMs), toMs }))
    .filter(({ at, toMs }) => at <= toMs && at <= latestMs);
  const startMs = Math.min(Infinity, ...arrivals.map(({ at }) => at));
  return startMs === Infinity ? undefined : { day, startMs, finishMs: startMs + durationMs, trip, windowMissed: false };
}

const latePerMinute = { low: 0.1, normal: 0.25, high: 0.5, urgent: 1 };

/** Waiting, lateness, travel and kilometres, in minutes. */
const priceOf = ({ dueBy, priority }: OrderToMatch, { finishMs, trip }: Slot, nowMs: number): number =>
  ((finishMs - nowMs) * 0.05 + Math.max(0, finishMs - dueBy.getTime()) * latePerMinute[priority]) / minuteMs +
  trip.seconds / 60 +
  (trip.metres / 1000) * 0.3;
