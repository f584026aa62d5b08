import type { Job } from './model/job.js';
import type { Problem } from './model/problem.js';
import type { TimeWindow } from './model/time.js';
import type { Technician } from './model/technician.js';

/** What is wrong with a problem before any search: which thing, which rule, and a sentence. */
export interface Fault {
  kind: 'job' | 'technician' | 'stock point' | 'travel' | 'problem';
  id: string;
  rule:
    | 'too-many'
    | 'same-id'
    | 'unknown-place'
    | 'negative'
    | 'window'
    | 'windows-overlap'
    | 'matrix'
    | 'unknown-job'
    | 'cycle'
    | 'people'
    | 'pins'
    | 'shift';
  message: string;
}

/** Thrown by `solve` and `rank`: the problem cannot be planned as it is. */
export class ProblemFaulty extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super(faults.map(({ message }) => message).join(' '));
  }
}

/** Jobs in one problem at most. */
export const mostJobs = 10_000;

const isNumber = (value: number) => Number.isFinite(value);
const runsBackwards = ({ startSeconds, endSeconds }: TimeWindow) => !(startSeconds <= endSeconds);

/** Everything wrong with a problem; empty when it can be planned. A job that nobody can do is no fault: it stays unserved, with the rule. */
export function faultsOf(problem: Problem): Fault[] {
  const { jobs, technicians, stockPoints = [] } = problem;
  return [
    ...sizeFaults(problem),
    ...travelFaults(problem),
    ...sameIds('job', jobs),
    ...sameIds('technician', technicians),
    ...sameIds('stock point', stockPoints),
    ...jobs.flatMap((job) => jobFaults(job, problem)),
    ...technicians.flatMap((technician) => technicianFaults(technician, problem)),
    ...stockPoints.flatMap(({ id, place, seconds = 0, window }) => [
      ...placeFaults('stock point', id, [place], problem),
      ...(seconds >= 0 ? [] : [fault('stock point', id, 'negative', `takes ${seconds} s: say 0 or more`)]),
      ...(window ? windowFaults('stock point', id, [window]) : []),
    ]),
    ...cycleFaults(jobs),
    ...limitFaults(problem),
  ];
}

const fault = (kind: Fault['kind'], id: string, rule: Fault['rule'], what: string): Fault => ({
  kind,
  id,
  rule,
  message: `${kind[0]?.toUpperCase()}${kind.slice(1)} '${id}' ${what}.`,
});

const sizeFaults = ({ jobs }: Problem) =>
  jobs.length <= mostJobs
    ? []
    : [fault('problem', String(jobs.length), 'too-many', `has ${jobs.length} jobs: plan at most ${mostJobs} at once`)];

const limitFaults = ({ changeLimit }: Problem) =>
  !changeLimit || changeLimit.visits >= 0
    ? []
    : [fault('problem', 'changeLimit', 'negative', `lets ${changeLimit.visits} visits change: say 0 or more`)];

function travelFaults({ travel }: Problem): Fault[] {
  const { places, seconds, metres } = travel;
  const size = places * places;
  if (seconds.length !== size || metres.length !== size)
    return [
      fault(
        'travel',
        'table',
        'matrix',
        `has ${seconds.length} times and ${metres.length} distances for ${places} places: give ${size} of each`,
      ),
    ];
  const hole = (values: Float64Array) => values.findIndex((value) => !(value >= 0 && value < Infinity));
  const at = Math.max(hole(seconds), hole(metres));
  if (at < 0) return [];
  const [from, to] = [Math.floor(at / places), at % places];
  return [fault('travel', 'table', 'matrix', `has no time or distance of 0 or more from place ${from} to place ${to}`)];
}

function sameIds(kind: Fault['kind'], things: readonly { id: string }[]): Fault[] {
  const seen = new Set<string>();
  return things.flatMap(({ id }) => {
    const isKnown = seen.has(id);
    seen.add(id);
    return isKnown ? [fault(kind, id, 'same-id', 'is there twice: give each its own id')] : [];
  });
}

function placeFaults(kind: Fault['kind'], id: string, places: readonly number[], { travel }: Problem): Fault[] {
  return places
    .filter((place) => !(Number.isInteger(place) && place >= 0 && place < travel.places))
    .map((place) =>
      fault(
        kind,
        id,
        'unknown-place',
        `is at place ${place}, but the travel table has places 0 to ${travel.places - 1}`,
      ),
    );
}

function windowFaults(kind: Fault['kind'], id: string, windows: readonly TimeWindow[]): Fault[] {
  const backwards = windows.find(runsBackwards);
  if (backwards)
    return [
      fault(
        kind,
        id,
        'window',
        `has a window that ends (${backwards.endSeconds}) before it starts (${backwards.startSeconds})`,
      ),
    ];
  const overlap = windows.findIndex(
    (window, index) => index > 0 && window.startSeconds < (windows[index - 1]?.endSeconds ?? 0),
  );
  return overlap > 0 ? [fault(kind, id, 'windows-overlap', 'has windows that overlap or are not in order')] : [];
}

function jobFaults(job: Job, problem: Problem): Fault[] {
  const { id, windows = [], softWindows = [], earliestStartSeconds } = job;
  const faults = [
    ...placeFaults('job', id, [job.place], problem),
    ...windowFaults('job', id, windows),
    ...windowFaults('job', id, softWindows),
  ];
  const numbers = [
    job.durationSeconds,
    job.durationSpreadSeconds ?? 0,
    job.priceUnserved ?? 0,
    job.latenessWeight ?? 0,
  ];
  if (!numbers.every((value) => isNumber(value) && value >= 0))
    faults.push(fault('job', id, 'negative', 'has a duration, price or weight that is no number of 0 or more'));
  if ((job.parts ?? []).some(({ quantity }) => !(quantity > 0 && isNumber(quantity))))
    faults.push(fault('job', id, 'negative', 'needs a part in a quantity that is not above 0'));
  faults.push(...peopleFaults(job));
  const end = windows.at(-1)?.endSeconds;
  if (earliestStartSeconds !== undefined && end !== undefined && earliestStartSeconds > end)
    faults.push(
      fault(
        'job',
        id,
        'window',
        `may start at ${earliestStartSeconds} at the earliest, after its last window ends (${end})`,
      ),
    );
  return faults;
}

/** Two starts are one when they differ by less: a plan's times are sums of doubles. */
const together = 1e-6;

function peopleFaults({ id, people = 1, pins = [] }: Job): Fault[] {
  const faults: Fault[] = [];
  if (people !== 1 && people !== 2)
    faults.push(fault('job', id, 'people', `is for ${people} people: 1 or 2 are planned, divide it into several jobs`));
  const isWhole = pins.length === 0 || pins.length === people;
  const [first] = pins;
  if (!isWhole || pins.some(({ startSeconds }) => Math.abs(startSeconds - (first?.startSeconds ?? 0)) > together))
    faults.push(
      fault('job', id, 'pins', `has ${pins.length} pins: give one for each of its ${people} people, with one start`),
    );
  return faults;
}

function technicianFaults({ id, shifts, durationFactor = 1 }: Technician, problem: Problem): Fault[] {
  const faults = placeFaults(
    'technician',
    id,
    shifts.flatMap(({ startPlace, endPlace }) => [startPlace, endPlace]),
    problem,
  );
  if (!(durationFactor > 0 && isNumber(durationFactor)))
    faults.push(fault('technician', id, 'negative', `has the duration factor ${durationFactor}: it must be above 0`));
  const bad = shifts.find(
    (shift) => runsBackwards(shift) || (shift.overtimeUntilSeconds ?? shift.endSeconds) < shift.endSeconds,
  );
  if (bad)
    faults.push(fault('technician', id, 'shift', `has a shift that ends before it starts (${bad.startSeconds})`));
  return faults;
}

/** Jobs that wait for each other in a circle, and those that wait for one that is not there. */
function cycleFaults(jobs: readonly Job[]): Fault[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const faults: Fault[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const way: string[] = [];
  const visit = (job: Job): void => {
    state.set(job.id, 'open');
    way.push(job.id);
    for (const id of job.after ?? []) {
      const before = byId.get(id);
      if (!before)
        faults.push(fault('job', job.id, 'unknown-job', `comes after job '${id}', which is not in the problem`));
      else if (state.get(id) === 'open')
        faults.push(fault('job', job.id, 'cycle', cycleText(way.slice(way.indexOf(id)))));
      else if (!state.has(id)) visit(before);
    }
    state.set(job.id, 'done');
    way.pop();
  };
  for (const job of jobs) if (job.after && !state.has(job.id)) visit(job);
  return faults;
}

/** So many jobs of a circle are named. */
const mostNamed = 10;

function cycleText(circle: readonly string[]): string {
  const [first = ''] = circle;
  const named = circle.slice(0, mostNamed).map((id) => `'${id}'`);
  const more = circle.length > mostNamed ? ` and ${circle.length - mostNamed} more` : '';
  return `waits in a circle: ${named.join(' after ')}${more} after '${first}'`;
}
