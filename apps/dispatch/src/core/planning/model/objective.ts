/** Every term of the cost of a plan. One currency; the weight of each is in `Objective`. */
export const terms = [
  'unserved',
  'travelTime',
  'travelDistance',
  'work',
  'overtime',
  'waiting',
  'shifts',
  'lateness',
  'softWindow',
  'scarceSkill',
  'firstTimeFix',
  'continuity',
  'preference',
  'siteScore',
  'disturbance',
  'fairness',
] as const;

export type Term = (typeof terms)[number];

export interface Objective {
  /** For each job without a price of its own. */
  unserved: number;
  /** Factors on the technicians' rates. */
  travelTime: number;
  travelDistance: number;
  work: number;
  overtime: number;
  shifts: number;
  /** Per hour of idle time between leaving and returning. */
  waiting: number;
  /** Per hour, times the job's `latenessWeight`. */
  lateness: number;
  /** Per hour. */
  softWindow: number;
  /** Per level held above the level asked, where another open job competes for the higher level. */
  scarceSkill: number;
  /** Factor on the expected cost of second visits. */
  firstTimeFix: number;
  /** For a job whose last technician is known and does not come. */
  continuity: number;
  /** For a job with preferred technicians or sites that gets another. */
  preference: number;
  /** Per point that the site's score lies below 100. */
  siteScore: number;
  /** Per visit given to another technician than in the published plan, and per hour that its start moves. */
  disturbancePerVisit: number;
  disturbancePerHour: number;
  /** Per hour worked or driven and per hour of credit: cost = weight * (hours * credit + risePerHour * hours² / 2). */
  fairness: number;
}

/** Money of a plan in the network: yuan, with an hour of a technician at 60 and a kilometre at 1. */
export const standardObjective: Objective = {
  unserved: 2000,
  travelTime: 1,
  travelDistance: 1,
  work: 1,
  overtime: 1,
  shifts: 1,
  waiting: 10,
  lateness: 30,
  softWindow: 20,
  scarceSkill: 8,
  firstTimeFix: 1,
  continuity: 15,
  preference: 15,
  siteScore: 0.2,
  disturbancePerVisit: 20,
  disturbancePerHour: 5,
  fairness: 0.5,
};

/** No cost but those named: for benches and tests. */
export function onlyTerms(weights: Partial<Objective>): Objective {
  const none = Object.fromEntries(Object.keys(standardObjective).map((name) => [name, 0])) as unknown as Objective;
  return { ...none, ...weights };
}
