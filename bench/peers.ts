// npm run bench -- peers [--data <folder>] [--seconds S] [--threads N] [--seed K] [--only C101,R101]
// VROOM, OR-Tools and PyVRP on Solomon's instances in the same run as the engine, judged by the same checker. Optional: bench/peers/setup.sh first.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { check } from '../apps/dispatch/src/core/planning/checker/checker.js';
import { SolverPool } from '../apps/dispatch/src/planning/solver-pool.js';
import { bestKnown, printGaps, type Result } from './planning/gaps.js';
import { isWanted, nameOf, planningOptions, type PlanningOptions } from './planning/options.js';
import { planOfRoutes, readSolomon, solomonFiles, solomonProblem, type SolomonInstance } from './planning/solomon.js';

const peers = ['vroom', 'ortools', 'pyvrp'] as const;
const python = 'bench/peers/.venv/bin/python';
const graceSeconds = 60;

interface Answer {
  version: string;
  routes: number[][];
}

/** The instance as the peers read it. */
function textOf(instance: SolomonInstance): string {
  const { places, seconds } = solomonProblem(instance).travel;
  const column = (value: (customer: SolomonInstance['customers'][number]) => number) => instance.customers.map(value);
  return JSON.stringify({
    vehicles: instance.vehicles,
    capacity: instance.capacity,
    distances: Array.from({ length: places }, (_, row) => [...seconds.subarray(row * places, (row + 1) * places)]),
    ready: column(({ ready }) => 10 * ready),
    due: column(({ due }) => 10 * due),
    service: column(({ service }) => 10 * service),
    demand: column(({ demand }) => demand),
  });
}

function ask(peer: string, instance: SolomonInstance, { seconds, threads, seed }: PlanningOptions): Answer {
  const given = ['--peer', peer, '--seconds', seconds, '--threads', threads, '--seed', seed].map(String);
  const { status, stdout, stderr } = spawnSync(python, ['bench/peers/solve.py', ...given], {
    input: textOf(instance),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    timeout: 1000 * (seconds + graceSeconds),
  });
  if (status !== 0) throw new Error(`${peer} failed on ${instance.name}: ${stderr.trim().split('\n').at(-1)}`);
  return JSON.parse(stdout) as Answer;
}

function judged(name: string, instance: SolomonInstance, routes: readonly number[][]): Omit<Result, 'best'> {
  const problem = solomonProblem(instance);
  const plan = planOfRoutes(problem, routes);
  const { violations, terms } = check(problem, plan);
  const wrong = violations.map(({ message }) => message);
  return { name, cost: Math.round(terms.travelTime), unserved: plan.unserved.length, wrong };
}

export async function main(args: readonly string[]): Promise<number> {
  if (!existsSync(python)) {
    console.error('There is no Python environment of the peers: run bench/peers/setup.sh first.');
    return 2;
  }
  const given = args.includes('--seconds') ? args : [...args, '--seconds', '3'];
  const options = planningOptions(given, 'vrptw');
  const best = bestKnown(options.data, (row) => Number(row['best_known_distance_x10']));
  const files = solomonFiles(options.data).filter((file) => isWanted(options, nameOf(file)));
  const pool = new SolverPool(options.threads);
  const results = new Map<string, Result[]>();
  const add = (who: string, result: Omit<Result, 'best'>) =>
    results.set(who, [...(results.get(who) ?? []), { ...result, best: best.get(result.name) }]);
  for (const file of files) {
    const instance = readSolomon(file);
    const { plan } = await pool.solve(solomonProblem(instance), options);
    const own = plan.tours.map(({ stops }) =>
      stops.flatMap((stop) => (stop.kind === 'job' ? [Number(stop.jobId)] : [])),
    );
    add('Callout', judged(nameOf(file), instance, own));
    for (const peer of peers) {
      const { version, routes } = ask(peer, instance, options);
      add(version, judged(nameOf(file), instance, routes));
    }
  }
  await pool.close();
  for (const [who, found] of results) {
    console.log(`\n## ${who}, ${options.seconds} s\n`);
    printGaps(found, undefined);
  }
  return 0;
}
