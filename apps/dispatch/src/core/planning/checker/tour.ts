import type { Job } from '../model/job.js';
import type { Tour } from '../model/plan.js';
import type { Problem } from '../model/problem.js';
import type { Shift, StockPoint, Technician } from '../model/technician.js';

/** A visit as the plan states it, with everything of the problem that it names. */
export interface CheckedVisit {
  job: Job;
  technician: Technician;
  shift: number;
  arriveSeconds: number;
  startSeconds: number;
  finishSeconds: number;
  /** The last stock point before it on the tour. */
  restock: StockPoint | undefined;
}

/** A leg between two places, with the time at which it is begun. */
export interface Leg {
  from: number;
  to: number;
  leaveSeconds: number;
}

/** A tour with its names looked up. */
export interface CheckedTour {
  tour: Tour;
  technician: Technician;
  shift: Shift;
  visits: CheckedVisit[];
  legs: Leg[];
}

/** Names of a problem, looked up. */
export interface Names {
  jobs: ReadonlyMap<string, Job>;
  technicians: ReadonlyMap<string, Technician>;
  stockPoints: ReadonlyMap<string, StockPoint>;
}

const byId = <Thing extends { id: string }>(things: readonly Thing[]) =>
  new Map(things.map((thing) => [thing.id, thing]));

export const namesOf = ({ jobs, technicians, stockPoints = [] }: Problem): Names => ({
  jobs: byId(jobs),
  technicians: byId(technicians),
  stockPoints: byId(stockPoints),
});

/** Follows a tour; a name that the problem does not know is given to `unknown` and left out. */
export function followTour(tour: Tour, names: Names, unknown: (name: string) => void): CheckedTour | undefined {
  const technician = names.technicians.get(tour.technicianId);
  const shift = technician?.shifts[tour.shift];
  if (!technician || !shift) {
    unknown(`technician '${tour.technicianId}', shift ${tour.shift}`);
    return undefined;
  }
  const visits: CheckedVisit[] = [];
  const legs: Leg[] = [];
  let [place, leaveSeconds] = [shift.startPlace, tour.departSeconds];
  let restock: StockPoint | undefined;
  for (const stop of tour.stops) {
    if (stop.kind === 'break') {
      leaveSeconds = stop.finishSeconds;
      continue;
    }
    const job = stop.kind === 'job' ? names.jobs.get(stop.jobId) : undefined;
    const point = stop.kind === 'restock' ? names.stockPoints.get(stop.stockPointId) : undefined;
    const to = job?.place ?? point?.place;
    if (to === undefined) {
      unknown(stop.kind === 'job' ? `job '${stop.jobId}'` : `stock point '${stop.stockPointId}'`);
      continue;
    }
    legs.push({ from: place, to, leaveSeconds });
    const { arriveSeconds, startSeconds, finishSeconds } = stop;
    if (job) visits.push({ job, technician, shift: tour.shift, arriveSeconds, startSeconds, finishSeconds, restock });
    restock = point ?? restock;
    [place, leaveSeconds] = [to, finishSeconds];
  }
  legs.push({ from: place, to: shift.endPlace, leaveSeconds });
  return { tour, technician, shift, visits, legs };
}
