import type { Job } from '../model/job.js';
import type { Problem } from '../model/problem.js';

/**
 * The least cost of a tiny problem (a handful of jobs, one shift each, driving and unserved jobs cost, nothing else): tries every share of the jobs among the
 * technicians in every order. Shares no code with the search.
 */
export function leastCostOf(problem: Problem): number {
  const { jobs, technicians } = problem;
  let least = Infinity;
  const routes: number[][] = technicians.map(() => []);
  const share = (job: number): void => {
    if (job === jobs.length) {
      for (const orders of everyOrder(routes)) least = Math.min(least, costOf(problem, orders));
      return;
    }
    share(job + 1);
    for (const team of teamsOf(technicians.length, jobs[job]?.people ?? 1)) {
      for (const one of team) routes[one]?.push(job);
      share(job + 1);
      for (const one of team) routes[one]?.pop();
    }
  };
  share(0);
  return least;
}

function teamsOf(technicians: number, people: number): number[][] {
  const all = Array.from({ length: technicians }, (_, one) => one);
  if (people === 1) return all.map((one) => [one]);
  return all.flatMap((one) => all.filter((other) => other > one).map((other) => [one, other]));
}

function everyOrder(routes: readonly number[][]): number[][][] {
  return routes.reduce<number[][][]>(
    (found, route) => found.flatMap((before) => permutations(route).map((one) => [...before, one])),
    [[]],
  );
}

function permutations(list: readonly number[]): number[][] {
  if (list.length === 0) return [[]];
  return list.flatMap((first, at) => permutations(list.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

function costOf(problem: Problem, routes: readonly number[][]): number {
  const { jobs, technicians, objective, travel } = problem;
  const served = new Set(routes.flat());
  const starts = startsOf(problem, routes, served);
  if (!starts) return Infinity;
  const unserved = jobs.reduce(
    (sum, job, index) => sum + (served.has(index) ? 0 : (job.priceUnserved ?? objective.unserved)),
    0,
  );
  return routes.reduce((sum, route, number) => {
    const shift = technicians[number]?.shifts[0];
    if (!shift || route.length === 0) return sum;
    const places = [shift.startPlace, ...route.map((job) => jobs[job]?.place ?? 0), shift.endPlace];
    const last = route.at(-1) ?? 0;
    const home =
      (starts[last] ?? 0) + (jobs[last]?.durationSeconds ?? 0) + seconds(travel, places.at(-2), places.at(-1));
    if (home > shift.endSeconds + 1e-6) return Infinity;
    const driven = places.slice(1).reduce((total, place, at) => total + seconds(travel, places[at], place), 0);
    return sum + (objective.travelTime * (technicians[number]?.rates?.perTravelHour ?? 0) * driven) / 3600;
  }, unserved);
}

const seconds = ({ places, seconds: table }: Problem['travel'], from = 0, to = 0) =>
  table[from * places + to] ?? Infinity;

/** Earliest starts; undefined when some job comes too late, waits for one that is not served, or for itself. */
function startsOf(problem: Problem, routes: readonly number[][], served: ReadonlySet<number>): number[] | undefined {
  const { jobs, technicians, travel } = problem;
  const starts = jobs.map(({ windows }) => windows?.[0]?.startSeconds ?? 0);
  const finish = (job: number) => (starts[job] ?? 0) + (jobs[job]?.durationSeconds ?? 0);
  const indexOf = new Map(jobs.map(({ id }, index) => [id, index]));
  const waitsFor = (job: Job) => (job.after ?? []).map((id) => indexOf.get(id) ?? -1);
  for (const job of served) if (waitsFor(jobs[job] as Job).some((before) => !served.has(before))) return undefined;
  for (let pass = 0; pass <= 2 * jobs.length; pass += 1) {
    const before = [...starts];
    for (const job of served) starts[job] = Math.max(starts[job] ?? 0, ...waitsFor(jobs[job] as Job).map(finish));
    routes.forEach((route, number) =>
      route.forEach((job, at) => {
        const last = route[at - 1];
        const from = last === undefined ? technicians[number]?.shifts[0]?.startPlace : jobs[last]?.place;
        const free = last === undefined ? (technicians[number]?.shifts[0]?.startSeconds ?? 0) : finish(last);
        starts[job] = Math.max(starts[job] ?? 0, free + seconds(travel, from, jobs[job]?.place));
      }),
    );
    if (starts.some((start, job) => served.has(job) && start > (jobs[job]?.windows?.[0]?.endSeconds ?? Infinity)))
      return undefined;
    if (starts.every((start, job) => start === before[job])) return starts;
  }
  return undefined;
}
