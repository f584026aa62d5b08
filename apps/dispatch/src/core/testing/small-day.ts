import type { NetworkTechnician } from '../matching/network.js';
import { greatCircleTravel } from '../matching/travel.js';
import type { OrderToPlan, PlanWorld, VisitToPlan } from '../plans/plan-world.js';
import { hourMs, localDay, minuteMs } from '../time/zones.js';
import { stretchesOf } from '../time/weekly-hours.js';
import { hours, now, order, site, technician } from './small-world.js';

export const orderToPlan = (id: string, given: Partial<OrderToPlan> = {}): OrderToPlan => ({
  ...order({ dueBy: new Date(now.getTime() + 48 * hourMs) }),
  id,
  number: id,
  ...given,
});

/** A visit of an hour that begins so many hours after nine. */
export const booked = (
  id: string,
  technicianId: string,
  hour: number,
  spot: Partial<OrderToPlan> = {},
  given: Partial<VisitToPlan> = {},
): VisitToPlan => {
  const startMs = now.getTime() + hour * hourMs;
  return {
    id: `visit ${id}`,
    version: 1,
    order: orderToPlan(id, spot),
    siteId: 'site',
    technicianId,
    startMs,
    finishMs: startMs + hourMs,
    isUnderWay: false,
    ...given,
  };
};

/** Somebody who is absent from so many hours after nine to so many. */
export function absent(id: string, from: number, to: number): NetworkTechnician {
  const [startMs, endMs] = [now.getTime() + from * hourMs, now.getTime() + to * hourMs];
  const workOn = (day: number) =>
    stretchesOf(hours, day).flatMap((stretch) =>
      [
        { ...stretch, endMs: Math.min(stretch.endMs, startMs) },
        { ...stretch, startMs: Math.max(stretch.startMs, endMs) },
      ].filter((part) => part.startMs < part.endMs),
    );
  return technician(id, { absences: [{ startMs, endMs }], workOn });
}

/** Monday nine o'clock at the one own site of Shanghai. */
export function runningDay(
  technicians: NetworkTechnician[],
  visits: readonly VisitToPlan[],
  given: Partial<PlanWorld> = {},
): PlanWorld {
  const day = localDay(hours.timeZone, now.getTime());
  return {
    sites: [site(technicians)],
    firstDay: day,
    lastDay: day,
    nowMs: now.getTime(),
    frozenMs: 60 * minuteMs,
    promisedMs: 0,
    travel: greatCircleTravel,
    visits,
    unplaced: [],
    held: [],
    ...given,
  };
}
