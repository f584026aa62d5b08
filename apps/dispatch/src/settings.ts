import type { DayImprovements } from './core/plans/causes.js';

/** Who says how long a drive takes. */
export type TravelSettings =
  | { source: 'great-circle' }
  | {
      source: 'osrm' | 'valhalla';
      /** Without a slash at its end. */
      url: string;
      /** OSRM's profile or Valhalla's costing; its usual one for cars when it is left out. */
      profile?: string;
      /** Points in one request, sources and targets together. */
      pointsAtOnce: number;
      /** For one request, and for all requests of one table. */
      timeoutSeconds: number;
      tableSeconds: number;
    };

/** How this dispatch decides: read from the environment by `config.ts`, or given by the process that starts all services. Also its injection token. */
export abstract class DispatchSettings {
  /** How long a site may think about an offer: minutes of its opening hours, in an emergency around the clock. */
  abstract readonly offerMinutes: number;
  abstract readonly travel: TravelSettings;
  /** What becomes of a better plan for a day that runs, where a site does not say otherwise; `off`: none is looked for anywhere. */
  abstract readonly dayImprovements: DayImprovements;
}

export const defaultSettings: DispatchSettings = {
  offerMinutes: 30,
  travel: { source: 'great-circle' },
  dayImprovements: 'proposed',
};
