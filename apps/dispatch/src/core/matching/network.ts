import type { SiteKind, SiteStatus } from '#common/events/lists.js';
import type { Answering } from '../offers/answering.js';
import type { OfferRules } from '../offers/offer-rules.js';
import type { Stretch, WorkingHours } from '../time/weekly-hours.js';
import type { Territory } from './territory.js';
import type { Spot } from './travel.js';

/** A repair site as matching sees it. */
export interface NetworkSite extends Spot {
  id: string;
  code: string;
  name: string;
  kind: SiteKind;
  status: SiteStatus;
  territory: Territory;
  hours: WorkingHours;
  /** Visits a local day. */
  dailyCapacity: number;
  /** Product categories; empty = all. */
  categories: ReadonlySet<string>;
  /** 0..100 of its score card. */
  score: number;
  /** How it is expected to answer offers. */
  answering: Answering;
  technicians: readonly NetworkTechnician[];
}

/** A technician as matching sees him. */
export interface NetworkTechnician {
  id: string;
  siteId: string;
  name: string;
  active: boolean;
  home: Spot;
  /** Skill -> level 1..5. */
  skills: ReadonlyMap<string, number>;
  /** Certificate -> last day on which it counts, `YYYY-MM-DD`. */
  certificates: ReadonlyMap<string, string>;
  absences: readonly { startMs: number; endMs: number }[];
  /** When he works on a local day, absences taken out. */
  workOn: (day: number) => readonly Stretch[];
}

/** Everything that changes seldom; held in memory. */
export interface Network {
  sites: readonly NetworkSite[];
  technician: (id: string) => NetworkTechnician | undefined;
  site: (id: string) => NetworkSite | undefined;
  offerRules: OfferRules;
}
