import { DataSource } from 'typeorm';
import { Transactions } from '#common/database/transactions.js';
import { Outbox } from '#common/messaging/outbox.js';
import { PostgresTransport } from '#common/messaging/postgres-transport.js';
import { OutboxSignal } from '#common/messaging/signals.js';
import { SteppedClock } from '#common/runtime/clock.js';
import { TestDatabase } from '#common/testing/database.js';
import { migrations as desk } from '../../../../desk/src/migrations/index.js';
import { migrations as dispatch } from '../../../../dispatch/src/migrations/index.js';
import { migrations as gateway } from '../../../../gateway/src/migrations/index.js';
import { migrations as inventory } from '../../../../inventory/src/migrations/index.js';
import { migrations as quality } from '../../../../quality/src/migrations/index.js';
import { type World, createWorld } from '../world/world.js';
import { seedDemo, seededDemo } from './seed-demo.js';
import { type SeedTargets, seededServices } from './targets.js';

const migrationsOf = { gateway, desk, dispatch, inventory, quality };
const now = new Date('2026-03-02T00:00:00Z');

describe('seeding the demo', () => {
  let database: TestDatabase;
  let sources: DataSource[];
  let targets: SeedTargets;
  let world: World;

  beforeAll(async () => {
    world = await createWorld({ country: 'GB', subdivisions: ['WLS'], endsAt: now, customerCount: 200 });
    database = await TestDatabase.create(
      seededServices.map((service) => ({ service, entities: [], migrations: migrationsOf[service] })),
    );
    const opened = await Promise.all(seededServices.map(open));
    sources = opened.map(({ source }) => source);
    targets = Object.fromEntries(opened.map(({ service, target }) => [service, target])) as unknown as SeedTargets;
  }, 60_000);

  afterAll(async () => {
    await Promise.all(sources.map((source) => source.destroy()));
    await database.drop();
  });

  async function open(service: (typeof seededServices)[number]) {
    const source = new DataSource({ type: 'postgres', url: database.url(service), schema: service });
    await source.initialize();
    const transactions = new Transactions(source);
    const options = { service, schema: service, transport: new PostgresTransport(), workers: 1 };
    const outbox = new Outbox(transactions, new SteppedClock(now), new OutboxSignal(), options);
    return { service, source, target: { transactions, outbox } };
  }

  const count = async (table: string) =>
    Number((await database.query<{ count: string }>(`SELECT count(*) FROM ${table}`))[0]?.count);

  it('goes on after a crash half-way, with the services that are missing', async () => {
    const broken = { ...targets.desk, outbox: { publishAll: () => Promise.reject(new Error('the power went out')) } };
    await expect(seedDemo(world, { ...targets, desk: broken })).rejects.toThrow('the power went out');
    expect(await count('desk.customer')).toBe(0);
    expect(await seedDemo(world, targets)).toEqual(['desk', 'quality']);
    expect(await seededDemo(targets)).toEqual({ country: 'GB', seed: 1, endsAt: now });
  });

  it('writes everything once', async () => {
    expect(await seedDemo(world, targets)).toEqual([]);
    expect(await count('dispatch.site')).toBe(40);
    expect(await count('dispatch.technician')).toBe(250);
    expect(await count('inventory.part')).toBe(300);
    expect(await count('desk.customer')).toBe(200);
    expect(await count('gateway.api_key')).toBe(41);
    expect(await count('quality.failure_record')).toBe(world.history.length);
  });

  it('lets the ledger add up to the stock', async () => {
    const wrong = await database.query(`
      SELECT FROM inventory.stock_level FULL JOIN
        (SELECT part_id, location_id, sum(quantity) AS sum FROM inventory.stock_movement GROUP BY 1, 2) AS ledger USING (part_id, location_id)
      WHERE coalesce(on_hand, 0) <> coalesce(sum, 0)`);
    expect(wrong).toEqual([]);
  });

  it('lets dispatch know what lies at sites and quality which units there are, as if they had heard of it', async () => {
    expect(await count('quality.asset')).toBe(world.assets.length);
    const unequal = await database.query(`
      SELECT FROM dispatch.part_stock FULL JOIN (SELECT * FROM inventory.stock_level WHERE site_id IS NOT NULL AND on_hand > 0) AS level
        ON level.id = stock_level_id WHERE available IS DISTINCT FROM on_hand`);
    expect(unequal).toEqual([]);
  });

  it('publishes what changes seldom and is heard by many', async () => {
    const published = await database.query<{ type: string; count: string }>(`
      SELECT type, count(*) FROM (${seededServices.map((one) => `SELECT type FROM ${one}.outbox`).join(' UNION ALL ')}) AS o GROUP BY type ORDER BY type`);
    expect(published.map(({ type }) => type)).toEqual([
      'desk.product.changed.v1',
      'dispatch.site.changed.v1',
      'dispatch.technician.changed.v1',
      'inventory.part.changed.v1',
    ]);
  });

  it('leaves a service alone that has data of its own', async () => {
    await database.query('DELETE FROM dispatch.demo_seed');
    expect(await seedDemo(world, targets)).toEqual([]);
    expect(await count('dispatch.site')).toBe(40);
  });
});
