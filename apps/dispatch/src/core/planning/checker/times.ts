import type { Problem } from '../model/problem.js';
import type { Violation } from './checker.js';
import type { CheckedTour, CheckedVisit, Leg } from './tour.js';
import type { TimeWindow } from '../model/time.js';

const tolerance = 1e-6;
const secondsPerDay = 86_400;

/** Driving time of a leg, with the factor of the hour in which it is begun. */
export function driveSeconds({ travel }: Problem, { from, to, leaveSeconds }: Leg): number {
  const plain = travel.seconds[from * travel.places + to] ?? Infinity;
  const hour = Math.floor((((leaveSeconds % secondsPerDay) + secondsPerDay) % secondsPerDay) / 3600);
  return plain * (travel.hourFactors?.[hour] ?? 1);
}

/** Is the stated course of the tour possible, and inside the shift and the windows? */
export function checkTimes(problem: Problem, checked: CheckedTour): Violation[] {
  const { tour, technician, shift, visits, legs } = checked;
  const technicianId = technician.id;
  const found: Violation[] = [];
  const say = (rule: Violation['rule'], message: string, jobId?: string) =>
    found.push({ rule, technicianId, message, ...(jobId !== undefined && { jobId }) });
  const end = shift.overtimeUntilSeconds ?? shift.endSeconds;
  if (tour.departSeconds < shift.startSeconds - tolerance || tour.returnSeconds > end + tolerance)
    say(
      'technician-absent',
      `'${technicianId}' is out from ${tour.departSeconds} to ${tour.returnSeconds}, his shift is ${shift.startSeconds} to ${end}`,
    );
  checkCourse(problem, checked, (message) => say('times-contradict', message));
  for (const visit of visits) checkVisit(problem, visit, say);
  checkBreaks(checked, (message) => say('break', message));
  const travel = legs.reduce((sum, leg) => sum + driveSeconds(problem, leg), 0);
  if (visits.length > (shift.maximumJobs ?? Infinity))
    say('maximum-jobs', `'${technicianId}' has ${visits.length} visits in a shift for ${shift.maximumJobs}`);
  if (tour.returnSeconds - tour.departSeconds > (shift.maximumWorkSeconds ?? Infinity) + tolerance)
    say('maximum-work', `'${technicianId}' works longer than ${shift.maximumWorkSeconds} s`);
  if (travel > (shift.maximumTravelSeconds ?? Infinity) + tolerance)
    say('maximum-travel', `'${technicianId}' drives longer than ${shift.maximumTravelSeconds} s`);
  return found;
}

function checkCourse(
  problem: Problem,
  { tour, technician, legs, visits }: CheckedTour,
  say: (message: string) => void,
): void {
  let clock = tour.departSeconds;
  let leg = 0;
  let visit = 0;
  for (const stop of tour.stops) {
    if (stop.startSeconds < clock - tolerance || stop.finishSeconds < stop.startSeconds - tolerance)
      say(`a stop of '${technician.id}' begins at ${stop.startSeconds}, before he is free at ${clock}`);
    if (stop.kind !== 'break') {
      const way = legs[leg] as Leg;
      const arrives = clock + driveSeconds(problem, { ...way, leaveSeconds: clock });
      if (stop.arriveSeconds < arrives - tolerance || stop.startSeconds < stop.arriveSeconds - tolerance)
        say(`'${technician.id}' is to start at ${stop.startSeconds}, but cannot be there before ${arrives}`);
      leg += 1;
    }
    const least =
      stop.kind === 'restock'
        ? restockSeconds(problem, stop.stockPointId)
        : stop.kind === 'job'
          ? workSeconds(visits[visit])
          : 0;
    if (stop.kind === 'job') visit += 1;
    if (stop.finishSeconds - stop.startSeconds < least - tolerance)
      say(`a stop of '${technician.id}' is shorter than the ${least} s it takes`);
    if (stop.kind === 'restock' && !restockOpen(problem, stop.stockPointId, stop.startSeconds))
      say(`stock point '${stop.stockPointId}' is closed at ${stop.startSeconds}`);
    clock = stop.finishSeconds;
  }
  const home = legs[leg];
  if (home && tour.returnSeconds < clock + driveSeconds(problem, { ...home, leaveSeconds: clock }) - tolerance)
    say(`'${technician.id}' cannot be back at ${tour.returnSeconds}`);
}

const workSeconds = (visit: CheckedVisit | undefined) =>
  visit ? visit.job.durationSeconds * (visit.technician.durationFactor ?? 1) : 0;

const pointOf = ({ stockPoints = [] }: Problem, id: string) => stockPoints.find((point) => point.id === id);
const restockSeconds = (problem: Problem, id: string) => pointOf(problem, id)?.seconds ?? 0;

function restockOpen(problem: Problem, id: string, at: number): boolean {
  const window = pointOf(problem, id)?.window;
  return !window || holds(window, at);
}

const holds = ({ startSeconds, endSeconds }: TimeWindow, at: number) =>
  at >= startSeconds - tolerance && at <= endSeconds + tolerance;

function checkVisit(
  _: Problem,
  visit: CheckedVisit,
  say: (rule: Violation['rule'], message: string, jobId: string) => void,
): void {
  const { job, startSeconds } = visit;
  if (job.windows && job.windows.length > 0 && !job.windows.some((window) => holds(window, startSeconds)))
    say('window', `job '${job.id}' starts at ${startSeconds}, outside its windows`, job.id);
  if (startSeconds < (job.earliestStartSeconds ?? -Infinity) - tolerance)
    say('earliest-start', `job '${job.id}' starts at ${startSeconds}, before ${job.earliestStartSeconds}`, job.id);
}

function checkBreaks({ tour, technician, shift }: CheckedTour, say: (message: string) => void): void {
  const taken = tour.stops.filter((stop) => stop.kind === 'break');
  for (const wanted of shift.breaks ?? []) {
    const isOut = tour.departSeconds < wanted.endSeconds && tour.returnSeconds > wanted.startSeconds;
    const isTaken = taken.some(
      (stop) =>
        holds(wanted, stop.startSeconds) && stop.finishSeconds - stop.startSeconds >= wanted.seconds - tolerance,
    );
    if (isOut && !isTaken)
      say(`'${technician.id}' has no break between ${wanted.startSeconds} and ${wanted.endSeconds}`);
  }
}
