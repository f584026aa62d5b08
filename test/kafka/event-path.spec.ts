import { setTimeout as pause } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { Kafka, logLevel } from 'kafkajs';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { clientOf } from '#common/database/client.js';
import { eventClasses, topicOf } from '#common/events/index.js';
import { replayDeadLetter } from '#common/messaging/dead-letters.js';
import { EventPath } from '#common/messaging/event-path.js';
import { sendAgain } from '#common/messaging/events-again.command.js';
import { InboxServer } from '#common/messaging/inbox-server.js';
import { hearAgain } from '#common/messaging/kafka-consumer.js';
import { KafkaTransport } from '#common/messaging/kafka-transport.js';
import { Outbox } from '#common/messaging/outbox.js';
import { behaviour, hearingApp, Told } from '#common/messaging/testing/hearing-app.js';
import { SystemClock } from '#common/runtime/clock.js';
import { currentContext, runInContext } from '#common/runtime/context.js';
import { createService, type RunningService } from '#common/runtime/service.js';
import { TestDatabase } from '#common/testing/database.js';
import { Id, Whole } from '#common/validation/fields.js';
import { TestBroker } from './broker-for-tests.js';

/** `CALLOUT_BROKER_DOWN_SECONDS=60` for the whole minute. */
const downSeconds = Number(process.env['CALLOUT_BROKER_DOWN_SECONDS'] ?? 15);
const topic = 'telling.thing';

/** What the next version of Callout allows. */
class CorrectedTold {
  static readonly type = Told.type;
  static readonly key = Told.key;
  static readonly about = Told.about;
  static readonly example = Told.example;
  @Id() thingId: string;
  @Whole(1, 5_000_000) number: number;
}

@Module({})
class TellingFeatures {}

const tellingApp = { service: 'telling', features: TellingFeatures, entities: [], migrations: [] };

describe('the event path over Kafka', () => {
  let broker: TestBroker;
  let database: TestDatabase;
  let telling: RunningService;
  let hearing: RunningService[];

  const start = (app: typeof tellingApp | typeof hearingApp) =>
    createService({
      ...app,
      clock: new SystemClock(),
      transport: new KafkaTransport(broker.brokers),
      serviceSecret: 'x'.repeat(32),
      database: { url: database.url(app.service), entities: [], migrations: app.migrations, poolSize: 8 },
    });

  const tell = (thingId: string, number: number) =>
    telling.app.get(Transactions).run(() => telling.app.get(Outbox).publish(Told, { thingId, number }));

  const notes = async (thingId: string) => {
    const rows = await database.query<{ number: number }>(
      'SELECT number FROM hearing.note WHERE thing_id = $1 ORDER BY position',
      [thingId],
    );
    return rows.map(({ number }) => number);
  };

  const until = async (condition: () => Promise<boolean>) => {
    while (!(await condition())) await pause(20);
  };
  const heardAll = (thingId: string, count: number) => until(async () => (await notes(thingId)).length >= count);
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  beforeAll(async () => {
    broker = await TestBroker.start();
    database = await TestDatabase.create([tellingApp, hearingApp]);
    telling = await start(tellingApp);
    hearing = [await start(hearingApp), await start(hearingApp)];
    for (const service of [telling, ...hearing]) await service.open();
  }, 120_000);

  afterAll(async () => {
    for (const service of [telling, ...hearing]) await service.close();
    await database.drop();
    await broker.remove();
  }, 60_000);

  it('carries the events of a thing in order to two instances of a listener', async () => {
    const things = upTo(20).map(() => uuidv7());
    for (const number of upTo(15)) await Promise.all(things.map((thing) => tell(thing, number)));
    for (const thing of things) await heardAll(thing, 15);
    for (const thing of things) expect(await notes(thing)).toEqual(upTo(15));
  }, 60_000);

  it('makes every topic itself, with 12 partitions: the broker makes none, and would give it one', async () => {
    const names = [...eventClasses.map(({ type }) => type), Told.type].map(topicOf);
    const admin = new Kafka({ brokers: broker.brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata();
    await admin.disconnect();
    const ours = topics.filter(({ name }) => !name.startsWith('__'));
    expect(ours.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    expect(ours.filter(({ partitions }) => partitions.length !== 12)).toEqual([]);
  }, 30_000);

  it('carries trace and correlation to the listener, and on with what it publishes', async () => {
    const [thing, correlationId] = [uuidv7(), 'call-4712'];
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    let seen: ReturnType<typeof currentContext>;
    behaviour.before = async ({ thingId }) => {
      if (thingId === thing) seen = currentContext();
    };
    await runInContext({ correlationId, traceparent }, () => tell(thing, 1));
    await heardAll(thing, 1);
    behaviour.before = async () => undefined;
    const headersOf = async (table: string) =>
      (
        await database.query<{ id: string; headers: object }>(`SELECT id, headers FROM ${table} WHERE key = $1`, [
          thing,
        ])
      )[0];
    const told = await headersOf('telling.outbox');
    expect(seen).toMatchObject({ correlationId, traceparent, causationId: told?.id });
    expect((await headersOf('hearing.outbox'))?.headers).toEqual({ correlationId, traceparent, causationId: told?.id });
  }, 30_000);

  it('handles once what the relay sends twice', async () => {
    const thing = uuidv7();
    for (const number of upTo(10)) await tell(thing, number);
    await heardAll(thing, 10);
    await database.query('INSERT INTO telling.outbox_waiting SELECT seq FROM telling.outbox ON CONFLICT DO NOTHING');
    await tell(thing, 11);
    await heardAll(thing, 11);
    expect(await notes(thing)).toEqual(upTo(11));
    const [doubled] = await database.query<{ count: number }>(
      'SELECT count(*)::integer FROM (SELECT FROM hearing.note GROUP BY thing_id, number HAVING count(*) > 1) AS doubled',
    );
    expect(doubled?.count).toBe(0);
  }, 60_000);

  it('brings a service whose database was restored again what that had not taken yet, and nothing twice', async () => {
    const [kept, lost] = [uuidv7(), uuidv7()];
    for (const thing of [kept, lost]) for (const number of upTo(3)) await tell(thing, number);
    for (const thing of [kept, lost]) await heardAll(thing, 3);
    await expect(hearAgain('hearing', broker.brokers)).rejects.toThrow('stop all its instances first');
    for (const service of hearing) await service.close();
    // As after a restore of an older dump: neither the thing nor that it was ever heard of is known.
    await database.query(
      `DELETE FROM hearing.inbox_seen WHERE event_id IN (SELECT id FROM telling.outbox WHERE key = $1)`,
      [lost],
    );
    await database.query('DELETE FROM hearing.note WHERE thing_id = $1', [lost]);
    expect((await hearAgain('hearing', broker.brokers)).messages).toBeGreaterThanOrEqual(6);
    hearing = [await start(hearingApp), await start(hearingApp)];
    for (const service of hearing) await service.open();
    await heardAll(lost, 3);
    await tell(kept, 4);
    await heardAll(kept, 4);
    expect([await notes(lost), await notes(kept)]).toEqual([upTo(3), upTo(4)]);
    expect(await sendAgain('telling', database.url('telling'))).toBeGreaterThan(6);
    await tell(lost, 4);
    await heardAll(lost, 4);
    expect([await notes(lost), await notes(kept)]).toEqual([upTo(4), upTo(4)]);
  }, 60_000);

  it('puts what is no acceptable event into the dead letters at once, while everything else flows', async () => {
    const thing = uuidv7();
    await poison(thing);
    await tell(thing, 1);
    await heardAll(thing, 1);
    const letters = await database.query<{ reason: string }>('SELECT reason FROM hearing.dead_letter ORDER BY reason');
    expect(letters.map(({ reason }) => reason.replace(/^UnacceptableMessage: |^Error: /, ''))).toEqual(
      [
        "'telling.thing.sung.v1' is no event that Callout knows",
        'the data has 5000000 bytes: allowed are 2 to 1000000',
        'the data is no telling.thing.told.v1: number must not be greater than 1000000',
        'the data is not JSON',
        "'' is no event that Callout knows",
        "ce_time must be an RFC 3339 time in UTC, not '2026-W05'",
      ].toSorted(),
    );
  }, 60_000);

  async function poison(key: string): Promise<void> {
    const kafka = new Kafka({ brokers: broker.brokers, logLevel: logLevel.NOTHING });
    const producer = kafka.producer();
    const headers = (type: string) => ({ ce_id: uuidv7(), ce_type: type, ce_time: new Date().toISOString() });
    await producer.connect();
    await producer.send({
      topic,
      messages: [
        { key, value: '{"thingId": ', headers: headers(Told.type) },
        { key, value: JSON.stringify({ thingId: key, number: 2_000_000 }), headers: headers(Told.type) },
        { key, value: '{}', headers: headers('telling.thing.sung.v1') },
        { key, value: '{}' },
        { key, value: '{}', headers: { ...headers(Told.type), ce_time: '2026-W05' } },
      ],
    });
    await producer.send({ topic, messages: [{ key, value: 'x'.repeat(5_000_000), headers: headers(Told.type) }] });
    await producer.disconnect();
  }

  it('takes a dead letter in again after the fix, once', async () => {
    const [letter] = await database.query<{ id: string; key: string }>(
      `SELECT id, key FROM hearing.dead_letter WHERE reason LIKE '%greater%'`,
    );
    for (const service of hearing) service.app.get(InboxServer).events.set(Told.type, CorrectedTold);
    const transactions = hearing[0]!.app.get(Transactions);
    const replayed = await Promise.all(
      upTo(3).map(() =>
        transactions.run(async (manager) => replayDeadLetter(await clientOf(manager), letter!.id, 'test')),
      ),
    );
    expect(replayed.toSorted()).toEqual([false, false, true]);
    await heardAll(letter!.key, 2);
    await until(async () => (await database.query('SELECT FROM hearing.inbox')).length === 0);
    expect(await notes(letter!.key)).toEqual([1, 2_000_000]);
    for (const service of hearing) service.app.get(InboxServer).events.set(Told.type, Told);
  }, 30_000);

  it(
    `accepts all writes while the broker is away for ${downSeconds} s and delivers them later, in order`,
    async () => {
      const things = upTo(5).map(() => uuidv7());
      await broker.stop();
      const end = performance.now() + downSeconds * 1_000;
      let number = 0;
      let slowestMilliseconds = 0;
      while (performance.now() < end) {
        number += 1;
        const began = performance.now();
        await Promise.all(things.map((thing) => tell(thing, number)));
        slowestMilliseconds = Math.max(slowestMilliseconds, performance.now() - began);
        await pause(50);
      }
      expect(slowestMilliseconds).toBeLessThan(2_000);
      expect(await notes(things[0]!)).toEqual([]);
      const { oldestUnsentSeconds } = await telling.app.get(EventPath).status();
      expect(oldestUnsentSeconds).toBeGreaterThan(downSeconds - 2);
      expect(oldestUnsentSeconds).toBeLessThan(downSeconds + 10);
      await broker.startAgain();
      for (const thing of things) await heardAll(thing, number);
      for (const thing of things) expect(await notes(thing)).toEqual(upTo(number));
      await until(async () => (await telling.app.get(EventPath).status()).oldestUnsentSeconds === 0);
    },
    (downSeconds + 120) * 1_000,
  );

  it('loses and doubles nothing when the broker is killed under load', async () => {
    const things = upTo(10).map(() => uuidv7());
    const writing = (async () => {
      for (const number of upTo(60)) {
        await Promise.all(things.map((thing) => tell(thing, number)));
        await pause(100);
      }
    })();
    await pause(1_500);
    await broker.kill();
    await broker.startAgain();
    await writing;
    for (const thing of things) await heardAll(thing, 60);
    for (const thing of things) expect(await notes(thing)).toEqual(upTo(60));
  }, 120_000);
});
