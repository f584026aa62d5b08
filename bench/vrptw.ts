// npm run bench -- vrptw [--data <folder>] [--seconds S] [--threads N] [--seed K] [--only C101,R101] [--out <folder>]
// Solomon's instances, distance only: each arc truncated to one decimal, all numbers times ten. One set of parameters for everything.
import { SolverPool } from '../apps/dispatch/src/planning/solver-pool.js';
import { bestKnown, printGaps, type GapLimits, type Result } from './planning/gaps.js';
import { isWanted, nameOf, planningOptions, writeResult, type PlanningOptions } from './planning/options.js';
import { readSolomon, solomonFiles, solomonProblem } from './planning/solomon.js';

/** By seconds, for two threads. */
const limits: Readonly<Record<number, GapLimits>> = {
  1: { must: 0.25, aim: 0.12 },
  3: { must: 0.1, aim: 0.05 },
  10: { must: 0.03, aim: 0.01 },
};

async function solveFile(pool: SolverPool, file: string, options: PlanningOptions): Promise<Omit<Result, 'best'>> {
  const name = nameOf(file);
  const { plan, verdict } = await pool.solve(solomonProblem(readSolomon(file)), options);
  const routes = plan.tours.map(({ stops }) =>
    stops.flatMap((stop) => (stop.kind === 'job' ? [Number(stop.jobId)] : [])),
  );
  const cost = Math.round(plan.terms.travelTime);
  writeResult(options, name, { instance: name, cost, routes });
  const wrong = [...verdict.violations.map(({ message }) => message), ...verdict.wrongTerms];
  return { name, cost, unserved: plan.unserved.length, wrong };
}

export async function main(args: readonly string[]): Promise<number> {
  const options = planningOptions(args, 'vrptw');
  const best = bestKnown(options.data, (row) => Number(row['best_known_distance_x10']));
  const pool = new SolverPool(options.threads);
  const results: Result[] = [];
  for (const file of solomonFiles(options.data)) {
    if (!isWanted(options, nameOf(file))) continue;
    const result = await solveFile(pool, file, options);
    results.push({ ...result, best: best.get(result.name) });
  }
  await pool.close();
  return printGaps(results, limits[options.seconds]);
}
