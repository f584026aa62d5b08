import type { Job } from '../../apps/dispatch/src/core/planning/model/job.js';
import { terms, type Term } from '../../apps/dispatch/src/core/planning/model/objective.js';
import type { Plan, Stop } from '../../apps/dispatch/src/core/planning/model/plan.js';
import type { Problem } from '../../apps/dispatch/src/core/planning/model/problem.js';
import type { Shift, Technician } from '../../apps/dispatch/src/core/planning/model/technician.js';

/** A technician's shift as it fills up. */
interface Filling {
  technician: Technician;
  number: number;
  shift: Shift;
  place: number;
  freeSeconds: number;
  stops: Stop[];
}

/**
 * What a dispatcher does without an engine: each job in the order of its report goes to the nearest of those who have its skill at its level, counted from where
 * he is after his last job, and who is home again in time.
 */
export function nearestSkilled(problem: Problem): Plan {
  const fillings = problem.technicians.flatMap((technician) =>
    technician.shifts.map((shift, number): Filling => ({
      technician,
      number,
      shift,
      place: shift.startPlace,
      freeSeconds: shift.startSeconds,
      stops: [],
    })),
  );
  const unserved = problem.jobs.filter((job) => !giveToNearest(problem, job, fillings));
  return {
    tours: fillings
      .filter(({ stops }) => stops.length > 0)
      .map((one) => ({
        technicianId: one.technician.id,
        shift: one.number,
        departSeconds: one.shift.startSeconds,
        returnSeconds: one.freeSeconds + driveSeconds(problem, one.place, one.shift.endPlace),
        stops: one.stops,
      })),
    unserved: unserved.map(({ id }) => ({ jobId: id })),
    cost: 0,
    terms: Object.fromEntries(terms.map((term) => [term, 0])) as Record<Term, number>,
  };
}

const driveSeconds = ({ travel }: Problem, from: number, to: number) =>
  travel.seconds[from * travel.places + to] ?? Infinity;

const isSkilled = ({ skills }: Technician, job: Job) =>
  (job.skills ?? []).every(({ skill, level }) => (skills?.get(skill)?.level ?? 0) >= level);

function giveToNearest(problem: Problem, job: Job, fillings: readonly Filling[]): boolean {
  let nearest: Filling | undefined;
  for (const one of fillings) {
    const drive = driveSeconds(problem, one.place, job.place);
    const home = driveSeconds(problem, job.place, one.shift.endPlace);
    if (one.freeSeconds + drive + job.durationSeconds + home > one.shift.endSeconds) continue;
    if (nearest && driveSeconds(problem, nearest.place, job.place) <= drive) continue;
    if (isSkilled(one.technician, job)) nearest = one;
  }
  if (!nearest) return false;
  const startSeconds = nearest.freeSeconds + driveSeconds(problem, nearest.place, job.place);
  const finishSeconds = startSeconds + job.durationSeconds;
  nearest.stops.push({ kind: 'job', jobId: job.id, arriveSeconds: startSeconds, startSeconds, finishSeconds });
  nearest.freeSeconds = finishSeconds;
  nearest.place = job.place;
  return true;
}
