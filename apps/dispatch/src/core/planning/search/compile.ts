import type { Job } from '../model/job.js';
import type { Problem } from '../model/problem.js';
import type { Technician } from '../model/technician.js';
import { hourSeconds } from '../model/time.js';
import { whoPrices } from './assign.js';
import { compileFiner, needsTimetable } from './finer.js';
import { Allowed, fitOf, stockServes } from './fit.js';
import { pricePinned, type Instance } from './instance.js';
import { jobsThatMustBe, tiesOf } from './ties.js';
import { longestOf, triedOf } from './tried.js';
import { publishedPlaces } from './warm-start.js';

/** Everything of the problem as flat arrays. Expects a problem that `faultsOf` finds nothing wrong with. */
export function compile(problem: Problem): Instance {
  const { jobs, technicians, travel } = problem;
  const stockPoints = problem.stockPoints ?? [];
  const jobOf = Int32Array.from(jobs.flatMap((job, index) => (job.people === 2 ? [index, index] : [index])));
  const visits = jobOf.length;
  const shifts = technicians.flatMap(({ shifts: own }, technician) =>
    own.map((shift, index) => ({ technician, index, shift })),
  );
  const nodes = visits + stockPoints.length + 2 * shifts.length;
  const partIds = partIdsOf(problem);
  const technicianOf = Int32Array.from(shifts, ({ technician }) => technician);
  const shiftOf = Int32Array.from(shifts, ({ index }) => index);
  const finer = compileFiner(
    problem,
    jobOf,
    shifts.map(({ technician, shift }) => ({ technician: technicians[technician] as Technician, shift })),
  );
  const ties = tiesOf(jobs, jobOf);
  const changeLimit = changeLimitOf(problem, jobOf);
  const instance: Instance = {
    visits,
    stockPoints: stockPoints.length,
    routes: shifts.length,
    technicians: technicians.length,
    parts: partIds.length,
    places: travel.places,
    seconds: travel.seconds,
    metres: travel.metres,
    place: new Int32Array(nodes),
    service: new Float64Array(nodes),
    open: new Float64Array(nodes).fill(-Infinity),
    close: new Float64Array(nodes).fill(Infinity),
    jobOf,
    price: pricesOf(problem, jobOf),
    partner: partnersOf(jobOf),
    ties,
    pinned: Uint8Array.from(jobOf, (job) => ((jobs[job]?.pins?.length ?? 0) > 0 ? 1 : 0)),
    need: new Float64Array(visits * partIds.length),
    serves: new Uint8Array(stockPoints.length * visits),
    fit: new Uint8Array(visits * technicians.length),
    assign: assignOf(problem, jobOf),
    finer,
    needsTimetable: needsTimetable(finer, problem),
    published: publishedPlaces(problem, { jobOf, technicianOf, shiftOf }),
    changeLimit,
    windowed: changeLimit ? jobOf.map((_, visit) => visit) : (ties?.visits ?? new Int32Array(0)),
    technicianOf,
    shiftOf,
    triedFrom: new Int32Array(visits + 1),
    tried: new Int32Array(0),
    longest: visits + 4,
    ...ratesOf(
      problem,
      shifts.map(({ technician }) => technicians[technician] as Technician),
    ),
    routeClass: Int32Array.from(shifts, (_, index) => index),
    stock: stockOf(technicians, partIds),
    stockPointsOf: technicians.map(({ stockPointIds = [] }) =>
      Int32Array.from(stockPoints.flatMap(({ id }, index) => (stockPointIds.includes(id) ? [index] : []))),
    ),
  };
  fillVisits(instance, problem, partIds);
  fillFit(instance, problem);
  stockPoints.forEach(({ place, seconds = 0, window }, index) => {
    const node = visits + index;
    instance.place[node] = place;
    instance.service[node] = seconds;
    if (window) [instance.open[node], instance.close[node]] = [window.startSeconds, window.endSeconds];
  });
  shifts.forEach(({ shift }, index) => {
    const node = visits + stockPoints.length + 2 * index;
    [instance.place[node], instance.place[node + 1]] = [shift.startPlace, shift.endPlace];
    for (const end of [node, node + 1]) {
      instance.open[end] = shift.startSeconds;
      instance.close[end] = shift.overtimeUntilSeconds ?? shift.endSeconds;
    }
  });
  Object.assign(instance, triedOf(instance), { longest: longestOf(instance) });
  classify(
    instance,
    shifts.map(({ technician, shift }) => ({ technician: technicians[technician] as Technician, shift })),
  );
  return instance;
}

const partIdsOf = ({ jobs }: Problem) => [
  ...new Set(jobs.flatMap(({ parts = [] }) => parts.map(({ partId }) => partId))),
];

function pricesOf({ jobs, objective }: Problem, jobOf: Int32Array): Float64Array {
  const must = jobsThatMustBe(jobs);
  return Float64Array.from(jobOf, (index) => {
    const { id, priceUnserved, people = 1 } = jobs[index] as Job;
    return must.has(id) ? pricePinned : (priceUnserved ?? objective.unserved) / people;
  });
}

function changeLimitOf({ jobs, changeLimit }: Problem, jobOf: Int32Array): Instance['changeLimit'] {
  if (!changeLimit) return undefined;
  const free = new Set(changeLimit.free);
  return {
    most: changeLimit.visits,
    isFree: Uint8Array.from(jobOf, (job) => (free.has((jobs[job] as Job).id) ? 1 : 0)),
  };
}

function partnersOf(jobOf: Int32Array): Int32Array {
  return jobOf.map((job, visit) => (jobOf[visit - 1] === job ? visit - 1 : jobOf[visit + 1] === job ? visit + 1 : -1));
}

function ratesOf({ objective }: Problem, technicianOfRoute: readonly Technician[]) {
  const rate = (weight: number, key: 'perTravelHour' | 'perKilometre' | 'perWorkHour' | 'perShift', units: number) =>
    Float64Array.from(technicianOfRoute, ({ rates = {} }) => (weight * (rates[key] ?? 0)) / units);
  /** The ledger of fairness makes an hour dearer or cheaper. */
  const withCredit = (plain: Float64Array, key: 'travelHours' | 'workHours') =>
    plain.map(
      (perSecond, route) =>
        perSecond + (objective.fairness * (technicianOfRoute[route]?.fairness?.[key] ?? 0)) / hourSeconds,
    );
  return {
    durationFactor: Float64Array.from(technicianOfRoute, ({ durationFactor = 1 }) => durationFactor),
    perTravelSecond: withCredit(rate(objective.travelTime, 'perTravelHour', hourSeconds), 'travelHours'),
    perMetre: rate(objective.travelDistance, 'perKilometre', 1000),
    perWorkSecond: withCredit(rate(objective.work, 'perWorkHour', hourSeconds), 'workHours'),
    perShift: rate(objective.shifts, 'perShift', 1),
  };
}

/** A technician without a van lacks no part. */
function stockOf(technicians: readonly Technician[], partIds: readonly string[]): Float64Array {
  return Float64Array.from(
    technicians.flatMap(({ van }) => partIds.map((partId) => (van ? (van.parts.get(partId) ?? 0) : Infinity))),
  );
}

function fillVisits(instance: Instance, { jobs, overrides }: Problem, partIds: readonly string[]): void {
  const allowed = new Allowed(overrides);
  const partAt = new Map(partIds.map((partId, index) => [partId, index]));
  instance.jobOf.forEach((index, visit) => {
    const job = jobs[index] as Job;
    instance.place[visit] = job.place;
    instance.service[visit] = job.durationSeconds;
    const windows = allowed.hasForAll('window', job.id) ? [] : (job.windows ?? []);
    const [pin] = job.pins ?? [];
    if (pin) {
      instance.open[visit] = instance.close[visit] = pin.startSeconds;
    } else {
      const earliest = allowed.hasForAll('earliest-start', job.id)
        ? -Infinity
        : (job.earliestStartSeconds ?? -Infinity);
      instance.open[visit] = Math.max(windows[0]?.startSeconds ?? -Infinity, earliest);
      instance.close[visit] = windows.at(-1)?.endSeconds ?? Infinity;
    }
    if (allowed.hasForAll('part', job.id)) return;
    for (const { partId, quantity } of job.parts ?? []) {
      const at = visit * instance.parts + (partAt.get(partId) ?? 0);
      instance.need[at] = (instance.need[at] as number) + quantity;
    }
  });
}

function fillFit(instance: Instance, problem: Problem): void {
  const allowed = new Allowed(problem.overrides);
  instance.jobOf.forEach((index, visit) => {
    const job = problem.jobs[index] as Job;
    problem.technicians.forEach((technician, number) => {
      instance.fit[visit * instance.technicians + number] = fitOf(job, technician, problem, allowed);
    });
    (problem.stockPoints ?? []).forEach((point, number) => {
      instance.serves[number * instance.visits + visit] = stockServes(job, point) ? 1 : 0;
    });
  });
}

/** Sum of the terms that depend only on who comes; undefined when there are none. */
function assignOf(problem: Problem, jobOf: Int32Array): Float64Array | undefined {
  const prices = [...whoPrices(problem).values()];
  const { technicians } = problem;
  if (prices.length === 0) return undefined;
  const assign = new Float64Array(jobOf.length * technicians.length);
  jobOf.forEach((index, visit) =>
    technicians.forEach((technician, number) => {
      const job = problem.jobs[index] as Job;
      assign[visit * technicians.length + number] = prices.reduce((sum, price) => sum + price(job, technician), 0);
    }),
  );
  return assign;
}

/** Empty routes of one class are alike: only the first needs to be tried. */
function classify(
  instance: Instance,
  shifts: readonly { technician: Technician; shift: Technician['shifts'][number] }[],
): void {
  const classes = new Map<string, number>();
  const known = new Map<number, string>();
  const differsByPerson = instance.finer.latestStart ?? instance.finer.publishedStart;
  shifts.forEach(({ technician, shift }, route) => {
    const number = instance.technicianOf[route] as number;
    let person = known.get(number);
    if (person === undefined)
      known.set(number, (person = differsByPerson ? String(number) : likeness(instance, technician, number)));
    const key = `${person} ${JSON.stringify(shift)}`;
    instance.routeClass[route] = classes.get(key) ?? route;
    classes.set(key, instance.routeClass[route] as number);
  });
}

/** The same text for two technicians who are alike in everything but their name and shifts. */
function likeness({ visits, technicians, fit, assign }: Instance, technician: Technician, number: number): string {
  const { id: _id, shifts: _shifts, van, skills, certificates, areas, ...rest } = technician;
  const lists = [van ? [[...van.parts], [...van.tools]] : 0, skills, certificates, areas].map((list) =>
    list instanceof Map || list instanceof Set ? [...list] : list,
  );
  const may = Array.from({ length: visits }, (_, visit) => fit[visit * technicians + number]);
  const prices = assign && Array.from({ length: visits }, (_, visit) => assign[visit * technicians + number]);
  return JSON.stringify([rest, lists, may.join(''), prices?.join()]);
}
