import type { Role } from '#common/auth/actor.js';

/** The services behind the gateway, by the name that is also their schema. */
export const serviceNames = ['desk', 'dispatch', 'inventory', 'quality'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** A user who is made at the start if nobody has that name. */
export interface FirstUser {
  name: string;
  displayName: string;
  password: string;
  roles: readonly Role[];
  siteId?: string;
  technicianId?: string;
}

/** An OpenID provider at which people sign in. */
export interface SingleSignOnSettings {
  /** URL of its discovery document, without `/.well-known/…`. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Of our callback, as registered there. */
  redirectUrl: string;
  /** The claim that is a user's name here. */
  nameClaim: string;
}

/** Where browsers get the ground of maps: squares of 256 pixels in Web Mercator. */
export interface MapTiles {
  /** With `{z}`, `{x}` and `{y}` where zoom, column and row go. */
  url: string;
  /** Who is to be named on the map. */
  credit: string;
}

/** How this gateway runs: read from the environment by `config.ts`, or given by the process that starts all services. Also its injection token. */
export abstract class GatewaySettings {
  /** Where the instances of each service answer. */
  abstract readonly serviceUrls: Readonly<Record<ServiceName, readonly string[]>>;
  /** Secret of the tokens for the services. */
  abstract readonly serviceSecret: string;
  abstract readonly sessionHours: number;
  /** Whether browsers may send the cookie over HTTPS only. */
  abstract readonly secureCookies: boolean;
  /** Whether the client's address is the last one in X-Forwarded-For. */
  abstract readonly trustProxy: boolean;
  /** Whether `/metrics` answers everybody, not only this machine and admins. */
  abstract readonly openMetrics: boolean;
  abstract readonly requestsPerMinute: { readonly actor: number; readonly address: number; readonly customer: number };
  abstract readonly singleSignOn?: SingleSignOnSettings;
  /** Without them maps are outlines of our own. */
  abstract readonly mapTiles?: MapTiles;
  abstract readonly firstUsers: readonly FirstUser[];
  /** Demo mode: the sign-in page shows the first users with their passwords, the clock may be moved. */
  abstract readonly demo: boolean;
  /**
   * Whether anything waits in the event path of any service, and when the next timer is due: as soon as nothing waits, at the latest after this
   * time. Only where all services share this process.
   */
  abstract readonly eventPath?: (waitMilliseconds: number) => Promise<{ quiet: boolean; nextDueAt?: Date }>;
}
