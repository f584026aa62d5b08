import { setTimeout as pause } from 'node:timers/promises';
import { Transactions } from '../database/transactions.js';
import { uuidv7 } from '../database/uuid.js';
import { SystemClock } from '../runtime/clock.js';
import { freePort } from '../runtime/postgres-port.js';
import { createService, type RunningService } from '../runtime/service.js';
import { TestDatabase } from '../testing/database.js';
import { deliver } from '../testing/deliver.js';
import { KafkaTransport } from './kafka-transport.js';
import { Outbox } from './outbox.js';
import { PostgresTransport } from './postgres-transport.js';
import { behaviour, hearingApp, Told } from './testing/hearing-app.js';
import type { EventTransport } from './transport.js';

const nothing = { outbox: 0, inbox: 0, parked: 0, 'dead-letters': 0 };

describe('the metrics of the event path', () => {
  let database: TestDatabase;
  let service: RunningService;
  let url: string;

  beforeEach(async () => void (database = await TestDatabase.create([hearingApp])));
  afterEach(async () => {
    behaviour.before = async () => undefined;
    await service.close();
    await database.drop();
  });

  async function start(transport: EventTransport): Promise<void> {
    service = await createService({
      ...hearingApp,
      clock: new SystemClock(),
      transport,
      serviceSecret: 'x'.repeat(32),
      database: { url: database.url('hearing'), entities: [], migrations: hearingApp.migrations, poolSize: 8 },
    });
    url = await service.listen(0);
  }

  /** The values of one gauge by its label, as Prometheus reads them. */
  async function gauge(name: string): Promise<Record<string, number>> {
    const text = await (await fetch(`${url}/metrics`)).text();
    const lines = text.matchAll(new RegExp(`^${name}\\{\\w+="([^"]+)"\\} (\\S+)$`, 'gm'));
    return Object.fromEntries([...lines].map(([, label, value]) => [label, Number(value)]));
  }
  const ages = () => gauge('callout_event_path_lag_seconds');
  const counts = () => gauge('callout_event_path');

  /** The ages as soon as this one has grown, for it grows by itself. */
  async function aged(where: string, seconds = 0.3): Promise<Record<string, number>> {
    for (;;) {
      const found = await ages();
      if ((found[where] ?? 0) > seconds) return found;
      await pause(20);
    }
  }
  async function untilNothingWaits(): Promise<void> {
    while (Object.values(await ages()).some((age) => age !== 0)) await pause(20);
  }
  const send = (thingId: string, number = 1) =>
    deliver(service, Told, { thingId, number }, { occurredAt: new Date('2026-03-02T01:00:00Z') });

  it('tell the age of the oldest, whatever lane or key it is in and however many are younger', async () => {
    await start(new PostgresTransport()); // not opened: nothing moves
    expect(await ages()).toEqual(nothing);
    const ago = (seconds: number) => `clock_timestamp() - interval '${seconds} seconds'`;
    const lastLane = `(SELECT 'old ' || k FROM generate_series(1, 1000) AS k WHERE hashtext('hearing.notes old ' || k) & 15 = 15 LIMIT 1)`;
    const inbox = (key: string, seconds: number, rows = 1) => `
      INSERT INTO hearing.inbox (consumer, event_id, type, key, data, headers, occurred_at, received_at)
      SELECT 'hearing.notes', gen_random_uuid(), 't', ${key}, '{}', '{}', now(), ${ago(seconds)} FROM generate_series(1, ${rows}) AS n;`;
    await database.query(`
      INSERT INTO hearing.outbox (id, type, key, data, headers, occurred_at, written_at)
        SELECT gen_random_uuid(), 't', 'k', '{}', '{}', now(), ${ago(200)} + n * interval '1 second' FROM generate_series(1, 100) AS n;
      INSERT INTO hearing.outbox_waiting SELECT seq FROM hearing.outbox WHERE seq > 50;
      ${inbox(lastLane, 100)} ${inbox(`'young ' || n`, 5, 3_000)}
      INSERT INTO hearing.inbox_blocked (consumer, key, lane, seq, attempts, next_at, dead, error, since)
        VALUES ('c', 'k', 1, 1, 1, now(), false, 'e', ${ago(300)}), ('c', 'l', 1, 2, 1, now(), false, 'e', ${ago(20)}),
               ('c', 'm', 1, 3, 8, now(), true, 'e', ${ago(900)});
      INSERT INTO hearing.dead_letter (id, consumer, type, key, fingerprint, reason, attempts, payload, headers, state, died_at)
        SELECT gen_random_uuid(), 'c', 't', 'k', 'f', 'r', 8, '', json_build_object('origin', state), state, died_at
        FROM (VALUES ('dead', ${ago(400)}), ('discarded', ${ago(800)})) AS letter (state, died_at)`);
    const found = await ages();
    const rounded = Object.entries(found).map(([where, age]) => [where, Math.round(age / 10) * 10]);
    expect(Object.fromEntries(rounded)).toEqual({ outbox: 150, inbox: 100, parked: 300, 'dead-letters': 400 });
    expect(await counts()).toMatchObject({ outboxWaiting: 50, inboxPending: 1_000, blocked: 3, retrying: 2 });
  });

  it('tell the age of an event that no broker takes', async () => {
    await start(new KafkaTransport([`127.0.0.1:${await freePort()}`]));
    await service.open();
    const { app } = service;
    await app.get(Transactions).run(() => app.get(Outbox).publish(Told, { thingId: uuidv7(), number: 1 }));
    expect(await aged('outbox')).toEqual({ ...nothing, outbox: expect.any(Number) });
    expect(await counts()).toMatchObject({ outboxWaiting: 1, inboxPending: 0 });
  });

  it('tell the age of a message whose listener has not ended', async () => {
    await start(new PostgresTransport());
    await service.open();
    let go = (): void => undefined;
    const gone = new Promise<void>((resolve) => (go = resolve));
    behaviour.before = () => gone;
    await send(uuidv7());
    expect(await aged('inbox')).toEqual({ ...nothing, inbox: expect.any(Number) });
    expect(await counts()).toMatchObject({ inboxPending: 1 });
    go();
    await untilNothingWaits();
  });

  it('tell for how long a key is parked, then how old its dead letter is', async () => {
    await start(new PostgresTransport());
    await service.open();
    behaviour.before = async () => Promise.reject(new Error('not today'));
    const key = uuidv7();
    await send(key, 1);
    await send(key, 2);
    expect(await aged('parked')).toEqual({ ...nothing, parked: expect.any(Number) });
    expect(await counts()).toMatchObject({ inboxPending: 0, inboxWaiting: 2, blocked: 1, retrying: 1, deadLetters: 0 });
    while ((await counts())['deadLetters'] === 0) {
      await database.query('UPDATE hearing.inbox_blocked SET next_at = now() WHERE NOT dead');
      await pause(20);
    }
    expect(await aged('dead-letters', 0.05)).toEqual({ ...nothing, 'dead-letters': expect.any(Number) });
    expect(await counts()).toMatchObject({ inboxWaiting: 2, blocked: 1, retrying: 0, deadLetters: 1 });
  });
});
