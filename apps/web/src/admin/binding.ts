import type { Schemas } from '../api/client.js';
import type { Role } from '../session/roles.js';
import type { FormValues } from '../ui/send-form.js';

const siteRoles: readonly Role[] = ['site_manager', 'technician'];

export const needsSite = (roles: readonly Role[]): boolean => roles.some((role) => siteRoles.includes(role));
export const needsTechnician = (roles: readonly Role[]): boolean => roles.includes('technician');

/** What somebody may do and for whom. Null unbinds from the site or technician of roles that are taken away. */
export interface Binding {
  roles: Role[];
  siteId: string | null;
  technicianId: string | null;
}

/** What the fields say; whatever the roles do not ask for is none, also where a hidden field still knows it. */
export function bindingOf({ all, text }: Pick<FormValues, 'all' | 'text'>): Binding {
  const roles = all('roles') as Role[];
  return {
    roles,
    siteId: (needsSite(roles) && text('siteId')) || null,
    technicianId: (needsTechnician(roles) && text('technicianId')) || null,
  };
}

/** For a user who is not bound to anything yet. */
export function newBindingOf(values: Pick<FormValues, 'all' | 'text'>) {
  const { roles, siteId, technicianId } = bindingOf(values);
  return { roles, ...(siteId && { siteId }), ...(technicianId && { technicianId }) };
}

type ChangeUser = Schemas['ChangeUser'];

/** The API takes null for these though its document, which knows no null, does not show it. */
export const changeOf = (displayName: string, binding: Binding) => ({ displayName, ...binding }) as ChangeUser;
