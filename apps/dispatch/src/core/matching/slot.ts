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

const stepMs = 5 * 60_000;
const roundUp = (instantMs: number) => Math.ceil(instantMs / stepMs) * stepMs;

/**
 * The earliest gap in a technician's days into which travel there, the work, and travel on to the next visit fit. The first trip of a day
 * starts at home, every other one at the visit before; travel counts as working time, the way home does not.
 */
export function earliestSlot(search: SlotSearch): Slot | NoSlot {
  let why: NoSlot['why'] = 'no-working-time';
  for (let day = search.firstDay; day <= search.lastDay; day += 1) {
    const stretches = search.workOn(day).filter(({ endMs }) => endMs > search.earliestMs);
    if (stretches.length === 0) continue;
    if (!search.hasRoom(day)) {
      if (why === 'no-working-time') why = 'capacity';
      continue;
    }
    why = 'no-gap';
    const slot = slotOfDay(search, stretches);
    if (slot) return slot;
  }
  return { why };
}

function slotOfDay(search: SlotSearch, stretches: readonly Stretch[]): Slot | undefined {
  const { booked, earliestMs } = search;
  let from: Spot = search.home;
  let next = 0;
  for (const { day, startMs, endMs } of stretches) {
    let freeMs = Math.max(startMs, earliestMs);
    for (; next <= booked.length; next += 1) {
      const visit = booked[next];
      const last = visit === undefined || visit.startMs >= endMs;
      if (visit && visit.finishMs <= startMs && visit.finishMs < freeMs) {
        if (startMs - visit.finishMs < 12 * 3_600_000) from = visit; // earlier on the same day
        continue;
      }
      const slot = slotInGap(search, day, from, freeMs, last ? endMs : visit.startMs, last ? undefined : visit);
      if (slot) return slot;
      if (last) break;
      freeMs = Math.max(freeMs, visit.finishMs);
      from = visit;
    }
  }
  return undefined;
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
