import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Client } from 'pg';

/** The services, each with an outbox and an inbox in the schema of its name. */
export const services = ['gateway', 'desk', 'dispatch', 'inventory', 'quality'] as const;

/** Consumers by type of event. */
export type Catalogue = ReadonlyMap<string, readonly string[]>;

/** How many events of a type a consumer is done with. */
export interface Handled {
  consumer: string;
  type: string;
  events: number;
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

/** Every event in the table `published` reached every consumer that the catalogue names for its type, and no other; none waits or was given up. */
export async function checkDeliveries(
  client: Client,
  catalogue: Catalogue,
): Promise<{ looked: number; faults: string[] }> {
  const published = await client.query<{ type: string; events: number }>(
    'SELECT type, count(*)::int AS events FROM published GROUP BY type',
  );
  const handled: Handled[] = [];
  const left: string[] = [];
  for (const service of services) {
    handled.push(...(await handledBy(client, service)));
    left.push(...(await leftIn(client, service)));
  }
  const wanted = awakeOnly(catalogue, handled);
  const faults = faultsOf(new Map(published.rows.map(({ type, events }) => [type, events])), handled, wanted);
  return { looked: handled.reduce((sum, { events }) => sum + events, 0), faults: [...faults, ...left] };
}

/** Consumers that a setting switches off, as a replay does with `DAY_IMPROVEMENTS`: then they hear nothing at all. */
const mayBeOff = ['dispatch.improvements'];

/** The catalogue without the consumers that are switched off. */
export function awakeOnly(catalogue: Catalogue, handled: readonly Handled[]): Catalogue {
  const off = new Set(mayBeOff.filter((name) => !handled.some(({ consumer }) => consumer === name)));
  return new Map([...catalogue].map(([type, consumers]) => [type, consumers.filter((name) => !off.has(name))]));
}

/** What the catalogue wants against what was handled, both ways; `published` holds the number of events by type. */
export function faultsOf(
  published: ReadonlyMap<string, number>,
  handled: readonly Handled[],
  catalogue: Catalogue,
): string[] {
  const faults: string[] = [];
  const found = new Map(handled.map(({ consumer, type, events }) => [`${consumer} ${type}`, events]));
  for (const [type, total] of published) {
    const consumers = catalogue.get(type);
    if (!consumers) faults.push(`${total} events ${type} were published, a type that the catalogue does not know`);
    for (const consumer of consumers ?? []) {
      const events = found.get(`${consumer} ${type}`) ?? 0;
      if (events !== total) faults.push(`${consumer} handled ${events} of ${total} events ${type}`);
    }
  }
  for (const { consumer, type } of handled) {
    if (!catalogue.get(type)?.includes(consumer)) faults.push(`${consumer} handled ${type}, which it does not hear`);
  }
  return faults;
}

/** A row of `inbox_seen` says only that the event arrived: one that still lies in the inbox or was discarded by an operator was not handled. */
async function handledBy(client: Client, service: string): Promise<Handled[]> {
  const { rows } = await client.query<Handled>(
    `SELECT consumer, type, count(*)::int AS events
     FROM "${service}".inbox_seen AS seen JOIN published ON published.id = seen.event_id
     WHERE NOT EXISTS (SELECT FROM "${service}".inbox WHERE inbox.consumer = seen.consumer AND inbox.event_id = seen.event_id)
       AND NOT EXISTS (SELECT FROM "${service}".dead_letter AS letter
         WHERE letter.consumer = seen.consumer AND letter.event_id = seen.event_id AND letter.state = 'discarded')
     GROUP BY consumer, type`,
  );
  return rows;
}

async function leftIn(client: Client, service: string): Promise<string[]> {
  const { rows } = await client.query<{ what: string; number: number }>(
    `SELECT 'waiting in the outbox' AS what, count(*)::int AS number FROM "${service}".outbox_waiting
     UNION ALL SELECT 'waiting in the inbox', count(*)::int FROM "${service}".inbox
     UNION ALL SELECT 'dead letters', count(*)::int FROM "${service}".dead_letter WHERE state IN ('dead', 'queued')
     UNION ALL SELECT 'dead letters that an operator discarded', count(*)::int FROM "${service}".dead_letter WHERE state = 'discarded'`,
  );
  return rows.filter(({ number }) => number > 0).map(({ what, number }) => `${service}: ${number} ${what}`);
}
