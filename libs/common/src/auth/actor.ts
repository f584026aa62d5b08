export const roles = [
  'agent',
  'dispatcher',
  'site_manager',
  'technician',
  'planner',
  'quality_engineer',
  'supervisor',
  'finance',
  'admin',
] as const;
export type Role = (typeof roles)[number];

export const scopes = [
  'requests:read',
  'requests:write',
  'orders:read',
  'orders:write',
  'offers:read',
  'offers:write',
  'visits:read',
  'visits:write',
  'stock:read',
  'stock:write',
  'sites:read',
  'sites:write',
  'quality:read',
  'stream:read',
] as const;
export type Scope = (typeof scopes)[number];

/** Who does something: a signed-in person, an API key, or Callout itself. */
export interface Actor {
  kind: 'user' | 'key' | 'system';
  id: string;
  name: string;
  roles: readonly Role[];
  /** Set when the actor may only touch this site's rows. */
  siteId?: string;
  /** Set when the actor is a technician. */
  technicianId?: string;
  /** Only for keys: what the key was given. */
  scopes?: readonly Scope[];
}

export const systemActor: Actor = {
  kind: 'system',
  id: '00000000-0000-0000-0000-000000000000',
  name: 'Callout',
  roles: ['admin'],
};
