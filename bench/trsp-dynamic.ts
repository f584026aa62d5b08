// npm run bench -- trsp-dynamic [--data <folder>] [--share 50] [--seconds S] [--threads N] [--seed K] [--only C101,R101] [--out <folder>]
// The same technicians while requests become known during the day: S seconds of search at each release, nothing known before it; a stop
// is committed when somebody departs to it.
import { check } from '../apps/dispatch/src/core/planning/checker/checker.js';
import { terms, type Term } from '../apps/dispatch/src/core/planning/model/objective.js';
import type { Plan } from '../apps/dispatch/src/core/planning/model/plan.js';
import type { Problem } from '../apps/dispatch/src/core/planning/model/problem.js';
import { SolverPool } from '../apps/dispatch/src/planning/solver-pool.js';
import { couldBeInserted, DynamicDay, releaseFiles, type Releases } from './planning/dynamic-day.js';
import { bestKnown } from './planning/gaps.js';
import { isWanted, nameOf, planningOptions, writeResult, type PlanningOptions } from './planning/options.js';
import { pillacFiles, pillacProblem, readPillac } from './planning/pillac.js';
import { conditions } from './shared/conditions.js';

const limits = { must: 1.15, aim: 1.1 };
const usualSeconds = 1;

interface Day {
  name: string;
  /** Working time without service, and with it. */
  cost: number;
  whole: number;
  /** Requests that were not served though they could have been put into the plan at their release. */
  lost: string[];
  unserved: string[];
  wrong: string[];
}

async function playDay(pool: SolverPool, whole: Problem, releases: Releases, options: PlanningOptions): Promise<Day> {
  const name = nameOf(releases.file);
  const releaseOf = (id: string) => releases.at.get(id) ?? -1;
  const day = new DynamicDay(whole);
  const moments = [...new Set(whole.jobs.map(({ id }) => releaseOf(id)))].sort((one, other) => one - other);
  const before = new Map<string, { problem: Problem; plan: Plan }>();
  let plan: Plan | undefined;
  for (const moment of moments) {
    const now = Math.max(0, moment);
    if (moment >= 0) day.passTo(now);
    const fresh = whole.jobs.filter(({ id }) => releaseOf(id) === moment);
    day.release(fresh);
    const problem = day.problemAt(moment < 0 ? -Infinity : now);
    const solved = await pool.solve(problem, options);
    if (solved.verdict.violations.length > 0)
      throw new Error(`${name} at ${now}: ${solved.verdict.violations[0]?.message}`);
    const served = new Set(
      solved.plan.tours.flatMap(({ stops }) => stops.flatMap((stop) => (stop.kind === 'job' ? stop.jobId : []))),
    );
    for (const { id } of fresh) if (!served.has(id)) before.set(id, { problem, plan: solved.plan });
    plan = solved.plan;
    day.follow(plan, moment < 0 ? -Infinity : now);
  }
  const { tours, unserved, commits } = day.outcome();
  const none = Object.fromEntries(terms.map((term) => [term, 0])) as Record<Term, number>;
  const { violations } = check(whole, { tours, unserved: unserved.map((jobId) => ({ jobId })), cost: 0, terms: none });
  const early = [...commits.values()]
    .flat()
    .filter(({ stop, atSeconds }) => stop.kind === 'job' && atSeconds < releaseOf(stop.jobId));
  const lost = unserved.filter((id) => {
    const then = before.get(id);
    return !then || couldBeInserted(then.problem, then.plan, id);
  });
  const working = tours.reduce((sum, { departSeconds, returnSeconds }) => sum + returnSeconds - departSeconds, 0);
  const served = whole.jobs.filter(({ id }) => !unserved.includes(id));
  const service = served.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  writeResult(options, name, {
    instance: name,
    cost: working,
    unserved: unserved.map(Number),
    routes: tours.map(({ technicianId, stops }) => ({
      technician: Number(technicianId),
      stops: stops.map((stop) => (stop.kind === 'job' ? Number(stop.jobId) : 0)),
      commits: (commits.get(technicianId) ?? []).map(({ atSeconds }) => atSeconds),
    })),
  });
  const wrong = [
    ...violations.map(({ message }) => message),
    ...early.map(({ atSeconds }) => `departed at ${atSeconds}, before the release`),
  ];
  return { name, cost: working - service, whole: working, lost, unserved, wrong };
}

export async function main(args: readonly string[]): Promise<number> {
  const options = planningOptions(
    args.includes('--seconds') ? args : [...args, '--seconds', String(usualSeconds)],
    'trsp_pillac',
  );
  const share = args.includes('--share') ? Number(args[args.indexOf('--share') + 1]) : 50;
  const best = bestKnown(options.data, (row) => Number(row['best_working_time']));
  const files = new Map(pillacFiles(options.data).map((file) => [nameOf(file), file]));
  const pool = new SolverPool(options.threads);
  const days: (Day & { ratio: number; wholeRatio: number })[] = [];
  for (const releases of releaseFiles(options.data, share)) {
    const file = files.get(releases.instance);
    if (!file || !isWanted(options, releases.instance)) continue;
    const instance = readPillac(file);
    const day = await playDay(pool, pillacProblem(instance), releases, options);
    const service = instance.requests.reduce((sum, request) => sum + request.service, 0);
    const known = best.get(releases.instance) ?? NaN;
    const ratios = { ratio: day.cost / (known - service), wholeRatio: day.whole / known };
    days.push({ ...day, ...ratios });
    const notes = [
      ...(day.unserved.length > 0 ? [`unserved ${day.unserved.join(',')}`] : []),
      ...(day.lost.length > 0 ? [`LOST ${day.lost.join(',')}`] : []),
      ...day.wrong.map((what) => `WRONG ${what}`),
    ];
    console.log(
      `${day.name} ${day.cost.toFixed(1)}, ${ratios.ratio.toFixed(3)} x static best (with service ${ratios.wholeRatio.toFixed(3)}) ${notes.join('; ')}`,
    );
  }
  await pool.close();
  const mean = (pick: (day: (typeof days)[number]) => number) =>
    days.reduce((sum, day) => sum + pick(day), 0) / days.length;
  console.log(`\n${conditions()}`);
  console.log(
    `${days.length} days, ${share} % of the requests during the day, ${options.seconds} s a release: mean ${mean(({ ratio }) => ratio).toFixed(3)} x static best without service, ${mean(({ wholeRatio }) => wholeRatio).toFixed(3)} x with it; lost ${days.flatMap(({ lost }) => lost).length}, unserved ${days.flatMap(({ unserved }) => unserved).length}`,
  );
  console.log(`must ${limits.must}, aim ${limits.aim}`);
  const isWrong = days.some(({ lost, wrong }) => lost.length > 0 || wrong.length > 0);
  return isWrong || !(mean(({ wholeRatio }) => wholeRatio) <= limits.must) ? 1 : 0;
}
