import { setTimeout as pause } from 'node:timers/promises';
import { uuidv7 } from '../database/uuid.js';
import { SystemClock } from '../runtime/clock.js';
import { createService, type RunningService } from '../runtime/service.js';
import { TestDatabase } from '../testing/database.js';
import { deliverStatement } from './accept.js';
import { PostgresTransport } from './postgres-transport.js';
import { behaviour, hearingApp, type Told } from './testing/hearing-app.js';

const things = 30;
const numbers = 20;

interface Note {
  thing_id: string;
  number: number;
}

/** Instances of one service beside each other, on the same database, as in the distributed shape. */
async function startInstances(database: TestDatabase, count: number): Promise<RunningService[]> {
  const start = () =>
    createService({
      ...hearingApp,
      clock: new SystemClock(),
      transport: new PostgresTransport(),
      serviceSecret: 'x'.repeat(32),
      database: { url: database.url('hearing'), entities: [], migrations: hearingApp.migrations, poolSize: 8 },
    });
  const services: RunningService[] = [];
  for (let n = 0; n < count; n += 1) services.push(await start());
  for (const service of services) await service.open();
  return services;
}

async function offer(database: TestDatabase, told: readonly { id: string; data: Told }[]): Promise<void> {
  const deliveries = told.map(({ id, data }) => ({
    consumer: 'hearing.notes',
    event: {
      id,
      type: 'telling.thing.told.v1',
      key: data.thingId,
      data: JSON.stringify(data),
      headers: { correlationId: 'test' },
      occurredAt: new Date('2026-03-02T01:00:00Z'),
    },
  }));
  const { text, values } = deliverStatement(new Map([['hearing', deliveries]]));
  await database.query(text, [...values]);
}

/** Everything twice, in the order of each thing, the things mixed at random. */
async function offerAllTwice(database: TestDatabase): Promise<void> {
  const queues = Array.from({ length: things }, () => {
    const thingId = uuidv7();
    const once = Array.from({ length: numbers }, (_, index) => ({
      id: uuidv7(),
      data: { thingId, number: index + 1 },
    }));
    return [...once.slice(0, 10), ...once];
  });
  while (queues.some((queue) => queue.length > 0)) {
    const batch = queues.flatMap((queue) => queue.splice(0, Math.floor(Math.random() * 4)));
    await offer(database, batch);
    if (Math.random() < 0.5) await offer(database, batch);
  }
}

async function untilEmpty(database: TestDatabase): Promise<void> {
  while ((await database.query('SELECT FROM hearing.inbox LIMIT 1')).length > 0) await pause(20);
}

async function expectOnceAndInOrder(database: TestDatabase): Promise<void> {
  const notes = await database.query<Note>('SELECT thing_id, number FROM hearing.note ORDER BY position');
  const byThing = new Map<string, number[]>();
  for (const { thing_id, number } of notes) byThing.set(thing_id, [...(byThing.get(thing_id) ?? []), number]);
  const right = Array.from({ length: numbers }, (_, index) => index + 1);
  expect([...byThing.values()]).toEqual(Array.from({ length: things }, () => right));
  const [published] = await database.query<{ events: number }>(
    'SELECT count(*)::integer AS events FROM hearing.outbox',
  );
  expect(published?.events).toBe(things * numbers);
}

describe('the inbox of a service with three instances', () => {
  let database: TestDatabase;
  let services: RunningService[];
  beforeEach(async () => {
    database = await TestDatabase.create([hearingApp]);
    services = await startInstances(database, 3);
  });
  afterEach(async () => {
    behaviour.before = async () => undefined;
    for (const service of services) await service.close();
    await database.drop();
  });

  it('handles what comes twice once, and each thing in order', async () => {
    behaviour.before = async () => void (await pause(Math.random() * 2));
    await offerAllTwice(database);
    await untilEmpty(database);
    await expectOnceAndInOrder(database);
  });

  it('takes in a list in its order, and what it says twice once', async () => {
    const thingId = uuidv7();
    const told = Array.from({ length: numbers }, (_, index) => ({
      id: uuidv7(),
      data: { thingId, number: index + 1 },
    }));
    await offer(database, [...told.slice(0, 5), ...told.slice(2), ...told]);
    await untilEmpty(database);
    const notes = await database.query<Note>('SELECT number FROM hearing.note ORDER BY position');
    expect(notes.map(({ number }) => number)).toEqual(told.map(({ data }) => data.number));
  });

  it('uses up no try while the database throws everybody out', async () => {
    behaviour.before = async () => void (await pause(Math.random() * 3));
    const offering = offerAllTwice(database);
    for (let n = 0; n < 6; n += 1) {
      await pause(150);
      await database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'hearing' AND datname = current_database()`,
      );
    }
    await offering;
    await untilEmpty(database);
    await expectOnceAndInOrder(database);
    expect(await database.query('SELECT FROM hearing.dead_letter')).toEqual([]);
  }, 40_000);

  it('goes on with the lanes of an instance that is closed', async () => {
    behaviour.before = async () => void (await pause(Math.random() * 2));
    const offering = offerAllTwice(database);
    await services.shift()?.close();
    await offering;
    await services.shift()?.close();
    await untilEmpty(database);
    await expectOnceAndInOrder(database);
  });
});
