import type { Actor, Role, Scope } from '../auth/actor.js';
import { uuidv7 } from '../database/uuid.js';

/** A signed-in person with this role, such as `person('technician', { siteId, technicianId })`. */
export const person = (role: Role, bound: Pick<Actor, 'siteId' | 'technicianId'> = {}): Actor => ({
  kind: 'user',
  id: uuidv7(),
  name: `test ${role}`,
  roles: [role],
  ...bound,
});

/** A site's API key with these scopes. */
export const siteKey = (siteId: string, scopes: readonly Scope[]): Actor => ({
  kind: 'key',
  id: uuidv7(),
  name: 'test key',
  roles: ['site_manager'],
  siteId,
  scopes,
});
