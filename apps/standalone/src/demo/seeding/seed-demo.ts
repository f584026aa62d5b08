import type { EntityManager } from 'typeorm';
import { runInContext } from '#common/runtime/context.js';
import { systemActor } from '#common/auth/actor.js';
import { uuidv7 } from '#common/database/uuid.js';
import type { World } from '../world/world.js';
import { deskSeeder } from './desk.js';
import { dispatchSeeder } from './dispatch.js';
import { gatewaySeeder } from './gateway.js';
import { inventorySeeder } from './inventory.js';
import { qualitySeeder } from './quality.js';
import { type SeedTargets, type SeededService, type Seeder, seededServices } from './targets.js';

/** Which demo a service's tables hold, if they hold one. */
export interface SeededDemo {
  country: string;
  seed: number;
  endsAt: Date;
}

/**
 * Writes the world into every service that has none yet, one transaction per service with its mark in it: after a crash half-way the next call goes
 * on with the services that are missing. Returns the names of those that were filled. A service that has data but no mark is somebody's own and
 * stays as it is.
 */
export async function seedDemo(
  world: World,
  targets: SeedTargets,
  tell: (line: string) => void = () => undefined,
): Promise<SeededService[]> {
  const seeders: Record<SeededService, Seeder> = {
    gateway: gatewaySeeder(world),
    dispatch: dispatchSeeder(world),
    inventory: inventorySeeder(world),
    desk: deskSeeder(world),
    quality: qualitySeeder(world),
  };
  const filled: SeededService[] = [];
  for (const service of seededServices) {
    const startedAt = performance.now();
    if (!(await seedOne(service, world, targets, seeders[service]))) continue;
    filled.push(service);
    tell(`demo data for ${service} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
  return filled;
}

async function seedOne(service: SeededService, world: World, targets: SeedTargets, seeder: Seeder): Promise<boolean> {
  const { transactions, outbox } = targets[service];
  return asSystem(() =>
    transactions.run(async (manager) => {
      await manager.query(createMark);
      if ((await markOf(manager)) || (await hasOwnData(manager, service))) return false;
      await manager.query('INSERT INTO demo_seed (country, seed, ends_at) VALUES ($1, $2, $3)', [
        world.country,
        world.seed,
        world.endsAt,
      ]);
      await seeder(manager, (event, list) => publishInChunks(outbox, event, list));
      return true;
    }),
  );
}

/** The demo in these tables, if there is one. */
export async function seededDemo(targets: SeedTargets): Promise<SeededDemo | undefined> {
  return asSystem(() =>
    targets.gateway.transactions.run(async (manager) => {
      await manager.query(createMark);
      return markOf(manager);
    }),
  );
}

const asSystem = <T>(work: () => Promise<T>) => runInContext({ actor: systemActor, correlationId: uuidv7() }, work);

const createMark = `CREATE TABLE IF NOT EXISTS demo_seed (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  country text NOT NULL,
  seed integer NOT NULL,
  ends_at timestamptz NOT NULL,
  seeded_at timestamptz NOT NULL DEFAULT now()
)`;

async function markOf(manager: EntityManager): Promise<SeededDemo | undefined> {
  const [mark] = await manager.query<{ country: string; seed: number; ends_at: Date }[]>('SELECT * FROM demo_seed');
  return mark && { country: mark.country, seed: mark.seed, endsAt: mark.ends_at };
}

/** Where real data would lie; the gateway always has its first users. */
const telltaleTables: Partial<Record<SeededService, string>> = {
  dispatch: 'site',
  inventory: 'part',
  desk: 'customer',
  quality: 'failure_record',
};

async function hasOwnData(manager: EntityManager, service: SeededService): Promise<boolean> {
  const table = telltaleTables[service];
  if (!table) return false;
  const [row] = await manager.query<{ found: boolean }[]>(`SELECT EXISTS (SELECT FROM ${table}) AS found`);
  return row?.found ?? false;
}

const eventsPerStatement = 2_000;

async function publishInChunks<T extends object>(
  outbox: SeedTargets[SeededService]['outbox'],
  event: Parameters<typeof outbox.publishAll<T>>[0],
  list: readonly T[],
): Promise<void> {
  for (let start = 0; start < list.length; start += eventsPerStatement) {
    await outbox.publishAll(event, list.slice(start, start + eventsPerStatement));
  }
}
