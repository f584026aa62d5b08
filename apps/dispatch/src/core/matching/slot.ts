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

/** There is a slot, but none that costs less than asked. */
export interface TooDear {
  why: 'too-dear';
}

const tooDear: TooDear = { why: 'too-dear' };

/** What a slot costs that ends then and is reached by this trip, and the least that one which ends no earlier can cost. Later never costs less. */
export interface SlotCost {
  of: (finishMs: number, trip: Trip) => number;
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
 * @param below only a slot that costs less is of any use: as soon as it is clear that there is one, none of the others is looked for.
 */
export function cheapestSlot(search: SlotSearch, cost: SlotCost, below = Infinity): Slot | NoSlot | TooDear {
  const { place, durationMs, earliestMs, firstDay, lastDay, windows, home, booked, travel } = search;
  let why: NoSlot['why'] = 'no-working-time';
  let best: Slot | undefined;
  let [leastCost, exists] = [below, false];
  let fromHome: Trip | undefined;
  /** Visits before this one are over before the day begins. */
  let first = 0;
  days: for (let day = firstDay; day <= lastDay; day += 1) {
    const stretches = search.workOn(day);
    const beginMs = firstMoment(stretches, earliestMs);
    if (beginMs === Infinity) continue;
    if (exists && cost.atLeast(beginMs + durationMs) >= leastCost) break;
    if (!search.hasRoom(day)) {
      if (why === 'no-working-time') why = 'capacity';
      continue;
    }
    why = 'no-gap';
    let from: Spot = home;
    /** From there to the place, as far as it was asked for, be it the other way round. */
    let known = fromHome;
    let next = first;
    for (const { startMs, endMs } of stretches) {
      if (endMs <= earliestMs) continue;
      let freeMs = Math.max(startMs, earliestMs);
      for (; next <= booked.length; next += 1) {
        const visit = booked[next];
        const isLast = visit === undefined || visit.startMs >= endMs;
        if (visit && visit.finishMs <= startMs) {
          if (startMs - visit.finishMs < sameDayMs) {
            from = visit;
            known = undefined;
          }
          continue;
        }
        // Each gap is taken at its earliest moment, as long as a later one may still be cheaper.
        if (exists && cost.atLeast(freeMs + durationMs) >= leastCost) break days;
        const latestMs = (isLast ? endMs : visit.startMs) - durationMs;
        let onward: Trip | undefined;
        if (freeMs <= latestMs) {
          const trip = known ?? travel(from, place);
          if (from === home) fromHome = trip;
          const startsMs = firstArrival(roundUp(freeMs + trip.seconds * 1000), latestMs, windows);
          const slotCost = startsMs === Infinity ? Infinity : cost.of(startsMs + durationMs, trip);
          if (startsMs !== Infinity && (!exists || slotCost < leastCost)) {
            onward = isLast ? undefined : travel(place, visit);
            if (startsMs <= latestMs - (onward ? onward.seconds * 1000 : 0)) {
              exists = true;
              if (slotCost < leastCost) {
                leastCost = slotCost;
                best = { day, startMs: startsMs, finishMs: startsMs + durationMs, trip, windowMissed: false };
              }
            }
          }
        }
        if (isLast) break;
        freeMs = Math.max(freeMs, visit.finishMs);
        from = visit;
        known = travel.isSymmetric && onward;
      }
    }
    first = Math.max(0, next - 1);
  }
  return best ?? (exists ? tooDear : { why });
}

function firstMoment(stretches: readonly Stretch[], earliestMs: number): number {
  for (const { startMs, endMs } of stretches) if (endMs > earliestMs) return Math.max(startMs, earliestMs);
  return Infinity;
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
