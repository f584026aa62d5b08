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
}

export interface NoSlot {
  why: 'no-working-time' | 'capacity' | 'no-gap';
}

/** What a slot costs, and the least that one which begins no earlier than `fromMs` can cost. */
export interface SlotCost {
  of: (slot: Slot) => number;
  atLeast: (fromMs: number) => number;
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
  let best: Slot | undefined;
  let bestCost = Infinity;
  for (let day = search.firstDay; day <= search.lastDay; day += 1) {
    const stretches = search.workOn(day).filter(({ endMs }) => endMs > search.earliestMs);
    const [first] = stretches;
    if (!first) continue;
    if (cost.atLeast(Math.max(first.startMs, search.earliestMs)) >= bestCost) break;
    if (!search.hasRoom(day)) {
      if (why === 'no-working-time') why = 'capacity';
      continue;
    }
    why = 'no-gap';
    for (const slot of slotsOfDay(search, stretches)) {
      const slotCost = cost.of(slot);
      if (slotCost >= bestCost) continue;
      best = slot;
      bestCost = slotCost;
    }
  }
  return best ?? { why };
}

/** The earliest slot of each gap of a day. */
function slotsOfDay(search: SlotSearch, stretches: readonly Stretch[]): Slot[] {
  const { booked, earliestMs } = search;
  const slots: Slot[] = [];
  let from: Spot = search.home;
  let next = 0;
  for (const { day, startMs, endMs } of stretches) {
    let freeMs = Math.max(startMs, earliestMs);
    for (; next <= booked.length; next += 1) {
      const visit = booked[next];
      const last = visit === undefined || visit.startMs >= endMs;
      if (visit && visit.finishMs <= startMs) {
        if (startMs - visit.finishMs < sameDayMs) from = visit;
        continue;
      }
      const slot = slotInGap(search, day, from, freeMs, last ? endMs : visit.startMs, last ? undefined : visit);
      if (slot) slots.push(slot);
      if (last) break;
      freeMs = Math.max(freeMs, visit.finishMs);
      from = visit;
    }
  }
  return slots;
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
  return startMs === undefined ? undefined : { day, startMs, finishMs: startMs + durationMs, trip };
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
