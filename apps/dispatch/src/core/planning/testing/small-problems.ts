import type { Job } from '../model/job.js';
import { onlyTerms } from '../model/objective.js';
import type { Problem } from '../model/problem.js';
import type { Technician } from '../model/technician.js';

/** Places on a line, ten minutes from one to the next. */
export const line = (places: number) => {
  const seconds = Float64Array.from(
    { length: places * places },
    (_, at) => 600 * Math.abs(Math.floor(at / places) - (at % places)),
  );
  return { places, seconds, metres: seconds };
};
export const worker = (id: string, more: Partial<Technician> = {}): Technician => ({
  id,
  shifts: [{ startSeconds: 0, endSeconds: 30_000, startPlace: 0, endPlace: 0 }],
  rates: { perTravelHour: 60 },
  ...more,
});
export const visit = (id: string, place: number, more: Partial<Job> = {}): Job => ({
  id,
  place,
  durationSeconds: 1200,
  ...more,
});
export const problem = (
  jobs: readonly Job[],
  technicians: readonly Technician[],
  more: Partial<Problem> = {},
): Problem => ({
  jobs,
  technicians,
  travel: line(6),
  objective: onlyTerms({ unserved: 1000, travelTime: 1, scarceSkill: 5 }),
  ...more,
});
