import type { Job } from '../model/job.js';
import type { Problem } from '../model/problem.js';
import { hourSeconds, type TimeWindow } from '../model/time.js';
import type { Shift, Technician } from '../model/technician.js';

/**
 * What of a problem only a whole timetable shows: several windows, due times, soft windows, breaks, overtime, maxima, papers that expire,
 * factors by hour, the cost of waiting and of moved starts. Flat arrays as in `Instance`.
 */
export interface Finer {
  /** Windows of visit `v`: from `windowFrom[v]` up to `windowFrom[v + 1]`, ascending; none = any time. */
  windowFrom: Int32Array;
  windowOpen: Float64Array;
  windowClose: Float64Array;
  softFrom: Int32Array;
  softOpen: Float64Array;
  softClose: Float64Array;
  softPerSecond: number;
  /** Per visit; Infinity = none. */
  due: Float64Array;
  latePerSecond: Float64Array;
  /** Visit * technicians + technician: last second on which the papers that it needs are good; absent = none expires. */
  latestStart: Float64Array | undefined;
  /** Visit * technicians + technician: start in the published plan, NaN = not in it; absent = moving costs nothing. */
  publishedStart: Float64Array | undefined;
  movedPerSecond: number;
  waitingPerSecond: number;
  hourFactors: readonly number[] | undefined;
  /** Per route. */
  shiftEnd: Float64Array;
  overtimePerSecond: Float64Array;
  /** Per second worked and second worked: what makes a long day dearer than two short ones. */
  perWorkSquare: Float64Array;
  mostJobs: Float64Array;
  mostWork: Float64Array;
  mostTravel: Float64Array;
  breaks: readonly (readonly { startSeconds: number; endSeconds: number; seconds: number }[])[];
}

type RouteShift = { technician: Technician; shift: Shift };

export function compileFiner(problem: Problem, jobOf: Int32Array, shifts: readonly RouteShift[]): Finer {
  const { jobs, objective, travel } = problem;
  const job = (index: number) => jobs[index] as Job;
  const windows = flatWindows(jobOf, (index) => windowsOf(job(index), problem));
  const soft = flatWindows(jobOf, (index) => (objective.softWindow > 0 ? (job(index).softWindows ?? []) : []));
  const perRoute = (value: (one: RouteShift) => number) => Float64Array.from(shifts, value);
  return {
    windowFrom: windows.from,
    windowOpen: windows.open,
    windowClose: windows.close,
    softFrom: soft.from,
    softOpen: soft.open,
    softClose: soft.close,
    softPerSecond: objective.softWindow / hourSeconds,
    due: Float64Array.from(jobOf, (index) =>
      objective.lateness > 0 ? (job(index).dueBySeconds ?? Infinity) : Infinity,
    ),
    latePerSecond: Float64Array.from(
      jobOf,
      (index) => (objective.lateness * (job(index).latenessWeight ?? 1)) / hourSeconds,
    ),
    latestStart: latestStartsOf(problem, jobOf),
    publishedStart: publishedStartsOf(problem, jobOf),
    movedPerSecond: objective.disturbancePerHour / hourSeconds,
    waitingPerSecond: objective.waiting / hourSeconds,
    hourFactors: travel.hourFactors,
    shiftEnd: perRoute(({ shift }) => shift.endSeconds),
    overtimePerSecond: perRoute(
      ({ technician, shift }) =>
        (objective.overtime *
          (shift.overtimeUntilSeconds === undefined ? 0 : (technician.rates?.perOvertimeHour ?? 0))) /
        hourSeconds,
    ),
    perWorkSquare: perRoute(
      ({ technician }) => (objective.fairness * (technician.fairness?.risePerHour ?? 0)) / (2 * hourSeconds ** 2),
    ),
    mostJobs: perRoute(({ shift }) => shift.maximumJobs ?? Infinity),
    mostWork: perRoute(({ shift }) => shift.maximumWorkSeconds ?? Infinity),
    mostTravel: perRoute(({ shift }) => shift.maximumTravelSeconds ?? Infinity),
    breaks: shifts.map(({ shift }) =>
      [...(shift.breaks ?? [])].sort((one, other) => one.startSeconds - other.startSeconds),
    ),
  };
}

/** False when the quick evaluation sees everything. */
export function needsTimetable(finer: Finer, { technicians, objective }: Problem): boolean {
  const { windowFrom, due, softOpen, latestStart, publishedStart, hourFactors, breaks } = finer;
  return (
    windowFrom.some((from, visit) => visit > 0 && from - (windowFrom[visit - 1] as number) > 1) ||
    due.some((second) => second < Infinity) ||
    softOpen.length > 0 ||
    finer.waitingPerSecond > 0 ||
    latestStart !== undefined ||
    publishedStart !== undefined ||
    hourFactors !== undefined ||
    breaks.some((ofShift) => ofShift.length > 0) ||
    finer.overtimePerSecond.some((rate) => rate > 0) ||
    [finer.mostJobs, finer.mostWork, finer.mostTravel].some((most) => most.some((value) => value < Infinity)) ||
    (objective.fairness > 0 && technicians.some(({ fairness }) => fairness !== undefined))
  );
}

/** A pin is a window of one instant. */
function windowsOf(job: Job, { overrides = [] }: Problem): readonly TimeWindow[] {
  const [pin] = job.pins ?? [];
  if (pin) return [{ startSeconds: pin.startSeconds, endSeconds: pin.startSeconds }];
  const isFree = overrides.some(
    ({ rule, jobId, technicianId }) => rule === 'window' && jobId === job.id && technicianId === undefined,
  );
  return isFree ? [] : (job.windows ?? []);
}

function flatWindows(jobOf: Int32Array, of: (job: number) => readonly TimeWindow[]) {
  const from = new Int32Array(jobOf.length + 1);
  const all: TimeWindow[] = [];
  jobOf.forEach((job, visit) => {
    all.push(...of(job));
    from[visit + 1] = all.length;
  });
  return {
    from,
    open: Float64Array.from(all, ({ startSeconds }) => startSeconds),
    close: Float64Array.from(all, ({ endSeconds }) => endSeconds),
  };
}

/** A visit * technician table, or nothing when it says nothing. */
function pairTable(
  problem: Problem,
  jobOf: Int32Array,
  value: (job: Job, technician: Technician) => number,
  nothing: number,
): Float64Array | undefined {
  const { jobs, technicians } = problem;
  const table = new Float64Array(jobOf.length * technicians.length).fill(nothing);
  let says = false;
  jobOf.forEach((index, visit) =>
    technicians.forEach((technician, number) => {
      const found = value(jobs[index] as Job, technician);
      if (Object.is(found, nothing)) return;
      says = true;
      table[visit * technicians.length + number] = found;
    }),
  );
  return says ? table : undefined;
}

const lastEnd = ({ shifts }: Technician) =>
  Math.max(-Infinity, ...shifts.map(({ endSeconds, overtimeUntilSeconds }) => overtimeUntilSeconds ?? endSeconds));

function latestStartsOf(problem: Problem, jobOf: Int32Array): Float64Array | undefined {
  const expires = problem.technicians.some((technician) => {
    const end = lastEnd(technician);
    return (
      [...(technician.skills?.values() ?? [])].some(({ validUntilSeconds = Infinity }) => validUntilSeconds < end) ||
      [...(technician.certificates?.values() ?? [])].some((until) => until < end)
    );
  });
  if (!expires) return undefined;
  const isAllowed = (job: Job, { id }: Technician) =>
    problem.overrides?.some(
      ({ rule, jobId, technicianId = id }) => rule === 'skill' && jobId === job.id && technicianId === id,
    ) ?? false;
  return pairTable(
    problem,
    jobOf,
    (job, technician) =>
      Math.min(
        ...(job.certificates ?? []).map((name) => technician.certificates?.get(name) ?? -Infinity),
        isAllowed(job, technician) ? Infinity : skillsGoodUntil(job, technician),
      ),
    Infinity,
  );
}

function skillsGoodUntil({ skills = [], anySkills = [] }: Job, technician: Technician): number {
  const until = ({ skill, level }: { skill: string; level: number }) => {
    const held = technician.skills?.get(skill);
    return held && held.level >= level ? (held.validUntilSeconds ?? Infinity) : -Infinity;
  };
  return Math.min(...skills.map(until), anySkills.length > 0 ? Math.max(...anySkills.map(until)) : Infinity);
}

function publishedStartsOf(problem: Problem, jobOf: Int32Array): Float64Array | undefined {
  const { published, objective } = problem;
  if (!published || objective.disturbancePerHour === 0) return undefined;
  const byJob = new Map<string, { technicianId: string; startSeconds: number }[]>();
  for (const visit of published) byJob.set(visit.jobId, [...(byJob.get(visit.jobId) ?? []), visit]);
  return pairTable(
    problem,
    jobOf,
    (job, { id }) => {
      const before = byJob.get(job.id) ?? [];
      return (before.find(({ technicianId }) => technicianId === id) ?? before[0])?.startSeconds ?? NaN;
    },
    NaN,
  );
}
