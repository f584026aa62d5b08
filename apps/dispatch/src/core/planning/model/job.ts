import type { TimeWindow } from './time.js';

/** A skill at a level 1..5. */
export interface SkillNeed {
  skill: string;
  level: number;
}

export interface PartNeed {
  partId: string;
  quantity: number;
}

/** Who may, must not or should do a job; an absent list restricts nothing. */
export interface Choice {
  required?: readonly string[];
  forbidden?: readonly string[];
  preferred?: readonly string[];
}

/** What decides whether the first visit solves the fault; see the term `firstTimeFix`. */
export interface FixOutlook {
  skill: string;
  /** Chance 0..1 that the fault is solved, by level held: index 0 = the skill is not held. The last entry counts for all higher levels. */
  chanceByLevel: readonly number[];
  /** Parts that may be needed: without one in the van the visit fails with that chance. */
  likelyParts: readonly { partId: string; chance: number }[];
  secondVisitCost: number;
}

/** A visit that may not move: on the way, on site, about to start, or pinned by a dispatcher. */
export interface Pin {
  technicianId: string;
  startSeconds: number;
}

/** One job: a visit to be made. Everything but `id`, `place` and `durationSeconds` is optional and costs nothing when absent. */
export interface Job {
  id: string;
  /** Row of the travel table. */
  place: number;
  /** Mean; multiplied with the technician's `durationFactor`. */
  durationSeconds: number;
  /** Standard deviation, for the chance of being late. */
  durationSpreadSeconds?: number;
  /** The start must lie in one of these; ascending, not overlapping. */
  windows?: readonly TimeWindow[];
  /** A start outside all of these costs `softWindow` per hour to the nearest. */
  softWindows?: readonly TimeWindow[];
  /** No start before, for example because a part arrives then. */
  earliestStartSeconds?: number;
  /** Latest finish; later costs `lateness` times this priority's weight per hour. */
  dueBySeconds?: number;
  latenessWeight?: number;
  /** All of these. */
  skills?: readonly SkillNeed[];
  /** At least one of these. */
  anySkills?: readonly SkillNeed[];
  /** Safety certificates: all of these, valid on the day. */
  certificates?: readonly string[];
  tools?: readonly string[];
  /** Consumed. */
  parts?: readonly PartNeed[];
  /** Technicians needed at once; 1 unless said. */
  people?: 1 | 2;
  /** Jobs that must be finished before this one starts. */
  after?: readonly string[];
  /** Territory in which it lies: only technicians of it. */
  area?: string;
  technicians?: Choice;
  sites?: Choice;
  /** Who came last time. */
  lastTechnicianId?: string;
  /** Cost of not serving it; without it `objective.unserved`. */
  priceUnserved?: number;
  fix?: FixOutlook;
  /** One entry per person. */
  pins?: readonly Pin[];
}
