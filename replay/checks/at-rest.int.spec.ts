import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { TestDatabase } from '#common/testing/database.js';
import { insert } from '../testing/rows.js';
import { createWholeDatabase } from '../testing/whole-database.js';
import { atRest } from './at-rest.js';

describe('a look at the database at rest', () => {
  let database: TestDatabase;
  let client: Client;
  let server: Client;

  beforeAll(async () => {
    database = await createWholeDatabase();
    client = new Client(database.adminUrl);
    server = new Client(database.adminUrl);
    await Promise.all([client.connect(), server.connect()]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([client.end(), server.end()]);
    await database.drop();
  });

  const told = () => insert(server, 'quality.outbox', { id: randomUUID(), type: 'quality.score-card.published.v1' });
  const counted = async () =>
    (await client.query<{ events: number }>('SELECT count(*)::int AS events FROM quality.outbox')).rows[0]?.events;

  it('sees nothing of what the server does meanwhile', async () => {
    const [before, after] = await atRest(client, async () => {
      const first = await counted();
      await told();
      return [first, await counted()];
    });
    expect(after).toBe(before);
    expect(await counted()).toBe((before ?? 0) + 1);
  });

  it.each([
    ['an event that is not yet carried on', 'quality.outbox_waiting', {}],
    ['an event that is not yet handled', 'gateway.inbox', { event_id: randomUUID(), waiting: false }],
    ['a key that is tried again', 'desk.inbox_blocked', { dead: false }],
  ])('waits for %s', async (_, table, row) => {
    await insert(server, table, row);
    const before = (await counted()) ?? 0;
    const look = atRest(client, counted);
    await pause(100); // by then it would have looked
    await told();
    await server.query(`DELETE FROM ${table}`);
    expect(await look).toBe(before + 1);
  });

  it('looks all the same when nothing comes to rest', async () => {
    await insert(server, 'quality.outbox_waiting', {});
    expect(await atRest(client, counted, 100)).toBeGreaterThan(0);
    await server.query('DELETE FROM quality.outbox_waiting');
  });
});
