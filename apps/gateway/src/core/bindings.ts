import type { FieldFault } from './field-fault.js';

const siteRoles = new Set(['site_manager', 'technician']);

export interface Binding {
  roles: readonly string[];
  siteId?: string | null | undefined;
  technicianId?: string | null | undefined;
}

/**
 * What is wrong with the roles of a user or key together with the site and technician it is bound to; empty when nothing is.
 * Roles of a site never mix with roles of the head office: row scope follows the site.
 */
export function bindingFaults({ roles, siteId, technicianId }: Binding): FieldFault[] {
  const ofSite = roles.filter((role) => siteRoles.has(role));
  if (roles.length === 0) return [{ field: 'roles', message: 'must name at least one role' }];
  if (ofSite.length > 0 && ofSite.length < roles.length) {
    return [{ field: 'roles', message: 'site_manager and technician cannot be combined with other roles' }];
  }
  const faults: FieldFault[] = [];
  if (ofSite.length > 0 && !siteId) faults.push({ field: 'siteId', message: `is needed for ${ofSite.join(' and ')}` });
  if (ofSite.length === 0 && siteId)
    faults.push({ field: 'siteId', message: 'is only for site_manager and technician' });
  const technician = roles.includes('technician');
  if (technician && !technicianId) faults.push({ field: 'technicianId', message: 'is needed for a technician' });
  if (!technician && technicianId) faults.push({ field: 'technicianId', message: 'is only for a technician' });
  return faults;
}
