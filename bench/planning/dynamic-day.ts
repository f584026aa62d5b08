import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { check } from '../../apps/dispatch/src/core/planning/checker/checker.js';
import type { Job } from '../../apps/dispatch/src/core/planning/model/job.js';
import type { Plan, Stop, Tour } from '../../apps/dispatch/src/core/planning/model/plan.js';
import type { Problem } from '../../apps/dispatch/src/core/planning/model/problem.js';
import type { Technician } from '../../apps/dispatch/src/core/planning/model/technician.js';
import type { Travel } from '../../apps/dispatch/src/core/planning/model/travel.js';

/** Release times of the requests of an instance; -1 = known at the beginning. */
export interface Releases {
  file: string;
  /** Name of the static instance. */
  instance: string;
  at: ReadonlyMap<string, number>;
}

/** Release files of a folder (or its `dynamic/`) in which this share of the requests, in per cent, comes during the day. */
export function releaseFiles(folder: string, share: number): Releases[] {
  const at = readdirSync(folder).includes('dynamic') ? join(folder, 'dynamic') : folder;
  const ending = `_rd_${share}.txt`;
  return readdirSync(at)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => {
      const rows = readFileSync(join(at, name), 'utf8').split(/\r?\n/);
      const head = rows.findIndex((row) => /^ID\s+RD/.test(row));
      const pairs = rows.slice(head + 1).flatMap((row) => {
        const [id, release] = row.trim().split(/\s+/);
        return id && release !== undefined ? [[id, Number(release)] as const] : [];
      });
      return { file: join(at, name), instance: basename(name).slice(0, -ending.length), at: new Map(pairs) };
    });
}

type JobStop = Exclude<Stop, { kind: 'break' }>;

/** A stop to which the technician has departed: nothing can change it any more. */
export interface Committed {
  stop: JobStop;
  /** When he departed to it. */
  atSeconds: number;
}

/** Accepted before: never given up for a newer one. */
const priceOfAccepted = 1e6;
const pinPrefix = 'gone ';

/** A day on which requests become known one after the other, and stops are committed when somebody departs to them. */
export class DynamicDay {
  readonly committed: ReadonlyMap<string, Committed[]>;
  private readonly known: Job[];
  private readonly accepted = new Set<string>();
  /** When somebody left home. */
  private readonly leftAt = new Map<string, number>();
  private plan: Plan | undefined;
  /** Nobody departs by a plan before it was made. */
  private plannedAt = -Infinity;

  constructor(private readonly whole: Problem) {
    this.committed = new Map(whole.technicians.map(({ id }) => [id, []]));
    this.known = [];
  }

  release(jobs: readonly Job[]): void {
    this.known.push(...jobs);
  }

  /** Commits every stop to which somebody departs before `now`. */
  passTo(now: number): void {
    for (const tour of this.plan?.tours ?? []) {
      const done = this.committed.get(tour.technicianId) ?? [];
      for (const { stop, atSeconds: latest } of departures(this.whole, this.placeOf(tour.technicianId), tour)) {
        const atSeconds = Math.max(latest, this.plannedAt);
        if (atSeconds >= now) break;
        if (done.length === 0) this.leftAt.set(tour.technicianId, atSeconds);
        done.push({ stop, atSeconds });
      }
    }
  }

  /** What is left to plan at `now`: open requests, and everybody where he is and with what he has on board then. */
  problemAt(now: number): Problem {
    const gone = new Set(
      [...this.committed.values()].flat().flatMap(({ stop }) => (stop.kind === 'job' ? [stop.jobId] : [])),
    );
    const open = this.known.filter(({ id }) => !gone.has(id));
    const people = this.whole.technicians.map((technician) => this.personAt(technician, now));
    return {
      ...this.whole,
      jobs: [
        ...open.map((job) => ({ ...job, ...(this.accepted.has(job.id) && { priceUnserved: priceOfAccepted }) })),
        ...people.flatMap(({ pin }) => pin ?? []),
      ],
      technicians: people.map(({ technician }) => technician),
      published: (this.plan?.tours ?? []).flatMap(({ technicianId, stops }) =>
        stops.flatMap((stop) =>
          stop.kind === 'job' && !gone.has(stop.jobId)
            ? [{ jobId: stop.jobId, technicianId, shift: 0, startSeconds: stop.startSeconds }]
            : [],
        ),
      ),
    };
  }

  /** From `now` on this plan is carried out. */
  follow(plan: Plan, now: number): void {
    this.plan = plan;
    this.plannedAt = now;
    for (const { stops } of plan.tours)
      for (const stop of stops) if (stop.kind === 'job') this.accepted.add(stop.jobId);
  }

  /** Everything that was done in the end, as a plan of the whole day, and requests that nobody served. */
  outcome(): { tours: Tour[]; unserved: string[]; commits: ReadonlyMap<string, Committed[]> } {
    this.passTo(Infinity);
    const tours = this.whole.technicians.flatMap(({ id, shifts }) => {
      const stops = (this.committed.get(id) ?? []).map(({ stop }) => stop);
      const last = stops.at(-1);
      const home = shifts[0]?.endPlace ?? 0;
      if (!last) return [];
      const returnSeconds = last.finishSeconds + driven(this.whole.travel, placeOfStop(this.whole, last), home);
      return [{ technicianId: id, shift: 0, departSeconds: this.leftAt.get(id) ?? 0, returnSeconds, stops }];
    });
    const served = new Set(
      tours.flatMap(({ stops }) => stops.flatMap((stop) => (stop.kind === 'job' ? [stop.jobId] : []))),
    );
    return { tours, unserved: this.known.flatMap(({ id }) => (served.has(id) ? [] : [id])), commits: this.committed };
  }

  private placeOf(technicianId: string): number {
    const last = this.committed.get(technicianId)?.at(-1);
    const technician = this.whole.technicians.find(({ id }) => id === technicianId);
    return last ? placeOfStop(this.whole, last.stop) : (technician?.shifts[0]?.startPlace ?? 0);
  }

  /** A technician at `now`. Who has left home gets a pin where he is: his working time runs, whether he waits there or not. */
  private personAt(technician: Technician, now: number): { technician: Technician; pin?: Job } {
    const [shift] = technician.shifts;
    if (!shift) return { technician };
    const done = this.committed.get(technician.id) ?? [];
    const last = done.at(-1);
    const startSeconds = Math.max(shift.startSeconds, now, last?.stop.finishSeconds ?? 0);
    const startPlace = this.placeOf(technician.id);
    const moved = {
      ...technician,
      shifts: [{ ...shift, startSeconds, startPlace }],
      ...vanAfter(this.whole, technician, done),
    };
    if (!last) return { technician: moved };
    const id = pinPrefix + technician.id;
    const pins = [{ technicianId: technician.id, startSeconds }];
    return { technician: moved, pin: { id, place: startPlace, durationSeconds: 0, pins } };
  }
}

const placeOfStop = ({ jobs, stockPoints = [] }: Problem, stop: JobStop): number =>
  (stop.kind === 'job'
    ? jobs.find(({ id }) => id === stop.jobId)?.place
    : stockPoints.find(({ id }) => id === stop.stockPointId)?.place) ?? 0;

const driven = ({ places, seconds }: Travel, from: number, to: number) => seconds[from * places + to] as number;

/** Stops of a tour with the latest departure to each that delays nothing: whoever must wait waits before he leaves. */
function departures(problem: Problem, from: number, { stops }: Tour): Committed[] {
  let at = from;
  const found: Committed[] = [];
  for (const stop of stops) {
    if (stop.kind === 'break' || (stop.kind === 'job' && stop.jobId.startsWith(pinPrefix))) continue;
    const to = placeOfStop(problem, stop);
    const atSeconds = stop.startSeconds - driven(problem.travel, at, to);
    const whole = { ...stop, arriveSeconds: stop.startSeconds };
    found.push({ stop: whole, atSeconds });
    at = to;
  }
  return found;
}

/** What is on board after these stops; behind a restock everything is. */
function vanAfter({ jobs }: Problem, { van }: Technician, done: readonly Committed[]): { van?: Technician['van'] } {
  if (!van || done.length === 0) return van ? { van } : {};
  if (done.some(({ stop }) => stop.kind === 'restock')) return { van: undefined };
  const parts = new Map(van.parts);
  for (const { stop } of done) {
    const job = stop.kind === 'job' ? jobs.find(({ id }) => id === stop.jobId) : undefined;
    for (const { partId, quantity } of job?.parts ?? []) parts.set(partId, (parts.get(partId) ?? 0) - quantity);
  }
  return { van: { ...van, parts } };
}

/** Could the request have been put somewhere into what was planned, all else as it was? Judged by the checker, place by place. */
export function couldBeInserted(problem: Problem, plan: Plan, jobId: string): boolean {
  const job = problem.jobs.find(({ id }) => id === jobId);
  if (!job) return false;
  const unserved = plan.unserved.filter((one) => one.jobId !== jobId);
  return problem.technicians.some((technician) => {
    const tour = plan.tours.find(({ technicianId }) => technicianId === technician.id);
    const others = plan.tours.filter((one) => one !== tour);
    const stops = (tour?.stops ?? []).filter((stop): stop is JobStop => stop.kind !== 'break');
    const restocks: (JobStop | undefined)[] = [undefined];
    if (!stops.some(({ kind }) => kind === 'restock'))
      for (const stockPointId of technician.stockPointIds ?? [])
        restocks.push({ kind: 'restock', stockPointId, arriveSeconds: 0, startSeconds: 0, finishSeconds: 0 });
    return restocks.some((restock) =>
      placesIn(stops, { kind: 'job', jobId, arriveSeconds: 0, startSeconds: 0, finishSeconds: 0 }, restock).some(
        (sequence) => {
          const timed = asEarlyAsPossible(problem, technician, sequence);
          return timed && check(problem, { ...plan, unserved, tours: [...others, timed] }).violations.length === 0;
        },
      ),
    );
  });
}

function placesIn(stops: readonly JobStop[], visit: JobStop, restock: JobStop | undefined): JobStop[][] {
  return stops.concat(visit).flatMap((_, at) => {
    const withVisit = [...stops.slice(0, at), visit, ...stops.slice(at)];
    if (!restock) return [withVisit];
    return Array.from({ length: at + 1 }, (__, place) => [
      ...withVisit.slice(0, place),
      restock,
      ...withVisit.slice(place),
    ]);
  });
}

function asEarlyAsPossible(problem: Problem, technician: Technician, sequence: readonly JobStop[]): Tour | undefined {
  const [shift] = technician.shifts;
  if (!shift) return undefined;
  let [clock, place] = [shift.startSeconds, shift.startPlace];
  const stops = sequence.map((stop): Stop => {
    const to = placeOfStop(problem, stop);
    const job = stop.kind === 'job' ? problem.jobs.find(({ id }) => id === stop.jobId) : undefined;
    const opens = job?.pins?.[0]?.startSeconds ?? job?.windows?.[0]?.startSeconds ?? -Infinity;
    const arriveSeconds = clock + driven(problem.travel, place, to);
    const startSeconds = Math.max(arriveSeconds, opens);
    const finishSeconds = startSeconds + (job?.durationSeconds ?? 0);
    [clock, place] = [finishSeconds, to];
    return { ...stop, arriveSeconds, startSeconds, finishSeconds };
  });
  const returnSeconds = clock + driven(problem.travel, place, shift.endPlace);
  return { technicianId: technician.id, shift: 0, departSeconds: shift.startSeconds, returnSeconds, stops };
}
