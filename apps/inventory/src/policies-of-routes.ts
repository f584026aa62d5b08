import type { RoutePolicy } from '#common/http/policy.js';

/** Who may look at parts and at the stock of the own places. */
export const readers = {
  roles: ['planner', 'dispatcher', 'supervisor', 'agent', 'finance', 'quality_engineer', 'site_manager', 'technician'],
  scope: 'stock:read',
} as const satisfies RoutePolicy;

/** Who may look at the plans behind the stock. */
export const planReaders = {
  roles: ['planner', 'supervisor', 'finance', 'dispatcher'],
} as const satisfies RoutePolicy;

/** The same, and a site for its own places. */
export const planReadersAndSites = {
  roles: [...planReaders.roles, 'site_manager'],
  scope: 'stock:read',
} as const satisfies RoutePolicy;

export const planners = { roles: ['planner'] } as const satisfies RoutePolicy;

/** Who may count and correct stock: planners everywhere, a site its own places. */
export const stockKeepers = { roles: ['planner', 'site_manager'], scope: 'stock:write' } as const satisfies RoutePolicy;
