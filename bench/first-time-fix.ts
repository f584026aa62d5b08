// npm run bench -- first-time-fix [--seconds S] [--threads N] [--seed K]
// Simulated second visits of the engine's plans against nearest-skilled dispatch, on generated days in real towns; and the same where neither skill nor part matters.
import { check } from '../apps/dispatch/src/core/planning/checker/checker.js';
import type { Plan } from '../apps/dispatch/src/core/planning/model/plan.js';
import { SolverPool } from '../apps/dispatch/src/planning/solver-pool.js';
import { nearestSkilled } from './planning/nearest-skilled.js';
import { planningOptions, type PlanningOptions } from './planning/options.js';
import { jobsADay, repairDay, type RepairDay } from './planning/repair-day.js';
import { drivenBy, secondVisitsOf } from './planning/second-visits.js';
import { printFigures } from './shared/figures.js';

const days = 5;

interface Compared {
  /** Change of second visits against nearest-skilled dispatch, in per cent. */
  change: number;
  wrong: string[];
}

/** Says what a plan comes to, after the checker has seen it. */
function judge(name: string, day: RepairDay, plan: Plan): { second: number; wrong: string[] } {
  const { violations } = check(day.problem, plan);
  const second = secondVisitsOf(day, plan);
  const { hours, kilometres } = drivenBy(day.problem, plan);
  console.log(
    `${name}: ${second} second visits of ${jobsADay}, ${plan.unserved.length} unserved, ${plan.tours.length} technicians drive ${hours.toFixed(0)} h, ${kilometres.toFixed(0)} km`,
  );
  return { second, wrong: violations.map(({ message }) => message) };
}

async function compare(pool: SolverPool, seed: number, matters: boolean, options: PlanningOptions): Promise<Compared> {
  const day = await repairDay(seed, matters);
  const setting = `seed ${seed}, skills and parts ${matters ? 'matter' : 'do not matter'}`;
  const baseline = judge(`${setting}, nearest skilled`, day, nearestSkilled(day.problem));
  const { plan, verdict } = await pool.solve(day.problem, { ...options, seed });
  const engine = judge(`${setting}, engine`, day, plan);
  return {
    change: 100 * (engine.second / baseline.second - 1),
    wrong: [...baseline.wrong, ...engine.wrong, ...verdict.wrongTerms],
  };
}

export async function main(args: readonly string[]): Promise<number> {
  const options = planningOptions(args, '.');
  const pool = new SolverPool(options.threads);
  const found: Compared[] = [];
  const flat: Compared[] = [];
  for (let seed = options.seed; seed < options.seed + days; seed += 1) {
    found.push(await compare(pool, seed, true, options));
    flat.push(await compare(pool, seed, false, options));
  }
  await pool.close();
  const wrong = [...found, ...flat].flatMap((one) => one.wrong);
  for (const message of wrong) console.log(`WRONG: ${message}`);
  const holds = printFigures([
    {
      name: 'second visits against nearest-skilled dispatch',
      unit: '%',
      values: found.map(({ change }) => change),
      must: -20,
      aim: -35,
    },
    {
      name: 'the same where skills and parts do not matter, either way',
      unit: '%',
      values: flat.map(({ change }) => Math.abs(change)),
      must: 1,
      aim: 1,
    },
  ]);
  return holds && wrong.length === 0 ? 0 : 1;
}
