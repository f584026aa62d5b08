import type { EntityManager } from 'typeorm';
import { requireVersion } from './caller.js';
import { Problem } from './problems.js';

/** Lets only one transaction at a time save what is under this code: what is not there yet has no row to lock. */
export async function lockCode(manager: EntityManager, kind: string, code: string): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`${kind}:${code}`]);
}

/** For a PUT that also enters what is not there (`present` is undefined then): 428 and 412 as `requireVersion`, 412 too for a version of nothing. */
export function requireSeen(present: number | undefined, seen: number | undefined): void {
  if (present !== undefined) requireVersion(present, seen);
  else if (seen !== undefined) {
    throw new Problem('stale-version', `you saw version "${seen}", but nothing is here: send no If-Match to enter it`);
  }
}
