import type { Stretch } from '../time/weekly-hours.js';
import type { Spot, TravelTimes, Trip } from './travel.js';
import type { Booked } from './world.js';

/** What a visit needs of a technician's day. */
export interface SlotSearch {
  place: Spot;
  durationMs: number;
  /** Nobody sets out before. */
  earliestMs: number;
  /** The first day and the last one to look at. */
  firstDay: number;
  lastDay: number;
  /** Arrival must lie in one of these; empty = any time. */
  windows: readonly { fromMs: number; toMs: number }[];
  home: Spot;
  workOn: (day: number) => readonly Stretch[];
  /** By start, not overlapping. */
  booked: readonly Booked[];
  /** Whether the site can take one more visit on this day. */
  hasRoom: (day: number) => boolean;
  travel: TravelTimes;
}

export interface Slot {
  day: number;
  startMs: number;
  finishMs: number;
  trip: Trip;
  /** The customer's windows could not be kept. */
  windowMissed: boolean;
}

export interface NoSlot {
  why: 'no-working-time' | 'capacity' | 'no-gap';
}

/** What a slot costs, and the least that one which ends no earlier than `finishMs` can cost. */
export interface SlotCost {
  of: (slot: Slot) => number;
  atLeast: (finishMs: number) => number;
}

const stepMs = 5 * 60_000;
/** Between two stretches of one day a technician does not go home. */
const sameDayMs = 5 * 3_600_000;
const roundUp = (instantMs: number) => Math.ceil(instantMs / stepMs) * stepMs;

/**
 * The cheapest gap in a technician's days into which travel there, the work, and travel on to the next visit fit. The first trip of a day
 * starts at home, every other one at the visit before; travel counts as working time, the way home does not. Each gap is taken at its earliest
 * moment. Whoever lives nearer can take every gap that somebody farther away with the same day can, and at no higher cost: so he never ranks lower.
 */
export function cheapestSlot(search: SlotSearch, cost: SlotCost): Slot | NoSlot {
  let why: NoSlot['why'] = 'no-working-time';
  const found: Cheapest = { cost: Infinity };
  for (let day = search.firstDay; day <= search.lastDay; day += 1) {
    const stretches = search.workOn(day);
    const first = stretches.find(({ endMs }) => endMs > search.earliestMs);
    if (!first) continue;
    const leastFinishMs = Math.max(first.startMs, search.earliestMs) + search.durationMs;
    if (cost.atLeast(leastFinishMs) >= found.cost) break;
    if (!search.hasRoom(day)) {
      if (why === 'no-working-time') why = 'capacity';
      continue;
    }
    why = 'no-gap';
    lookInDay(search, stretches, cost, found);
  }
  return found.slot ?? { why };
}

interface Cheapest {
  slot?: Slot;
  cost: number;
}

/** Looks at the earliest slot of each gap of a day, as long as a later one may still be cheaper. */
function lookInDay(search: SlotSearch, stretches: readonly Stretch[], cost: SlotCost, found: Cheapest): void {
  const { booked, earliestMs, durationMs } = search;
  let from: Spot = search.home;
  let next = 0;
  for (const { day, startMs, endMs } of stretches) {
    if (endMs <= earliestMs) continue;
    let freeMs = Math.max(startMs, earliestMs);
    for (; next <= booked.length; next += 1) {
      const visit = booked[next];
      const last = visit === undefined || visit.startMs >= endMs;
      if (visit && visit.finishMs <= startMs) {
        if (startMs - visit.finishMs < sameDayMs) from = visit;
        continue;
      }
      if (cost.atLeast(freeMs + durationMs) >= found.cost) return;
      const slot = slotInGap(search, day, from, freeMs, last ? endMs : visit.startMs, last ? undefined : visit);
      const slotCost = slot ? cost.of(slot) : Infinity;
      if (slot && slotCost < found.cost) Object.assign(found, { slot, cost: slotCost });
      if (last) break;
      freeMs = Math.max(freeMs, visit.finishMs);
      from = visit;
    }
  }
}

function slotInGap(
  search: SlotSearch,
  day: number,
  from: Spot,
  freeMs: number,
  untilMs: number,
  onTo: Booked | undefined,
): Slot | undefined {
  const { place, durationMs, travel } = search;
  if (untilMs - freeMs < durationMs) return undefined;
  const trip = travel(from, place);
  const onwardMs = onTo ? travel(place, onTo).seconds * 1000 : 0;
  const latestMs = untilMs - onwardMs - durationMs;
  const startMs = firstArrival(roundUp(freeMs + trip.seconds * 1000), latestMs, search.windows);
  return startMs === undefined
    ? undefined
    : { day, startMs, finishMs: startMs + durationMs, trip, windowMissed: false };
}

/** The first arrival between two instants that a window allows. */
function firstArrival(fromMs: number, latestMs: number, windows: SlotSearch['windows']): number | undefined {
  if (fromMs > latestMs) return undefined;
  if (windows.length === 0) return fromMs;
  let best: number | undefined;
  for (const window of windows) {
    const arrival = Math.max(fromMs, window.fromMs);
    if (arrival <= window.toMs && arrival <= latestMs && (best === undefined || arrival < best)) best = arrival;
  }
  return best;
}
