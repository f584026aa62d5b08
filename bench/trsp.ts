// npm run bench -- trsp [--data <folder>] [--seconds S] [--threads N] [--seed K] [--only C101,R101] [--out <folder>]
// Technicians with skills, tools, parts and restock stops (Pillac, Gueret & Medaglia 2013): working time without the fixed service time.
import { SolverPool } from '../apps/dispatch/src/planning/solver-pool.js';
import { bestKnown, printGaps, type GapLimits, type Result } from './planning/gaps.js';
import { isWanted, nameOf, planningOptions, writeResult, type PlanningOptions } from './planning/options.js';
import { pillacFiles, pillacProblem, readPillac } from './planning/pillac.js';

const limits: Readonly<Record<number, GapLimits>> = { 10: { must: 1.2, aim: 0 } };

async function solveFile(pool: SolverPool, file: string, options: PlanningOptions): Promise<Omit<Result, 'best'>> {
  const name = nameOf(file);
  const instance = readPillac(file);
  const { plan, verdict } = await pool.solve(pillacProblem(instance), options);
  const routes = plan.tours.map(({ technicianId, stops }) => ({
    technician: Number(technicianId),
    stops: stops.flatMap((stop) => (stop.kind === 'job' ? [Number(stop.jobId)] : stop.kind === 'restock' ? [0] : [])),
  }));
  const unserved = plan.unserved.map(({ jobId }) => Number(jobId));
  writeResult(options, name, { instance: name, cost: plan.terms.work, unserved, routes });
  const service = instance.requests.reduce((sum, request) => sum + request.service, 0);
  const wrong = [...verdict.violations.map(({ message }) => message), ...verdict.wrongTerms];
  return { name, cost: plan.terms.work - service, unserved: unserved.length, wrong };
}

export async function main(args: readonly string[]): Promise<number> {
  const options = planningOptions(args, 'trsp_pillac');
  const best = bestKnown(options.data, (row) => Number(row['best_working_time']) - Number(row['total_service']));
  const pool = new SolverPool(options.threads);
  const results: Result[] = [];
  for (const file of pillacFiles(options.data)) {
    if (!isWanted(options, nameOf(file))) continue;
    const result = await solveFile(pool, file, options);
    results.push({ ...result, best: best.get(result.name) });
  }
  await pool.close();
  return printGaps(results, limits[options.seconds]);
}
