import type { Spot, TravelTimes } from '../matching/travel.js';
import { minuteMs } from '../time/zones.js';

/** A visit that is under way, and the one that its technician has planned next. */
export interface UnderWay extends Spot {
  startMs: number;
  worksMs: number;
  arrivedMs?: number;
  etaMs?: number;
  next: Spot & { startMs: number };
}

/** The next customer was told a time and waits this long without complaint. */
const patienceMs = 10 * minuteMs;

/** Whether a visit goes on for so long that its technician comes too late to the next one. */
export function isOverrun(visit: UnderWay, nowMs: number, travel: TravelTimes): boolean {
  const { arrivedMs, etaMs, startMs, worksMs, next } = visit;
  const begins = arrivedMs ?? Math.max(etaMs ?? startMs, nowMs);
  const endMs = Math.max(begins + worksMs, nowMs);
  return endMs + travel(visit, next).seconds * 1000 > next.startMs + patienceMs;
}
