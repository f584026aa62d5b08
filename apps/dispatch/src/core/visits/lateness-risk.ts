import type { Spot, TravelTimes } from '../matching/travel.js';
import { Random } from '../planning/search/random.js';
import { minuteMs } from '../time/zones.js';

/** A live visit in the order in which one technician makes them. */
export interface VisitAhead extends Spot {
  id: string;
  startMs: number;
  /** Work may take this long after arrival at the place, on the average. */
  durationMs: number;
  /** The customer was told that somebody is there by then. */
  promisedMs: number;
  /** The order is to be finished by then. */
  dueMs: number;
  /** When the technician arrived, or will, as far as he has reported. */
  arrivedMs?: number;
  etaMs?: number;
}

export interface LatenessRisk {
  visitId: string;
  /** Chance 0..1 of coming later than the customer was told. */
  startsLate: number;
  /** Chance 0..1 of finishing after the order's due time. */
  endsLate: number;
  /** Expected arrival: in the middle, and what 9 of 10 cases keep. */
  arrival50Ms: number;
  arrival90Ms: number;
}

/** What the chances are reckoned with. */
export interface RiskOptions {
  nowMs: number;
  travel: TravelTimes;
  /** Standard deviation of the time that work takes, as a share of its mean. */
  spread: number;
  seed: number;
}

const samples = 400;

/**
 * How likely each of a technician's next visits is to be late, when every visit takes as long as visits take: delays add up from one to the
 * next, and waiting takes them away again. Durations are log-normal with the given spread; so many samples that a chance is good to some per cent.
 */
export function latenessRisks(visits: readonly VisitAhead[], options: RiskOptions): LatenessRisk[] {
  const random = new Random(options.seed);
  const arrivals = visits.map(() => new Float64Array(samples));
  const late = visits.map(() => ({ start: 0, end: 0 }));
  for (let sample = 0; sample < samples; sample += 1) {
    let freeMs = -Infinity;
    let from: Spot | undefined;
    visits.forEach((visit, index) => {
      const startMs = arrivalOf(visit, freeMs, from, options);
      const worked = visit.durationMs * factor(random, options.spread);
      // Work that goes on takes at least until now.
      const endMs = Math.max(startMs + worked, options.nowMs);
      (arrivals[index] as Float64Array)[sample] = startMs;
      if (startMs > visit.promisedMs) (late[index] as { start: number }).start += 1;
      if (endMs > visit.dueMs) (late[index] as { end: number }).end += 1;
      [freeMs, from] = [endMs, visit];
    });
  }
  return visits.map(({ id }, index) => {
    const sorted = (arrivals[index] as Float64Array).sort();
    return {
      visitId: id,
      startsLate: (late[index]?.start ?? 0) / samples,
      endsLate: (late[index]?.end ?? 0) / samples,
      arrival50Ms: sorted[Math.floor(0.5 * samples)] ?? NaN,
      arrival90Ms: sorted[Math.floor(0.9 * samples)] ?? NaN,
    };
  });
}

/** Not before it is booked, not before he can be there, and not in the past unless it is reported. */
function arrivalOf(visit: VisitAhead, freeMs: number, from: Spot | undefined, { nowMs, travel }: RiskOptions): number {
  if (visit.arrivedMs !== undefined) return visit.arrivedMs;
  const underWay = visit.etaMs === undefined ? undefined : Math.max(visit.etaMs, nowMs);
  if (underWay !== undefined) return underWay;
  const canMs = from ? freeMs + travel(from, visit).seconds * 1000 : nowMs;
  return Math.max(visit.startMs, canMs, nowMs);
}

/** Log-normal with mean 1. */
function factor(random: Random, spread: number): number {
  const variance = Math.log(1 + spread * spread);
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.exp(Math.sqrt(variance) * normal - variance / 2);
}

/** Somebody who was told a time expects it within so much. */
export const promisedBy = (startMs: number, windowToMs: number | undefined): number =>
  windowToMs ?? startMs + 15 * minuteMs;
