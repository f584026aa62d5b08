import type { Client } from 'pg';
import { readCatalogue } from '../../replay/checks/deliveries.js';

/** Makes the table `hears`, for this connection: consumers by type of event, as the catalogue publishes them. */
export async function loadHears(database: Client): Promise<void> {
  const pairs = [...readCatalogue()].flatMap(([type, consumers]) => consumers.map((consumer) => [type, consumer]));
  await database.query('CREATE TEMP TABLE hears (type text, consumer text)');
  await database.query('INSERT INTO hears SELECT * FROM unnest($1::text[], $2::text[])', [
    pairs.map(([type]) => type),
    pairs.map(([, consumer]) => consumer),
  ]);
}
