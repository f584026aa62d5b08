import type { Role } from '#common/auth/actor.js';

/** Everybody who may look at orders, offers and visits; a site and a technician see their own rows. */
export const readers: readonly Role[] = [
  'dispatcher',
  'agent',
  'planner',
  'quality_engineer',
  'supervisor',
  'finance',
  'site_manager',
  'technician',
];
/** Everybody at the manufacturer. */
export const officers: readonly Role[] = [
  'dispatcher',
  'agent',
  'planner',
  'quality_engineer',
  'supervisor',
  'finance',
];
export const dispatchers: readonly Role[] = ['dispatcher', 'supervisor'];
export const supervisors: readonly Role[] = ['supervisor'];
/** Who answers for a site. */
export const siteOffice: readonly Role[] = ['dispatcher', 'supervisor', 'site_manager'];
/** Who agrees on a time with the customer. */
export const bookers: readonly Role[] = ['dispatcher', 'supervisor', 'agent', 'site_manager'];
/** Who is out there. */
export const fieldStaff: readonly Role[] = ['dispatcher', 'supervisor', 'site_manager', 'technician'];
