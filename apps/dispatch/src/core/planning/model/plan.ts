import type { Term } from './objective.js';
import type { RuleName } from '../rules.js';

/** One thing that a technician does on a tour, with its times in seconds since the origin. */
export type Stop =
  | { kind: 'job'; jobId: string; arriveSeconds: number; startSeconds: number; finishSeconds: number }
  | { kind: 'restock'; stockPointId: string; arriveSeconds: number; startSeconds: number; finishSeconds: number }
  | { kind: 'break'; startSeconds: number; finishSeconds: number };

/** What one technician does in one shift. */
export interface Tour {
  technicianId: string;
  /** Index in the technician's `shifts`. */
  shift: number;
  departSeconds: number;
  returnSeconds: number;
  stops: readonly Stop[];
}

export interface UnservedJob {
  jobId: string;
  /** The rule that left nobody: absent when it was served dearer than its price or the search ran out of time. */
  rule?: RuleName;
}

/** A proposal: every job is in exactly one tour (in `people` tours) or unserved. */
export interface Plan {
  tours: readonly Tour[];
  unserved: readonly UnservedJob[];
  cost: number;
  terms: Readonly<Record<Term, number>>;
}
