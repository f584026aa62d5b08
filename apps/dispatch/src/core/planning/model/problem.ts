import type { RuleName } from '../rules.js';
import type { Job } from './job.js';
import type { Objective } from './objective.js';
import type { StockPoint, Technician } from './technician.js';
import type { Travel } from './travel.js';

/** A broken rule that a dispatcher allowed for one job, with one technician or with any. */
export interface Override {
  rule: RuleName;
  jobId: string;
  technicianId?: string;
  reason: string;
}

/** Where a job stands in the published plan: changes against it cost `disturbance`, and the search starts from it. */
export interface PublishedVisit {
  jobId: string;
  technicianId: string;
  shift: number;
  startSeconds: number;
}

/** How far a plan may go from the published one. Then nothing is shuffled: only what has no place is put in, and what it pushes out goes elsewhere. */
export interface ChangeLimit {
  /** Published visits that get another technician or another start, at most. */
  visits: number;
  /** Jobs that may go anywhere: they do not count, and are not held to where they were. */
  free?: readonly string[];
}

/** Everything a plan is made from. Ids are unique in their list. */
export interface Problem {
  jobs: readonly Job[];
  technicians: readonly Technician[];
  stockPoints?: readonly StockPoint[];
  travel: Travel;
  objective: Objective;
  published?: readonly PublishedVisit[];
  overrides?: readonly Override[];
  changeLimit?: ChangeLimit;
}
