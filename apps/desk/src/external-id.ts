import type { EntityManager } from 'typeorm';

/** Lets only one transaction at a time look up and enter the thing with this external id. */
export async function lockExternalId(manager: EntityManager, kind: string, externalId: string): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`${kind}:${externalId}`]);
}
