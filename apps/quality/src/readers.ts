import type { Role } from '#common/auth/actor.js';
import type { RoutePolicy } from '#common/http/policy.js';

const engineers: readonly Role[] = ['quality_engineer', 'supervisor'];

/** Who may read records, reports and score cards: a site manager those of the own site only. */
export const readers: RoutePolicy = {
  roles: [...engineers, 'dispatcher', 'planner', 'site_manager'],
  scope: 'quality:read',
};
/** Charts and alerts are about products over the whole network. */
export const networkReaders: RoutePolicy = { roles: [...engineers, 'dispatcher', 'planner'] };
export const networkEngineers: RoutePolicy = { roles: engineers };
