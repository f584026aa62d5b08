import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onlyTerms, terms, type Term } from '../../apps/dispatch/src/core/planning/model/objective.js';
import type { Plan, Stop } from '../../apps/dispatch/src/core/planning/model/plan.js';
import type { Problem } from '../../apps/dispatch/src/core/planning/model/problem.js';
import type { Travel } from '../../apps/dispatch/src/core/planning/model/travel.js';

export interface SolomonInstance {
  name: string;
  vehicles: number;
  capacity: number;
  /** Row 0 is the depot. */
  customers: readonly Customer[];
}

interface Customer {
  id: number;
  x: number;
  y: number;
  demand: number;
  ready: number;
  due: number;
  service: number;
}

/** Reads Solomon's text format. Throws on a file that is none. */
export function readSolomon(file: string): SolomonInstance {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const rows = lines.map((line) => (line.match(/-?\d+(\.\d+)?/g) ?? []).map(Number));
  const fleet = rows.find((row) => row.length === 2);
  const customers = rows
    .filter((row) => row.length === 7)
    .map(([id = 0, x = 0, y = 0, demand = 0, ready = 0, due = 0, service = 0]) => ({
      id,
      x,
      y,
      demand,
      ready,
      due,
      service,
    }));
  if (!fleet || customers.length < 2) throw new Error(`${file} is not in Solomon's format: no fleet or no customers`);
  const name = (lines[0] ?? '').trim();
  return { name, vehicles: fleet[0] ?? 0, capacity: fleet[1] ?? 0, customers };
}

/** Names of the instances in a folder, which may have them in `solomon/`. */
export function solomonFiles(folder: string): string[] {
  const at = readdirSync(folder).includes('solomon') ? join(folder, 'solomon') : folder;
  return readdirSync(at)
    .filter((name) => name.toLowerCase().endsWith('.txt'))
    .sort()
    .map((name) => join(at, name));
}

/** Distances truncated to one decimal, all numbers times ten: whole numbers, as the best-known table has them. */
export function solomonTravel({ customers }: SolomonInstance): Travel {
  const places = customers.length;
  const seconds = new Float64Array(places * places);
  customers.forEach((one, row) =>
    customers.forEach((other, column) => {
      seconds[row * places + column] = Math.floor(10 * Math.hypot(one.x - other.x, one.y - other.y) + 1e-9);
    }),
  );
  return { places, seconds, metres: seconds };
}

/** Distance only: vehicles are technicians, capacity is a part that every customer consumes. */
export function solomonProblem(instance: SolomonInstance): Problem {
  const [depot, ...customers] = instance.customers;
  const horizon = { startSeconds: 10 * (depot?.ready ?? 0), endSeconds: 10 * (depot?.due ?? 0) };
  return {
    travel: solomonTravel(instance),
    objective: onlyTerms({ unserved: 1e6, travelTime: 3600 }),
    jobs: customers.map(({ id, demand, ready, due, service }, index) => ({
      id: String(id),
      place: index + 1,
      durationSeconds: 10 * service,
      windows: [{ startSeconds: 10 * ready, endSeconds: 10 * due }],
      parts: demand > 0 ? [{ partId: 'load', quantity: demand }] : [],
    })),
    technicians: Array.from({ length: instance.vehicles }, (_, index) => ({
      id: String(index + 1),
      shifts: [{ ...horizon, startPlace: 0, endPlace: 0 }],
      rates: { perTravelHour: 1 },
      van: { parts: new Map([['load', instance.capacity]]), tools: new Set<string>() },
    })),
  };
}

/** The plan that routes of customers' numbers mean: everybody starts as early as he can. For routes that another program found. */
export function planOfRoutes(problem: Problem, routes: readonly (readonly number[])[]): Plan {
  const { jobs, technicians, travel } = problem;
  const served = new Set(routes.flat().map(String));
  const jobOf = new Map(jobs.map((job) => [job.id, job]));
  return {
    tours: routes.map((route, number) => {
      const technician = technicians[number];
      const departSeconds = technician?.shifts[0]?.startSeconds ?? 0;
      let [place, clock] = [0, departSeconds];
      const drive = (to: number) => travel.seconds[place * travel.places + to] ?? Infinity;
      const stops = route.map((id): Stop => {
        const job = jobOf.get(String(id));
        const arriveSeconds = clock + drive(job?.place ?? -1);
        const startSeconds = Math.max(arriveSeconds, job?.windows?.[0]?.startSeconds ?? 0);
        clock = startSeconds + (job?.durationSeconds ?? 0);
        place = job?.place ?? 0;
        return { kind: 'job', jobId: String(id), arriveSeconds, startSeconds, finishSeconds: clock };
      });
      return { technicianId: technician?.id ?? '', shift: 0, departSeconds, returnSeconds: clock + drive(0), stops };
    }),
    unserved: jobs.filter(({ id }) => !served.has(id)).map(({ id }) => ({ jobId: id })),
    cost: 0,
    terms: Object.fromEntries(terms.map((term) => [term, 0])) as Record<Term, number>,
  };
}
