import type { Client } from 'pg';
import { type Catalogue, checkDeliveries, readCatalogue, services } from './deliveries.js';
import { checkEffects } from './effects.js';
import type { CheckResult } from './ledger.js';

/**
 * Every published event reached every consumer that the catalogue names for its type, and what it brought about is there once: the inboxes say the
 * first, the tables of the services the second, for an inbox can hold no event twice whatever its listener did.
 */
export async function checkEvents(client: Client, catalogue: Catalogue = readCatalogue()): Promise<CheckResult> {
  await client.query(`CREATE TEMP TABLE published AS ${services.map(publishedBy).join(' UNION ALL ')}`);
  await client.query('CREATE INDEX ON published (id)');
  await client.query('ANALYZE published');
  const deliveries = await checkDeliveries(client, catalogue);
  const effects = await checkEffects(client, catalogue);
  await client.query('DROP TABLE published');
  return {
    name: 'events',
    looked: deliveries.looked + effects.looked,
    faults: [...deliveries.faults, ...effects.faults],
  };
}

const publishedBy = (service: string) => `SELECT id, type, key FROM "${service}".outbox`;
