import type { Actor } from '#common/auth/actor.js';

const nobody = '00000000-0000-0000-0000-000000000000';

/** The technician whose rows alone the caller sees, as dispatch has it: himself, unless he leads the site too; undefined for everybody else. */
export const ownTechnician = ({ roles, technicianId = nobody }: Actor): string | undefined =>
  roles.includes('technician') && !roles.includes('site_manager') ? technicianId : undefined;
