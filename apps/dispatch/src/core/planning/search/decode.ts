import type { Job } from '../model/job.js';
import { terms, type Term } from '../model/objective.js';
import type { Plan, Stop, Tour, UnservedJob } from '../model/plan.js';
import type { Problem } from '../model/problem.js';
import { hourSeconds } from '../model/time.js';
import type { Technician } from '../model/technician.js';
import { whoPrices } from './assign.js';
import { Allowed, fitOf, whoRuleBroken } from './fit.js';
import { endNode, fits, startNode, type Instance } from './instance.js';
import { readWindows, type Sequence } from './sequence.js';
import { Timetable } from './timetable.js';

/** The plan that a sequence of stops means, with the times of its timetable and every term of its cost. */
export function decode(problem: Problem, instance: Instance, sequence: Sequence): Plan {
  const sums = Object.fromEntries(terms.map((term) => [term, 0])) as Record<Term, number>;
  const longest = sequence.length + 2;
  const [open, close] = [instance.open.slice(), instance.close.slice()];
  readWindows(instance, sequence, open, close);
  const drawing: Drawing = {
    problem,
    instance,
    timetable: new Timetable(instance, instance.finer, longest, open, close),
    stops: new Int32Array(longest),
    jobs: new Map(problem.jobs.map((job) => [job.id, job])),
    prices: whoPrices(problem),
    sums,
  };
  const served = new Set<string>();
  const tours: Tour[] = [];
  let at = 0;
  for (let route = 0; route < instance.routes; route += 1) {
    const end = sequence.indexOf(-1, at);
    if (end > at) tours.push(drawTour(drawing, route, sequence.subarray(at, end)));
    at = end + 1;
  }
  for (const { stops } of tours) for (const stop of stops) if (stop.kind === 'job') served.add(stop.jobId);
  const unserved = unservedOf(problem, served);
  for (const { jobId } of unserved)
    sums.unserved += drawing.jobs.get(jobId)?.priceUnserved ?? problem.objective.unserved;
  return { tours, unserved, terms: sums, cost: terms.reduce((sum, term) => sum + sums[term], 0) };
}

interface Drawing {
  problem: Problem;
  instance: Instance;
  timetable: Timetable;
  stops: Int32Array;
  jobs: ReadonlyMap<string, Job>;
  prices: ReturnType<typeof whoPrices>;
  sums: Record<Term, number>;
}

function drawTour(drawing: Drawing, route: number, nodes: Int32Array): Tour {
  const { problem, instance, timetable, stops: all } = drawing;
  const technician = problem.technicians[instance.technicianOf[route] as number] as Technician;
  all[0] = startNode(instance, route);
  all.set(nodes, 1);
  all[nodes.length + 1] = endNode(instance, route);
  timetable.timesOf(route, all, 0, nodes.length + 2);
  const stops: Stop[] = [];
  for (let at = 1; at <= nodes.length + 1; at += 1) {
    for (const { startSeconds, seconds } of timetable.breaksBefore(route, at))
      stops.push({ kind: 'break', startSeconds, finishSeconds: startSeconds + seconds });
    if (at <= nodes.length) stops.push(stopAt(drawing, nodes[at - 1] as number, at));
  }
  const tour = {
    technicianId: technician.id,
    shift: instance.shiftOf[route] as number,
    departSeconds: timetable.departed,
    returnSeconds: timetable.returned,
    stops,
  };
  priceTour(drawing, technician, tour, metresOf(drawing, nodes.length + 2));
  for (const stop of stops) if (stop.kind === 'job') priceVisit(drawing, technician, stop);
  return tour;
}

function stopAt({ problem, instance, timetable }: Drawing, node: number, at: number): Stop {
  const times = {
    arriveSeconds: timetable.arrive[at] as number,
    startSeconds: timetable.start[at] as number,
    finishSeconds: timetable.finish[at] as number,
  };
  if (node < instance.visits)
    return { kind: 'job', jobId: (problem.jobs[instance.jobOf[node] as number] as Job).id, ...times };
  return { kind: 'restock', stockPointId: problem.stockPoints?.[node - instance.visits]?.id ?? '', ...times };
}

function metresOf({ instance: { place, places, metres }, stops }: Drawing, count: number): number {
  let sum = 0;
  for (let at = 1; at < count; at += 1) {
    const [from, to] = [place[stops[at - 1] as number] as number, place[stops[at] as number] as number];
    sum += metres[from * places + to] as number;
  }
  return sum;
}

function priceTour({ problem, timetable, sums }: Drawing, technician: Technician, tour: Tour, metres: number): void {
  const { objective } = problem;
  const {
    perTravelHour = 0,
    perKilometre = 0,
    perWorkHour = 0,
    perOvertimeHour = 0,
    perShift = 0,
  } = technician.rates ?? {};
  const shift = technician.shifts[tour.shift] as Technician['shifts'][number];
  const work = (tour.returnSeconds - tour.departSeconds) / hourSeconds;
  const driven = timetable.driven / hourSeconds;
  const { workHours = 0, travelHours = 0, risePerHour = 0 } = technician.fairness ?? {};
  sums.travelTime += objective.travelTime * perTravelHour * driven;
  sums.travelDistance += (objective.travelDistance * perKilometre * metres) / 1000;
  sums.work += objective.work * perWorkHour * work;
  sums.shifts += objective.shifts * perShift;
  sums.overtime +=
    (objective.overtime * perOvertimeHour * Math.max(0, tour.returnSeconds - shift.endSeconds)) / hourSeconds;
  sums.waiting += (objective.waiting * timetable.idle) / hourSeconds;
  sums.fairness += objective.fairness * (work * workHours + (risePerHour / 2) * work ** 2 + driven * travelHours);
}

function priceVisit(
  { problem, jobs, prices, sums }: Drawing,
  technician: Technician,
  { jobId, startSeconds, finishSeconds }: Extract<Stop, { kind: 'job' }>,
): void {
  const { objective, published = [] } = problem;
  const job = jobs.get(jobId) as Job;
  for (const [term, price] of prices) sums[term] += price(job, technician);
  const late = Math.max(0, finishSeconds - (job.dueBySeconds ?? Infinity)) / hourSeconds;
  sums.lateness += objective.lateness * (job.latenessWeight ?? 1) * late;
  const outside = (job.softWindows ?? []).map((window) =>
    Math.max(0, window.startSeconds - startSeconds, startSeconds - window.endSeconds),
  );
  if (outside.length > 0) sums.softWindow += (objective.softWindow * Math.min(...outside)) / hourSeconds;
  if (objective.disturbancePerHour === 0) return;
  const before = published.filter((visit) => visit.jobId === jobId);
  const was = before.find(({ technicianId }) => technicianId === technician.id) ?? before[0];
  if (was) sums.disturbance += (objective.disturbancePerHour * Math.abs(startSeconds - was.startSeconds)) / hourSeconds;
}

function unservedOf(problem: Problem, served: ReadonlySet<string>): UnservedJob[] {
  const allowed = new Allowed(problem.overrides);
  return problem.jobs
    .filter(({ id }) => !served.has(id))
    .map((job) => {
      const unable = problem.technicians.filter((one) => fitOf(job, one, problem, allowed) === fits.never);
      if (problem.technicians.length - unable.length >= (job.people ?? 1))
        return (job.after ?? []).some((id) => !served.has(id)) ? { jobId: job.id, rule: 'order' } : { jobId: job.id };
      const [first] = unable;
      if (first) return { jobId: job.id, rule: whoRuleBroken(job, first, allowed) ?? 'part' };
      return { jobId: job.id, rule: problem.technicians.length === 0 ? 'technician-absent' : 'people-apart' };
    });
}
