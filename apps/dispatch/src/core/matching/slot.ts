import { type BookedTimes, perTime } from './booked-times.js';
import { SlotCost } from './slot-cost.js';
import type { Spot, TravelTimes, Trip } from './travel.js';
import { perStretch, type WorkDays } from './work-days.js';

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
  workDays: WorkDays;
  /** What is taken of his time: the times of this row. */
  booked: BookedTimes;
  row: number;
  /** Whether the site can take one more visit on this day. */
  hasRoom: (day: number) => boolean;
  travel: TravelTimes;
  /** Of `travel.bound` around the place. */
  lonWeight: number;
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

/** There is a slot, but none that costs less than asked. */
export interface TooDear {
  why: 'too-dear';
}

const tooDear: TooDear = { why: 'too-dear' };

const stepMs = 5 * 60_000;
/** Between two stretches of one day a technician does not go home. */
const sameDayMs = 5 * 3_600_000;
/** Whose last visit is over for so long begins the day at home, however early it begins. */
const overnightMs = 25 * 3_600_000 + sameDayMs;
const roundUp = (instantMs: number) => Math.ceil(instantMs / stepMs) * stepMs;

/**
 * The cheapest gap in a technician's days into which travel there, the work, and travel on to the next visit fit. The first trip of a day
 * starts at home, every other one at the visit before; travel counts as working time, the way home does not. Each gap is taken at its earliest
 * moment. Whoever lives nearer can take every gap that somebody farther away with the same day can, and at no higher cost: so he never ranks lower.
 * @param below only a slot that costs less is of any use: of all others it is only made sure that there is one.
 */
export function cheapestSlot(search: SlotSearch, cost: SlotCost, below = Infinity): Slot | NoSlot | TooDear {
  if (search.lastDay < search.firstDay) return { why: 'no-working-time' };
  search.workDays.read(search.firstDay, search.lastDay);
  const slot = cheapestGap(search, cost, below, false);
  if (slot) return slot;
  const exists = below < Infinity && (isFreeOnLastDay(search) || earliestSlot(search) !== undefined);
  return exists ? tooDear : { why: whyNone(search) };
}

/** The first gap that is long enough. */
export function earliestSlot(search: SlotSearch): Slot | undefined {
  search.workDays.read(search.firstDay, search.lastDay);
  return cheapestGap(search, anyCost, Infinity, true);
}

/** Where whatever is found is cheap enough. */
const anyCost = new SlotCost({ dueBy: new Date(0), priority: 'low' }, 0);

/**
 * The first slot that costs less than `below`, or the cheapest one. Gaps that are too late are passed over by a comparison; how far it really is need
 * only be known where a trip shorter than any would do.
 */
function cheapestGap(search: SlotSearch, cost: SlotCost, below: number, isFirstEnough: boolean): Slot | undefined {
  const { place, durationMs, earliestMs, home, workDays, booked, row, lonWeight } = search;
  const { bound } = search.travel;
  const { stretches } = workDays;
  const { numbers } = booked;
  const begin = booked.beginOf(row);
  const end = booked.endOf(row);
  const lastStretch = workDays.beginOf(search.lastDay + 1);
  let best: Slot | undefined;
  let leastCost = below;
  let lastFreeMs = cost.lastFinish(below) - durationMs;
  let day = NaN;
  /** Where the trip begins: the place of this time, or home. */
  let from = atHome;
  /** The time behind the gap, and that of the day's first one: those before are over before the day begins. */
  let next = begin;
  let first = begin;
  for (let stretch = workDays.beginOf(search.firstDay); stretch < lastStretch; stretch += perStretch) {
    const startMs = stretches[stretch] as number;
    const endMs = stretches[stretch + 1] as number;
    if (endMs <= earliestMs) continue;
    let freeMs = Math.max(startMs, earliestMs);
    if (freeMs > lastFreeMs) break;
    if (stretches[stretch + 2] !== day) {
      day = stretches[stretch + 2] as number;
      from = atHome;
      next = first;
    }
    for (; ; next += perTime) {
      const finishMs = next < end ? (numbers[next + 1] as number) : Infinity;
      if (finishMs <= startMs) {
        if (startMs - finishMs < sameDayMs) from = next;
        continue;
      }
      const isLast = next >= end || (numbers[next] as number) >= endMs;
      const latestMs = (isLast ? endMs : (numbers[next] as number)) - durationMs;
      if (freeMs <= latestMs) {
        if (freeMs > lastFreeMs) return best;
        let isNear = true;
        if (bound) {
          const lonAway = (from === atHome ? home.lon : (numbers[from + 2] as number)) - place.lon;
          const latAway = (from === atHome ? home.lat : (numbers[from + 3] as number)) - place.lat;
          const metres = bound.leastMetres(latAway * latAway + lonWeight * lonAway * lonAway);
          const seconds = Math.round(bound.seconds(metres));
          const soonestMs = roundUp(freeMs + seconds * 1000);
          isNear = soonestMs <= latestMs && cost.of(soonestMs + durationMs, seconds, Math.round(metres)) < leastCost;
        }
        if (isNear && search.hasRoom(day)) {
          const slot = slotInGap(search, cost, leastCost, day, from, freeMs, latestMs, isLast ? dayEnds : next);
          if (slot) {
            if (isFirstEnough) return slot;
            best = slot;
            leastCost = cost.of(slot.finishMs, slot.trip.seconds, slot.trip.metres);
            lastFreeMs = cost.lastFinish(leastCost) - durationMs;
          }
        }
      }
      if (isLast) break;
      freeMs = Math.max(freeMs, finishMs);
      from = next;
    }
    first = Math.max(begin, next - perTime);
  }
  return best;
}

/** In place of a time before or behind a gap. */
const atHome = -1;
const dayEnds = -1;

/** The slot at the earliest moment of a gap, if it costs less than `below`. */
function slotInGap(
  search: SlotSearch,
  cost: SlotCost,
  below: number,
  day: number,
  from: number,
  freeMs: number,
  latestMs: number,
  next: number,
): Slot | undefined {
  const { place, durationMs, windows, home, booked, travel } = search;
  const trip = travel(from === atHome ? home : placeOf(booked, from), place);
  const startMs = firstArrival(roundUp(freeMs + trip.seconds * 1000), latestMs, windows);
  if (startMs === Infinity || cost.of(startMs + durationMs, trip.seconds, trip.metres) >= below) return undefined;
  if (next !== dayEnds && !leavesTime(search, placeOf(booked, next), latestMs - startMs)) return undefined;
  return { day, startMs, finishMs: startMs + durationMs, trip, windowMissed: false };
}

/** Whether so much time is enough for the way on; the trip itself is only looked at where that is not sure. */
const leavesTime = ({ place, travel }: SlotSearch, onward: Spot, spareMs: number): boolean =>
  mostTravelMs(travel, place, onward) <= spareMs || travel(place, onward).seconds * 1000 <= spareMs;

/** Of a trip between two places, there or back; Infinity where nothing is known before it is asked for. */
function mostTravelMs({ bound }: TravelTimes, one: Spot, other: Spot): number {
  if (!bound) return Infinity;
  const metres = bound.mostMetres((other.lat - one.lat) ** 2 + (other.lon - one.lon) ** 2);
  return Math.round(bound.seconds(metres)) * 1000;
}

const placeOf = ({ numbers }: BookedTimes, time: number): Spot => ({
  lon: numbers[time + 2] as number,
  lat: numbers[time + 3] as number,
});

/** Whether there is a slot at the end of the days, with nothing booked before it any more: so it is with most people. False = it is not sure. */
function isFreeOnLastDay(search: SlotSearch): boolean {
  const { place, durationMs, earliestMs, firstDay, lastDay, windows, home, workDays, booked, row, travel } = search;
  const { stretches } = workDays;
  const stretch = workDays.beginOf(lastDay + 1) - perStretch;
  if (windows.length > 0 || stretch < workDays.beginOf(firstDay)) return false;
  const startMs = stretches[stretch] as number;
  const end = booked.endOf(row);
  const isFree = end === booked.beginOf(row) || (booked.numbers[end - perTime + 1] as number) <= startMs - overnightMs;
  if (!isFree || startMs < earliestMs || !search.hasRoom(stretches[stretch + 2] as number)) return false;
  return roundUp(startMs + mostTravelMs(travel, home, place)) + durationMs <= (stretches[stretch + 1] as number);
}

/** Of a search that finds nothing: does nobody work, has the site no room, or is every gap too short? */
function whyNone({ earliestMs, firstDay, lastDay, workDays, hasRoom }: SlotSearch): NoSlot['why'] {
  const until = workDays.beginOf(lastDay + 1);
  let why: NoSlot['why'] = 'no-working-time';
  for (let stretch = workDays.beginOf(firstDay); stretch < until; stretch += perStretch) {
    if ((workDays.stretches[stretch + 1] as number) <= earliestMs) continue;
    if (hasRoom(workDays.stretches[stretch + 2] as number)) return 'no-gap';
    why = 'capacity';
  }
  return why;
}

/** The first arrival between two instants that a window allows; Infinity when there is none. */
function firstArrival(fromMs: number, latestMs: number, windows: SlotSearch['windows']): number {
  if (fromMs > latestMs) return Infinity;
  if (windows.length === 0) return fromMs;
  let best = Infinity;
  for (const window of windows) {
    const arrival = Math.max(fromMs, window.fromMs);
    if (arrival <= window.toMs && arrival <= latestMs && arrival < best) best = arrival;
  }
  return best;
}
