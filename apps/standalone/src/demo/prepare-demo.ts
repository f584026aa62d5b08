import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transactions } from '#common/database/transactions.js';
import { Outbox } from '#common/messaging/outbox.js';
import type { RunningService } from '#common/runtime/service.js';
import type { ReportRequest } from '../../../desk/src/requests/request.dto.js';
import { type DemoPlan, worldOptionsOf } from './demo-plan.js';
import { bearerOf, demoKeys } from './seeding/access.js';
import { seedDemo, seededDemo } from './seeding/seed-demo.js';
import { type SeedTargets, type SeededService, seededServices } from './seeding/targets.js';
import { townsOf } from './world/gazetteer.js';
import { openingReports } from './world/opening.js';
import { demoPassword } from './world/users.js';
import { type World, createWorld } from './world/world.js';

export interface PreparedDemo {
  country: string;
  /** Services that were filled by this start; none when the demo was there already. */
  filled: SeededService[];
  /** Accounts to show on the sign-in page: one per role. */
  accounts: { name: string; role: string; password: string }[];
  /** What is reported when it begins; nothing where the plan does not ask for it, or when the demo was there already. */
  opening: ReportRequest[];
}

/**
 * Makes sure that the services hold the demo of the plan, and that the programs which play sites and customers find their keys in `home`.
 * Call it when all services of the process are created (their listeners known) and before their event paths open. A demo that is there already
 * stays as it is, whatever the plan says now.
 */
export async function prepareDemo(
  plan: DemoPlan,
  services: readonly RunningService[],
  home: string,
  now: Date,
  tell: (line: string) => void,
): Promise<PreparedDemo> {
  const targets = targetsOf(services);
  const known = await seededDemo(targets);
  if (known) Object.assign(plan, { country: known.country, seed: known.seed });
  const endsAt = known?.endsAt ?? startOfDay(now);
  const world = await createWorld(worldOptionsOf(plan, endsAt));
  const filled = await seedDemo(world, targets, tell);
  await writeKeys(world, home);
  const opens = plan.opening === true && filled.includes('desk');
  const opening = opens ? openingReports(world, townsOf(plan.country, plan.subdivisions)) : [];
  return { country: world.country, filled, accounts: accountsOf(world), opening };
}

const startOfDay = (now: Date) => new Date(Math.floor(now.getTime() / 86_400_000) * 86_400_000);

function targetsOf(services: readonly RunningService[]): SeedTargets {
  const entries = seededServices.map((name) => {
    const running = services.find(({ service }) => service === name);
    if (!running) throw new Error(`the demo cannot be written: the service ${name} is not running`);
    const { app } = running;
    return [
      name,
      {
        transactions: app.get(Transactions, { strict: false }),
        outbox: app.get(Outbox, { strict: false }),
      },
    ] as const;
  });
  return Object.fromEntries(entries) as unknown as SeedTargets;
}

/** The keys of the demo's sites and desks, readable by the owner of the state folder only. */
export const keysFile = (home: string) => join(home, 'demo-keys.json');

async function writeKeys(world: World, home: string): Promise<void> {
  const keys = demoKeys(world).map((key) => ({
    name: key.name,
    role: key.role,
    ...(key.siteId && { siteId: key.siteId }),
    bearer: bearerOf(key),
  }));
  await mkdir(home, { recursive: true });
  const half = `${keysFile(home)}.new`;
  await writeFile(half, JSON.stringify({ country: world.country, seed: world.seed, keys }, undefined, 1), {
    mode: 0o600,
  });
  await rename(half, keysFile(home));
}

/** Of the site managers one who is sent offers: own sites are assigned to without being asked. */
function accountsOf({ users, sites }: World): PreparedDemo['accounts'] {
  const own = new Set(sites.filter(({ kind }) => kind === 'own').map(({ id }) => id));
  const shown = users.filter(({ roles, siteId }) => roles[0] !== 'site_manager' || !siteId || !own.has(siteId));
  const first = new Map<string, string>();
  for (const { name, roles } of shown) if (roles[0] && !first.has(roles[0])) first.set(roles[0], name);
  return [...first].map(([role, name]) => ({ name, role, password: demoPassword }));
}
