import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Client } from 'pg';
import type { CheckResult } from './ledger.js';

const services = ['gateway', 'desk', 'dispatch', 'inventory', 'quality'] as const;

/** Consumers by type of event. */
export type Catalogue = ReadonlyMap<string, readonly string[]>;

/** How often a consumer has handled a type of event, and how many different ones. */
export interface Handled {
  consumer: string;
  type: string;
  events: number;
  distinct: number;
}

/** Who hears what, from the published catalogue of events, docs/events.schema.json. */
export function readCatalogue(
  file = fileURLToPath(new URL('../../../docs/events.schema.json', import.meta.url)),
): Catalogue {
  const { properties } = JSON.parse(readFileSync(file, 'utf8')) as {
    properties: Record<string, { 'x-heard-by': string[] }>;
  };
  return new Map(Object.entries(properties).map(([type, event]) => [type, event['x-heard-by']]));
}

/**
 * Every published event was handled once by every consumer that the catalogue names for its type, and by no other. Nothing may wait, be parked or
 * be dead.
 */
export async function checkEvents(client: Client, catalogue: Catalogue = readCatalogue()): Promise<CheckResult> {
  await client.query(`CREATE TEMP TABLE published AS ${services.map(publishedBy).join(' UNION ALL ')}`);
  await client.query('CREATE UNIQUE INDEX ON published (id)');
  await client.query('ANALYZE published');
  const published = await client.query<{ type: string; events: number }>(
    'SELECT type, count(*)::int AS events FROM published GROUP BY type',
  );
  const handled: Handled[] = [];
  const left: string[] = [];
  for (const service of services) {
    handled.push(...(await handledBy(client, service)));
    left.push(...(await leftIn(client, service)));
  }
  await client.query('DROP TABLE published');
  const faults = faultsOf(new Map(published.rows.map(({ type, events }) => [type, events])), handled, catalogue);
  return { name: 'events', looked: handled.reduce((sum, { events }) => sum + events, 0), faults: [...faults, ...left] };
}

/** What the catalogue wants against what was handled, both ways; `published` holds the number of events by type. */
export function faultsOf(
  published: ReadonlyMap<string, number>,
  handled: readonly Handled[],
  catalogue: Catalogue,
): string[] {
  const faults: string[] = [];
  const found = new Map(handled.map((one) => [`${one.consumer} ${one.type}`, one]));
  for (const [type, total] of published) {
    const consumers = catalogue.get(type);
    if (!consumers) faults.push(`${total} events ${type} were published, a type that the catalogue does not know`);
    for (const consumer of consumers ?? []) {
      const { events, distinct } = found.get(`${consumer} ${type}`) ?? { events: 0, distinct: 0 };
      if (distinct !== total) faults.push(`${consumer} handled ${distinct} of ${total} events ${type}`);
      if (distinct !== events) faults.push(`${consumer} handled some events ${type} more than once`);
    }
  }
  for (const { consumer, type } of handled) {
    if (!catalogue.get(type)?.includes(consumer)) faults.push(`${consumer} handled ${type}, which it does not hear`);
  }
  return faults;
}

const publishedBy = (service: string) => `SELECT id, type FROM "${service}".outbox`;

async function handledBy(client: Client, service: string): Promise<Handled[]> {
  const { rows } = await client.query<Handled>(
    `SELECT consumer, type, count(*)::int AS events, count(DISTINCT id)::int AS distinct
     FROM "${service}".inbox_seen AS seen JOIN published ON published.id = seen.event_id
     WHERE NOT EXISTS (SELECT FROM "${service}".inbox WHERE inbox.consumer = seen.consumer AND inbox.event_id = seen.event_id)
     GROUP BY consumer, type`,
  );
  return rows;
}

async function leftIn(client: Client, service: string): Promise<string[]> {
  const { rows } = await client.query<{ what: string; number: number }>(
    `SELECT 'waiting in the outbox' AS what, count(*)::int AS number FROM "${service}".outbox_waiting
     UNION ALL SELECT 'waiting in the inbox', count(*)::int FROM "${service}".inbox
     UNION ALL SELECT 'dead letters', count(*)::int FROM "${service}".dead_letter WHERE state = 'dead'`,
  );
  return rows.filter(({ number }) => number > 0).map(({ what, number }) => `${service}: ${number} ${what}`);
}
