import type { Job } from '../planning/model/job.js';
import type { Plan } from '../planning/model/plan.js';
import type { Problem } from '../planning/model/problem.js';
import type { TimeWindow } from '../planning/model/time.js';
import { instantOf, isoDay, localDay } from '../time/zones.js';
import type { PlanProblem } from './plan-problem.js';
import type { PlanWorld } from './plan-world.js';

/** No way was found to keep a site within its visits a day. */
export class Overfull extends Error {}

/** A site's local day: what its daily capacity counts. */
export const siteDay = (siteId: string, day: number): string => `${siteId}/${isoDay(day)}`;

interface Day {
  siteId: string;
  day: number;
  key: string;
  /** Orders that are booked there as it is. */
  booked: ReadonlySet<string>;
  /** As many visits as the site still takes, or as are booked already. */
  most: number;
}

/**
 * Searches until no site has more visits on a day than it takes, or than are booked there already if those are more. Of a day that came out too full only what is booked there
 * and the weightiest of what came new may be on it from then on: that is part of the problem then, as windows of the jobs, and the checker sees to it.
 * @param solve is told how often it has been asked before.
 */
export async function withinCapacity(
  world: PlanWorld,
  made: Pick<PlanProblem, 'problem' | 'originMs'>,
  solve: (problem: Problem, round: number) => Promise<Plan>,
): Promise<Plan> {
  const days = daysOf(world);
  const kept = new Set<string>();
  let { problem } = made;
  for (let round = 0; ; round += 1) {
    const plan = await solve(problem, round);
    const onDays = jobsOnDays(world, made.originMs, plan);
    const over = days.filter(({ key, most }) => (onDays.get(key)?.length ?? 0) > most);
    if (over.length === 0) return round === 0 ? plan : withReasons(plan, made.problem, problem);
    if (over.every(({ key }) => kept.has(key)))
      throw new Overfull(`site ${over[0]?.key} would have more visits than it takes on a day`);
    for (const day of over) {
      kept.add(day.key);
      problem = closed(problem, world, made.originMs, day, onDays.get(day.key) ?? []);
    }
  }
}

function daysOf({ sites, visits, visitsBeside, firstDay, lastDay }: PlanWorld): Day[] {
  const booked = new Map<string, Set<string>>();
  const zones = new Map(sites.map(({ id, hours }) => [id, hours.timeZone]));
  for (const { siteId, startMs, order } of visits) {
    const key = siteDay(siteId, localDay(zones.get(siteId) ?? 'UTC', startMs));
    booked.set(key, (booked.get(key) ?? new Set<string>()).add(order.id));
  }
  return sites.flatMap(({ id: siteId, dailyCapacity }) =>
    Array.from({ length: lastDay - firstDay + 1 }, (_, index) => {
      const key = siteDay(siteId, firstDay + index);
      const own = booked.get(key) ?? new Set<string>();
      const most = Math.max(dailyCapacity - (visitsBeside?.get(key) ?? 0), own.size);
      return { siteId, day: firstDay + index, key, booked: own, most };
    }),
  );
}

/** What a plan puts on each day of each site; what is only promised is no visit yet. */
function jobsOnDays(world: PlanWorld, originMs: number, { tours }: Plan): Map<string, string[]> {
  const orders = new Set([...world.visits.map(({ order }) => order.id), ...world.unplaced.map(({ id }) => id)]);
  const sites = new Map(world.sites.flatMap((site) => site.technicians.map(({ id }) => [id, site])));
  const found = new Map<string, string[]>();
  for (const { technicianId, stops } of tours) {
    const site = sites.get(technicianId);
    for (const stop of site ? stops : []) {
      if (!site || stop.kind !== 'job' || !orders.has(stop.jobId)) continue;
      const key = siteDay(site.id, localDay(site.hours.timeZone, originMs + stop.startSeconds * 1000));
      found.set(key, [...(found.get(key) ?? []), stop.jobId]);
    }
  }
  return found;
}

/** The problem in which nothing else can come to this day than what is booked and the weightiest of what this plan has put there. */
function closed(problem: Problem, world: PlanWorld, originMs: number, day: Day, onDay: readonly string[]): Problem {
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]));
  const weight = (id: string) => jobs.get(id)?.priceUnserved ?? 0;
  const due = (id: string) => jobs.get(id)?.dueBySeconds ?? Infinity;
  const arrivals = onDay
    .filter((id) => !day.booked.has(id))
    .toSorted((one, other) => weight(other) - weight(one) || due(one) - due(other));
  const stays = new Set([...day.booked, ...arrivals.slice(0, Math.max(0, day.most - day.booked.size))]);
  const orders = new Set([...world.visits.map(({ order }) => order.id), ...world.unplaced.map(({ id }) => id)]);
  const zone = world.sites.find(({ id }) => id === day.siteId)?.hours.timeZone ?? 'UTC';
  const hours = {
    startSeconds: (instantOf(zone, day.day, 0) - originMs) / 1000,
    endSeconds: (instantOf(zone, day.day + 1, 0) - originMs) / 1000,
  };
  const mayStay = ({ id, pins }: Job) => stays.has(id) || !orders.has(id) || (pins?.length ?? 0) > 0;
  return { ...problem, jobs: problem.jobs.map((job) => (mayStay(job) ? job : without(job, day.siteId, hours))) };
}

/** A job of several sites goes to the others; one of this site alone comes on another day. */
function without(job: Job, siteId: string, { startSeconds, endSeconds }: TimeWindow): Job {
  const required = job.sites?.required ?? [];
  if (required.length > 0 && !required.includes(siteId)) return job;
  if (required.length > 1) return { ...job, sites: { ...job.sites, required: required.filter((id) => id !== siteId) } };
  const { windows = [{ startSeconds: -farSeconds, endSeconds: farSeconds }] } = job;
  const left = windows.flatMap((window) => [
    { ...window, endSeconds: Math.min(window.endSeconds, startSeconds - 1) },
    { ...window, startSeconds: Math.max(window.startSeconds, endSeconds) },
  ]);
  const open = left.filter((window) => window.startSeconds <= window.endSeconds);
  return { ...job, windows: open.length > 0 ? open : [{ startSeconds: farSeconds, endSeconds: farSeconds }] };
}

/** Farther than any plan. */
const farSeconds = 100 * 86_400;

/** Who came nowhere because days were full is told so, and not of the windows that keep him off. */
function withReasons(plan: Plan, asked: Problem, searched: Problem): Plan {
  const before = new Map(asked.jobs.map((job) => [job.id, job]));
  const kept = new Set(searched.jobs.filter((job) => before.get(job.id) !== job).map(({ id }) => id));
  const unserved = plan.unserved.map((one) => (kept.has(one.jobId) ? { ...one, rule: 'maximum-jobs' as const } : one));
  return { ...plan, unserved };
}
