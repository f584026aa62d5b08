import type { Spot } from '../matching/travel.js';
import { localDay, minuteMs } from '../time/zones.js';
import { isAbsent, isFixed, isSoon } from './fixed.js';
import type { PlanWorld, VisitToPlan } from './plan-world.js';

/** The running day: the visits as they really go, and those that cannot stay as they are booked. */
export interface DayCourse {
  visits: VisitToPlan[];
  /** Orders whose visit lost its technician, its time or its parts. */
  displaced: ReadonlySet<string>;
}

/** The visit before: when the technician is free, when he should have been, and where. */
interface Before {
  freeMs: number;
  bookedMs: number;
  at: Spot;
}

/** Who is still at work when he should have left needs about so much more. */
const leastLeftMs = 15 * minuteMs;
/** Being ready so much after the booked start is in time. */
const inTimeMs = minuteMs;

/**
 * Follows the day of each technician. A visit that is under way or about to begin is pinned to when it really takes place, as far as that is
 * reported; what comes after it and cannot be reached in time, whose technician is absent or whose parts are not there is displaced.
 */
export function courseOf(world: PlanWorld): DayCourse {
  const people = new Map(
    world.sites.flatMap(({ technicians, hours }) => technicians.map((one) => [one.id, { one, zone: hours.timeZone }])),
  );
  const displaced = new Set<string>();
  const visits: VisitToPlan[] = [];
  for (const chain of chainsOf(world.visits)) {
    let before: Before | undefined;
    for (const visit of chain) {
      const { order } = visit;
      const { one: technician, zone = 'UTC' } = people.get(visit.technicianId) ?? {};
      const roadMs = before ? world.travel(before.at, order).seconds * 1000 : 0;
      const canMs = before ? before.freeMs + roadMs : -Infinity;
      if (isFixed(visit, technician, world)) {
        const pinnedAt = reallyAt(visit, isSoon(visit, world) || isDelayed(before) ? canMs : -Infinity, world.nowMs);
        before = { freeMs: pinnedAt.finishMs, bookedMs: visit.finishMs, at: order };
        // What goes on past the last day, or was forgotten, is no part of these days any more.
        if (localDay(zone, pinnedAt.startMs) <= world.lastDay) visits.push({ ...visit, pinnedAt });
        continue;
      }
      visits.push(visit);
      // What a person has booked too close together is his to answer for; only what comes later than that counts.
      const bookedMs = before ? before.bookedMs + roadMs : -Infinity;
      const isLate = canMs > Math.max(visit.startMs, bookedMs) + inTimeMs;
      const lacksParts = (order.partsAvailableAt?.getTime() ?? -Infinity) > visit.startMs + inTimeMs;
      if (isLate || lacksParts || !technician?.active || isAbsent(technician, visit)) displaced.add(order.id);
      else before = { freeMs: visit.finishMs, bookedMs: visit.finishMs, at: order };
    }
  }
  return { visits, displaced };
}

/** Whether the technician is free later than he should be: what is pinned for later close behind something else waits for nothing but that. */
const isDelayed = (before: Before | undefined): boolean =>
  before !== undefined && before.freeMs > before.bookedMs + inTimeMs;

/** Of one technician each, by start. */
function chainsOf(visits: readonly VisitToPlan[]): VisitToPlan[][] {
  const chains = new Map<string, VisitToPlan[]>();
  for (const visit of visits.toSorted((one, other) => one.startMs - other.startMs))
    chains.set(visit.technicianId, [...(chains.get(visit.technicianId) ?? []), visit]);
  return [...chains.values()];
}

/** When a visit that stays really takes place: not before the technician is free, and not over while he is still there. */
function reallyAt({ startMs, finishMs, isUnderWay, arrivedMs, etaMs }: VisitToPlan, canMs: number, nowMs: number) {
  const worksMs = finishMs - startMs;
  const begins = arrivedMs ?? Math.max(isUnderWay ? (etaMs ?? startMs) : startMs, nowMs);
  const stillThereMs = arrivedMs === undefined ? -Infinity : nowMs + leastLeftMs;
  const endMs = Math.max(Math.max(begins, canMs) + worksMs, stillThereMs);
  return { startMs: endMs - worksMs, finishMs: endMs };
}
