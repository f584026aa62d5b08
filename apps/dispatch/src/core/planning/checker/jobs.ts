import type { Job } from '../model/job.js';
import type { Plan } from '../model/plan.js';
import type { Problem } from '../model/problem.js';
import type { Violation } from './checker.js';
import type { CheckedTour, CheckedVisit } from './tour.js';

const tolerance = 1e-6;

/** Every job is served as often as it needs people, or unserved; people come together, jobs in their order, pins stay. */
export function checkJobs(problem: Problem, plan: Plan, tours: readonly CheckedTour[]): Violation[] {
  const byJob = new Map<string, CheckedVisit[]>();
  for (const { visits } of tours)
    for (const visit of visits) byJob.set(visit.job.id, [...(byJob.get(visit.job.id) ?? []), visit]);
  const unserved = new Map<string, number>();
  for (const { jobId } of plan.unserved) unserved.set(jobId, (unserved.get(jobId) ?? 0) + 1);
  const sameShift = new Map<string, number>();
  for (const { tour } of plan.tours.map((one) => ({ tour: one }))) {
    const key = `${tour.shift} of ${tour.technicianId}`;
    sameShift.set(key, (sameShift.get(key) ?? 0) + 1);
  }
  return [
    ...[...sameShift].flatMap(([key, count]): Violation[] =>
      count > 1 ? [{ rule: 'booked-twice', message: `shift ${key} has ${count} tours` }] : [],
    ),
    ...problem.jobs.flatMap((job) => countFault(job, byJob.get(job.id) ?? [], unserved.get(job.id) ?? 0)),
    ...problem.jobs.flatMap((job) => togetherFault(byJob.get(job.id) ?? [])),
    ...problem.jobs.flatMap((job) => orderFaults(job, byJob)),
    ...problem.jobs.flatMap((job) => pinFaults(job, byJob.get(job.id) ?? [])),
  ];
}

function countFault({ id, people = 1 }: Job, visits: readonly CheckedVisit[], unserved: number): Violation[] {
  const isServed =
    visits.length === people &&
    unserved === 0 &&
    new Set(visits.map(({ technician }) => technician.id)).size === people;
  const isUnserved = visits.length === 0 && unserved === 1;
  if (isServed || isUnserved) return [];
  const rule = visits.length + unserved > people ? 'booked-twice' : 'job-lost';
  return [{ rule, jobId: id, message: `job '${id}' is in ${visits.length} tours and ${unserved} times unserved` }];
}

function togetherFault(visits: readonly CheckedVisit[]): Violation[] {
  const [first, second] = visits;
  if (!first || !second || Math.abs(first.startSeconds - second.startSeconds) <= tolerance) return [];
  return [
    {
      rule: 'people-apart',
      jobId: first.job.id,
      message: `the people for job '${first.job.id}' do not start together`,
    },
  ];
}

function orderFaults({ id, after = [] }: Job, byJob: ReadonlyMap<string, CheckedVisit[]>): Violation[] {
  const starts = (byJob.get(id) ?? []).map(({ startSeconds }) => startSeconds);
  return after.flatMap((before): Violation[] => {
    const finishes = (byJob.get(before) ?? []).map(({ finishSeconds }) => finishSeconds);
    if (starts.length === 0) return [];
    if (finishes.length > 0 && Math.max(...finishes) <= Math.min(...starts) + tolerance) return [];
    return [{ rule: 'order', jobId: id, message: `job '${id}' starts before job '${before}' is finished` }];
  });
}

function pinFaults({ id, pins = [] }: Job, visits: readonly CheckedVisit[]): Violation[] {
  return pins.flatMap((pin): Violation[] => {
    const isKept = visits.some(
      ({ technician, startSeconds }) =>
        technician.id === pin.technicianId && Math.abs(startSeconds - pin.startSeconds) <= tolerance,
    );
    return isKept
      ? []
      : [{ rule: 'pinned', jobId: id, technicianId: pin.technicianId, message: `job '${id}' has left its pin` }];
  });
}
