import { terms, type Term } from '../model/objective.js';
import type { Plan } from '../model/plan.js';
import type { Problem } from '../model/problem.js';
import type { TimeWindow } from '../model/time.js';
import { driveSeconds } from './times.js';
import type { CheckedTour, CheckedVisit } from './tour.js';

const hour = 3600;

/** Every term of the cost, from the stated times and the raw problem. */
export function priceOf(problem: Problem, plan: Plan, tours: readonly CheckedTour[]): Record<Term, number> {
  const { objective, jobs } = problem;
  const sum = Object.fromEntries(terms.map((term) => [term, 0])) as Record<Term, number>;
  const missing = new Set(plan.unserved.map(({ jobId }) => jobId));
  for (const job of jobs) if (missing.has(job.id)) sum.unserved += job.priceUnserved ?? objective.unserved;
  for (const tour of tours) {
    priceTour(problem, tour, sum);
    for (const visit of tour.visits) priceVisit(problem, visit, sum);
  }
  return sum;
}

function priceTour(
  problem: Problem,
  { tour, technician, shift, visits, legs }: CheckedTour,
  sum: Record<Term, number>,
): void {
  const { objective, travel } = problem;
  const {
    perTravelHour = 0,
    perKilometre = 0,
    perWorkHour = 0,
    perOvertimeHour = 0,
    perShift = 0,
  } = technician.rates ?? {};
  const driven = legs.reduce((total, leg) => total + driveSeconds(problem, leg), 0) / hour;
  const metres = legs.reduce((total, { from, to }) => total + (travel.metres[from * travel.places + to] ?? 0), 0);
  const work = (tour.returnSeconds - tour.departSeconds) / hour;
  const busy = tour.stops.reduce((total, stop) => total + stop.finishSeconds - stop.startSeconds, 0) / hour;
  sum.travelTime += objective.travelTime * perTravelHour * driven;
  sum.travelDistance += (objective.travelDistance * perKilometre * metres) / 1000;
  sum.work += objective.work * perWorkHour * work;
  sum.overtime += (objective.overtime * perOvertimeHour * Math.max(0, tour.returnSeconds - shift.endSeconds)) / hour;
  sum.shifts += visits.length > 0 ? objective.shifts * perShift : 0;
  sum.waiting += objective.waiting * Math.max(0, work - driven - busy);
  const { workHours = 0, travelHours = 0, risePerHour = 0 } = technician.fairness ?? {};
  sum.fairness += objective.fairness * (work * (workHours + (work * risePerHour) / 2) + driven * travelHours);
}

function priceVisit(problem: Problem, visit: CheckedVisit, sum: Record<Term, number>): void {
  const { objective } = problem;
  const { job, technician, startSeconds, finishSeconds } = visit;
  const late = Math.max(0, finishSeconds - (job.dueBySeconds ?? Infinity)) / hour;
  sum.lateness += objective.lateness * (job.latenessWeight ?? 1) * late;
  const soft = job.softWindows ?? [];
  if (soft.length > 0)
    sum.softWindow += (objective.softWindow * Math.min(...soft.map((window) => outside(window, startSeconds)))) / hour;
  sum.scarceSkill += objective.scarceSkill * scarceLevels(problem, visit);
  sum.firstTimeFix += objective.firstTimeFix * expectedSecondVisit(visit);
  if (job.lastTechnicianId !== undefined && job.lastTechnicianId !== technician.id)
    sum.continuity += objective.continuity;
  if (!isWished(visit)) sum.preference += objective.preference;
  sum.siteScore += objective.siteScore * (100 - (technician.siteScore ?? 100));
  const before = problem.published?.filter(({ jobId }) => jobId === job.id) ?? [];
  if (before.length > 0) {
    const same = before.find(({ technicianId }) => technicianId === technician.id);
    if (!same) sum.disturbance += objective.disturbancePerVisit;
    const was = (same ?? before[0])?.startSeconds ?? startSeconds;
    sum.disturbance += (objective.disturbancePerHour * Math.abs(startSeconds - was)) / hour;
  }
}

const outside = ({ startSeconds, endSeconds }: TimeWindow, at: number) =>
  Math.max(0, startSeconds - at, at - endSeconds);

/** Levels above what is asked, as far as another job of the problem asks for them. */
function scarceLevels({ jobs }: Problem, { job, technician }: CheckedVisit): number {
  return (job.skills ?? []).reduce((sum, { skill, level }) => {
    const held = technician.skills?.get(skill)?.level ?? 0;
    const others = jobs
      .filter(({ id }) => id !== job.id)
      .flatMap(({ skills = [] }) => skills.filter((need) => need.skill === skill));
    return sum + Math.max(0, Math.min(held, Math.max(0, ...others.map((need) => need.level))) - level);
  }, 0);
}

function expectedSecondVisit({ job: { fix }, technician }: CheckedVisit): number {
  if (!fix) return 0;
  const held = technician.skills?.get(fix.skill)?.level ?? 0;
  const solved = fix.chanceByLevel[Math.min(held, fix.chanceByLevel.length - 1)] ?? 1;
  const missing = technician.van
    ? fix.likelyParts.filter(({ partId }) => (technician.van?.parts.get(partId) ?? 0) < 1)
    : [];
  return fix.secondVisitCost * (1 - missing.reduce((chance, part) => chance * (1 - part.chance), solved));
}

function isWished({ job, technician }: CheckedVisit): boolean {
  const people = job.technicians?.preferred ?? [];
  const sites = job.sites?.preferred ?? [];
  if (people.length > 0 && !people.includes(technician.id)) return false;
  return sites.length === 0 || (technician.siteId !== undefined && sites.includes(technician.siteId));
}
