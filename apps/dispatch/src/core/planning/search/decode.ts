import type { Job } from '../model/job.js';
import { terms, type Term } from '../model/objective.js';
import type { Plan, Stop, Tour, UnservedJob } from '../model/plan.js';
import type { Problem } from '../model/problem.js';
import { hourSeconds } from '../model/time.js';
import type { Technician } from '../model/technician.js';
import { whoPrices } from './assign.js';
import { Allowed, fitOf, whoRuleBroken } from './fit.js';
import { endNode, fits, startNode, type Instance } from './instance.js';
import type { Sequence } from './sequence.js';

/** The plan that a sequence of stops means: times as early as they can be without idling longer than needed, and every term of its cost. */
export function decode(problem: Problem, instance: Instance, sequence: Sequence): Plan {
  const sums = Object.fromEntries(terms.map((term) => [term, 0])) as Record<Term, number>;
  const served = new Set<string>();
  const tours: Tour[] = [];
  let at = 0;
  for (let route = 0; route < instance.routes; route += 1) {
    const end = sequence.indexOf(-1, at);
    if (end > at) tours.push(tourOf(problem, instance, route, sequence.subarray(at, end)));
    at = end + 1;
  }
  for (const tour of tours) addTour(problem, tour, sums, served);
  const unserved = unservedOf(problem, served);
  for (const { jobId } of unserved) {
    const job = problem.jobs.find(({ id }) => id === jobId);
    sums.unserved += job?.priceUnserved ?? problem.objective.unserved;
  }
  return { tours, unserved, terms: sums, cost: terms.reduce((sum, term) => sum + sums[term], 0) };
}

function tourOf(problem: Problem, instance: Instance, route: number, nodes: Int32Array): Tour {
  const technician = instance.technicianOf[route] as number;
  const [start, end] = [startNode(instance, route), endNode(instance, route)];
  const departSeconds = latestUsefulStart(instance, route, nodes);
  const stops: Stop[] = [];
  let clock = departSeconds;
  let before = start;
  for (const node of nodes) {
    const arriveSeconds = clock + legSeconds(instance, before, node);
    const startSeconds = Math.max(arriveSeconds, instance.open[node] as number);
    const finishSeconds = startSeconds + staySeconds(instance, route, node);
    const times = { arriveSeconds, startSeconds, finishSeconds };
    const job = problem.jobs[instance.jobOf[node] as number];
    const point = problem.stockPoints?.[node - instance.visits];
    if (job) stops.push({ kind: 'job', jobId: job.id, ...times });
    else if (point) stops.push({ kind: 'restock', stockPointId: point.id, ...times });
    clock = finishSeconds;
    before = node;
  }
  return {
    technicianId: (problem.technicians[technician] as Technician).id,
    shift: instance.shiftOf[route] as number,
    departSeconds,
    returnSeconds: clock + legSeconds(instance, before, end),
    stops,
  };
}

const legSeconds = ({ place, places, seconds }: Instance, from: number, to: number) =>
  seconds[(place[from] as number) * places + (place[to] as number)] as number;

const staySeconds = ({ service, durationFactor, visits }: Instance, route: number, node: number) =>
  (service[node] as number) * (node < visits ? (durationFactor[route] as number) : 1);

/** The earliest start of the route that idles least: leaving later by what is idled away, as far as the windows allow. */
function latestUsefulStart(instance: Instance, route: number, nodes: Int32Array): number {
  let before = startNode(instance, route);
  let earliest = instance.open[before] as number;
  let latest = instance.close[before] as number;
  let spent = 0;
  for (const node of [...nodes, endNode(instance, route)]) {
    spent += legSeconds(instance, before, node);
    const [opens, closes] = [instance.open[node] as number, instance.close[node] as number];
    const wait = Math.max(opens - spent - latest, 0);
    earliest = Math.max(opens - spent, earliest) - wait;
    latest = Math.min(closes - spent, latest);
    spent += wait + (node === endNode(instance, route) ? 0 : staySeconds(instance, route, node));
    before = node;
  }
  return earliest;
}

function addTour(problem: Problem, tour: Tour, sums: Record<Term, number>, served: Set<string>): void {
  const { objective, travel } = problem;
  const technician = problem.technicians.find(({ id }) => id === tour.technicianId) as Technician;
  const shift = technician.shifts[tour.shift] as Technician['shifts'][number];
  const rates = { perTravelHour: 0, perKilometre: 0, perWorkHour: 0, perShift: 0, ...technician.rates };
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]));
  const points = new Map((problem.stockPoints ?? []).map((point) => [point.id, point]));
  const prices = whoPrices(problem);
  let before = shift.startPlace;
  const drive = (to: number) => {
    const pair = before * travel.places + to;
    sums.travelTime += (objective.travelTime * rates.perTravelHour * (travel.seconds[pair] as number)) / hourSeconds;
    sums.travelDistance += (objective.travelDistance * rates.perKilometre * (travel.metres[pair] as number)) / 1000;
    before = to;
  };
  for (const stop of tour.stops) {
    if (stop.kind === 'break') continue;
    if (stop.kind === 'restock') {
      drive(points.get(stop.stockPointId)?.place ?? before);
      continue;
    }
    const job = jobs.get(stop.jobId) as Job;
    served.add(job.id);
    drive(job.place);
    for (const [term, price] of prices) sums[term] += price(job, technician);
  }
  drive(shift.endPlace);
  sums.work += (objective.work * rates.perWorkHour * (tour.returnSeconds - tour.departSeconds)) / hourSeconds;
  sums.shifts += objective.shifts * rates.perShift;
}

function unservedOf(problem: Problem, served: ReadonlySet<string>): UnservedJob[] {
  const allowed = new Allowed(problem.overrides);
  return problem.jobs
    .filter(({ id }) => !served.has(id))
    .map((job) => {
      const able = problem.technicians.some((technician) => fitOf(job, technician, problem, allowed) !== fits.never);
      if (able) return { jobId: job.id };
      const rules = problem.technicians.map((technician) => whoRuleBroken(job, technician, allowed) ?? 'part');
      return { jobId: job.id, rule: rules[0] ?? 'technician-absent' };
    });
}
