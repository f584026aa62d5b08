import type { TimeWindow } from './time.js';

/** A rest between two visits: it begins in the window and lasts `seconds`. */
export interface Break extends TimeWindow {
  seconds: number;
}

/** One working stretch of a technician, usually a day. */
export interface Shift extends TimeWindow {
  /** Rows of the travel table: home, site, or where he is now. */
  startPlace: number;
  endPlace: number;
  /** He may return as late as this; what lies after `endSeconds` is overtime. */
  overtimeUntilSeconds?: number;
  breaks?: readonly Break[];
  /** Visits at most. */
  maximumJobs?: number;
  maximumWorkSeconds?: number;
  maximumTravelSeconds?: number;
}

export interface HeldSkill {
  level: number;
  /** Does not count for starts later than this. */
  validUntilSeconds?: number;
}

/** What the van carries when the first shift starts. A restock counts to the end of its shift; the van's own stock is consumed over all shifts. */
export interface Van {
  parts: ReadonlyMap<string, number>;
  tools: ReadonlySet<string>;
}

export interface Rates {
  perTravelHour: number;
  perKilometre: number;
  /** From leaving the start place to reaching the end place. */
  perWorkHour: number;
  perOvertimeHour: number;
  /** Once for every shift that is used. */
  perShift: number;
}

/** Standing of the ledger over past weeks, in the currency of the objective: more work is dearer for one who had more than his share. */
export interface FairnessCredit {
  /** Hours worked beyond (+) or below (-) his share. */
  workHours: number;
  travelHours: number;
  /** By how much each hour of a shift raises `workHours` while it is worked: a long day costs more than two short ones. 0 unless said. */
  risePerHour?: number;
}

export interface Technician {
  id: string;
  siteId?: string;
  /** Ascending, not overlapping. */
  shifts: readonly Shift[];
  skills?: ReadonlyMap<string, HeldSkill>;
  /** Certificate -> last second on which a start counts. */
  certificates?: ReadonlyMap<string, number>;
  /** Absent = all areas. */
  areas?: ReadonlySet<string>;
  /** 1 unless said; 1.2 = takes 20 % longer. */
  durationFactor?: number;
  rates?: Partial<Rates>;
  /** Absent = lacks no tool and no part. */
  van?: Van;
  /** Stock points he may use. */
  stockPointIds?: readonly string[];
  fairness?: FairnessCredit;
  /** 0..100 of his site's score card. */
  siteScore?: number;
}

/** Where a van is filled up: after a stop here every tool and part listed is at hand; absent lists = everything. */
export interface StockPoint {
  id: string;
  place: number;
  /** How long the stop takes. */
  seconds?: number;
  window?: TimeWindow;
  parts?: ReadonlySet<string>;
  tools?: ReadonlySet<string>;
}
