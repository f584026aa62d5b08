import type { Client } from 'pg';
import type { CheckResult } from './ledger.js';

const services = ['gateway', 'desk', 'dispatch', 'inventory', 'quality'] as const;

interface Heard {
  type: string;
  events: number;
}

/**
 * Every published event was handled once by every listener of its type. Who listens to what is read from what was heard at all: a consumer that
 * has handled one event of a type must have handled all of them. Nothing may wait, be parked or be dead.
 */
export async function checkEvents(client: Client): Promise<CheckResult> {
  await client.query(`CREATE TEMP TABLE published AS ${services.map(publishedBy).join(' UNION ALL ')}`);
  await client.query('CREATE UNIQUE INDEX ON published (id)');
  await client.query('ANALYZE published');
  const published = await client.query<Heard>('SELECT type, count(*)::int AS events FROM published GROUP BY type');
  const total = new Map(published.rows.map(({ type, events }) => [type, events]));
  const faults: string[] = [];
  let deliveries = 0;
  for (const service of services) {
    const heard = await client.query<Heard & { consumer: string; distinct: number }>(
      `SELECT consumer, type, count(*)::int AS events, count(DISTINCT id)::int AS distinct
       FROM "${service}".inbox_seen AS seen JOIN published ON published.id = seen.event_id
       WHERE NOT EXISTS (SELECT FROM "${service}".inbox WHERE inbox.consumer = seen.consumer AND inbox.event_id = seen.event_id)
       GROUP BY consumer, type`,
    );
    for (const { consumer, type, events, distinct } of heard.rows) {
      deliveries += events;
      if (events !== total.get(type)) faults.push(`${consumer} handled ${events} of ${total.get(type)} events ${type}`);
      if (distinct !== events) faults.push(`${consumer} handled some events ${type} more than once`);
    }
    faults.push(...(await leftIn(client, service)));
  }
  await client.query('DROP TABLE published');
  return { name: 'events', looked: deliveries, faults };
}

const publishedBy = (service: string) => `SELECT id, type FROM "${service}".outbox`;

async function leftIn(client: Client, service: string): Promise<string[]> {
  const { rows } = await client.query<{ what: string; number: number }>(
    `SELECT 'waiting in the outbox' AS what, count(*)::int AS number FROM "${service}".outbox_waiting
     UNION ALL SELECT 'waiting in the inbox', count(*)::int FROM "${service}".inbox
     UNION ALL SELECT 'dead letters', count(*)::int FROM "${service}".dead_letter WHERE state = 'dead'`,
  );
  return rows.filter(({ number }) => number > 0).map(({ what, number }) => `${service}: ${number} ${what}`);
}
