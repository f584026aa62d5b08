import { Module } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Transactions } from '../database/transactions.js';
import { uuidv7 } from '../database/uuid.js';
import { SystemClock } from '../runtime/clock.js';
import { createService, type RunningService } from '../runtime/service.js';
import { TestDatabase } from '../testing/database.js';
import { withAdmin } from '../runtime/postgres-provision.js';
import { Outbox } from './outbox.js';
import type { EventTransport, OutboxEvent } from './transport.js';

const writers = 16;
const transactionsPerWriter = 40;

class Changed {
  static readonly type = 'writing.thing.changed.v1';
  static readonly key = 'thingId';
  static readonly about = 'Published when this test writes; heard by this test.';
  static readonly example: Changed = { thingId: 'a', version: 1 };
  thingId: string;
  version: number;
}

class Tables implements MigrationInterface {
  name = 'Tables1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE thing (id text PRIMARY KEY, version integer NOT NULL);
      INSERT INTO thing SELECT name, 0 FROM unnest('{a,b,c,d,e,f}'::text[]) AS name;
      CREATE TABLE request (id uuid PRIMARY KEY);
    `);
  }

  async down(): Promise<void> {}
}

/** Keeps what the relay carries, as Kafka would. Now and then it fails after it has taken the batch. */
class Collector implements EventTransport {
  readonly carried: Changed[] = [];
  readonly ids = new Set<string>();
  repeated = 0;
  failedWith = 0;
  largestBytes = 0;
  private calls = 0;

  register(): void {}
  deliverAtCommit(): undefined {}
  async start(): Promise<void> {}
  async stop(): Promise<void> {}

  async publish(_service: string, events: readonly OutboxEvent[]): Promise<() => void> {
    this.calls += 1;
    this.largestBytes = Math.max(
      this.largestBytes,
      events.reduce((sum, { data }) => sum + data.length, 0),
    );
    for (const { id, data } of events) {
      if (this.ids.has(id)) this.repeated += 1;
      else this.carried.push(JSON.parse(data) as Changed);
      this.ids.add(id);
    }
    await asleep(5);
    if (this.calls === 3) {
      this.failedWith = events.length;
      throw new Error('the broker has taken the batch, but its answer is lost');
    }
    return () => undefined;
  }
}

@Module({})
class NoFeatures {}

const app = { service: 'writing', features: NoFeatures, entities: [], migrations: [Tables] };
const random = (most: number) => Math.random() * most;
const asleep = (most: number) => new Promise((resolve) => setTimeout(resolve, random(most)));

/** A reader with a cursor, as the relay could have been. */
async function readWithCursor(
  url: string,
  { statement, hidden }: { statement: string; hidden: string },
  until: () => boolean,
): Promise<Changed[]> {
  const seen: Changed[] = [];
  await withAdmin(url, async (client) => {
    let cursor = ['0', '0'];
    for (;;) {
      // Asked before the look: what comes below the horizon between the two would otherwise never be looked for.
      const ended = until() && (await client.query(hidden)).rowCount === 0;
      const { rows } = await client.query<{ xid: string; seq: string; data: Changed }>(statement, cursor);
      for (const { data } of rows) seen.push(data);
      const end = rows.at(-1);
      if (end) cursor = [end.xid, end.seq];
      else if (ended) return;
    }
  });
  return seen;
}

/** `hidden` has rows while committed events may still be above the reader's horizon: other databases of the server push it back too. */
const seqCursor = {
  hidden: 'SELECT WHERE false',
  statement: `SELECT xmin::text AS xid, seq, data FROM writing.outbox WHERE seq > $2 AND $1 >= '' ORDER BY seq LIMIT 100`,
};
const xidCursor = {
  hidden: `SELECT FROM writing.outbox WHERE xmin::text::bigint >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint LIMIT 1`,
  statement: `
  SELECT xmin::text AS xid, seq, data FROM writing.outbox
  WHERE (xmin::text::bigint, seq) > ($1::bigint, $2) AND xmin::text::bigint < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
  ORDER BY xmin::text::bigint, seq LIMIT 100`,
};

const turnedRound = (events: readonly Changed[]) => {
  const latest = new Map<string, number>();
  return events.filter(({ thingId, version }) => {
    const before = latest.get(thingId) ?? 0;
    latest.set(thingId, version);
    return version <= before;
  }).length;
};

describe('the relay, with 16 writers who are slow, roll back, and take their transaction id before their lock', () => {
  const collector = new Collector();
  let database: TestDatabase;
  let services: RunningService[];
  let naive: Changed[];
  let byTransaction: Changed[];
  let committed: number;

  async function write(writer: RunningService['app']): Promise<void> {
    const [transactions, outbox] = [writer.get(Transactions), writer.get(Outbox)];
    await transactions
      .run(async (manager) => {
        await manager.query('INSERT INTO request VALUES ($1)', [uuidv7()]);
        await asleep(10);
        const thingId = 'abcdef'[Math.floor(random(6))] ?? 'a';
        const [thing] = await manager.query<{ version: number }[]>(
          'SELECT version FROM thing WHERE id = $1 FOR UPDATE',
          [thingId],
        );
        const version = (thing?.version ?? 0) + 2;
        await outbox.publishAll(Changed, [
          { thingId, version: version - 1 },
          { thingId, version },
        ]);
        await manager.query('UPDATE thing SET version = $2 WHERE id = $1', [thingId, version]);
        // Between the numbers and the COMMIT: here a cursor passes by.
        const late = Math.random() < 0.2 ? 'SELECT 1 / 0' : `SELECT pg_sleep(${random(0.005)})`;
        transactions.atCommit({}, () => [{ statement: late }]);
      })
      .then(() => (committed += 2))
      .catch((error: unknown) => {
        if (!String(error).includes('division by zero')) throw error;
      });
  }

  beforeAll(async () => {
    database = await TestDatabase.create([app]);
    const start = () =>
      createService({
        ...app,
        clock: new SystemClock(),
        transport: collector,
        serviceSecret: 'x'.repeat(32),
        database: { url: database.url('writing'), entities: [], migrations: [Tables], poolSize: writers },
      });
    services = [await start(), await start()];
    committed = 0;
    let writing = true;
    const readers = [seqCursor, xidCursor].map((cursor) => readWithCursor(database.adminUrl, cursor, () => !writing));
    for (const service of services) await service.open();
    const all = Array.from({ length: writers }, async (_, index) => {
      for (let n = 0; n < transactionsPerWriter; n += 1) await write(services[index % 2]!.app);
    });
    await Promise.all(all);
    writing = false;
    [naive, byTransaction] = (await Promise.all(readers)) as [Changed[], Changed[]];
    const waiting = () => database.query('SELECT FROM writing.outbox_waiting LIMIT 1');
    while ((await waiting()).length > 0) await asleep(20);
  }, 60_000);

  afterAll(async () => {
    for (const service of services) await service.close();
    await database.drop();
  });

  it('loses nothing and carries nothing that was rolled back', async () => {
    const [row] = await database.query<{ events: number }>('SELECT count(*)::integer AS events FROM writing.outbox');
    expect(collector.carried).toHaveLength(committed);
    expect(row?.events).toBe(committed);
  });

  it('keeps the order of each aggregate, also when a batch had to be sent twice', () => {
    expect(turnedRound(collector.carried)).toBe(0);
  });

  it('carries twice only what failed: two instances never carry the same at once', () => {
    expect(collector.failedWith).toBeGreaterThan(0);
    expect(collector.repeated).toBe(collector.failedWith);
  });

  it('needs its table of waiting rows: a cursor on seq would lose events', () => {
    expect(naive.length).toBeLessThan(committed);
  });

  it('needs the order of seq: one by transaction id loses nothing but turns events of an aggregate round', () => {
    expect(byTransaction).toHaveLength(committed);
    expect(turnedRound(byTransaction)).toBeGreaterThan(0);
  });

  it('carries large events a few at a time: a broker refuses more than 1 MB at once', async () => {
    const before = collector.carried.length;
    const writer = services[0]!.app;
    const large = Array.from({ length: 5 }, (_, index) => ({ thingId: 'x'.repeat(400_000), version: index + 1 }));
    await writer.get(Transactions).run(async () => writer.get(Outbox).publishAll(Changed, large));
    while (collector.carried.length < before + large.length) await asleep(20);
    expect(collector.carried.slice(before).map(({ version }) => version)).toEqual([1, 2, 3, 4, 5]);
    expect(collector.largestBytes).toBeLessThan(1_000_000);
  });
});
