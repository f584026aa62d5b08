import type { Role } from '#common/auth/actor.js';
import { demoId } from './ids.js';
import type { Names } from './names.js';
import type { DemoSite } from './network.js';
import type { DemoTechnician } from './technicians.js';

/** The password of every demo account. Known to all: the demo is for trying things, never for real customers. */
export const demoPassword = 'callout-demo';

export interface DemoUser {
  id: string;
  name: string;
  displayName: string;
  roles: Role[];
  siteId?: string;
  technicianId?: string;
}

const officeRoles = ['admin', 'agent', 'dispatcher', 'finance', 'planner', 'quality_engineer', 'supervisor'] as const;

/** One account per role of the office (named like the role), `site-01` ... for each site's manager and `t001` ... for each technician. */
export function createUsers(
  seed: number,
  names: Names,
  sites: readonly DemoSite[],
  technicians: readonly DemoTechnician[],
): DemoUser[] {
  const office = officeRoles.map((role) => ({
    name: role.replace('_', '-'),
    displayName: names.person(),
    roles: [role],
  }));
  const managers = sites.map((site, index) => ({
    name: `site-${String(index + 1).padStart(2, '0')}`,
    displayName: names.person(),
    roles: ['site_manager' as const],
    siteId: site.id,
  }));
  const people = technicians.map(({ id, code, siteId, name }) => ({
    name: code.toLowerCase(),
    displayName: name,
    roles: ['technician' as const],
    siteId,
    technicianId: id,
  }));
  return [...office, ...managers, ...people].map((user, index) => ({ id: demoId(seed, 'user', index), ...user }));
}
