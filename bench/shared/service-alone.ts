import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { PostgresTransport } from '#common/messaging/postgres-transport.js';
import type { AppDefinition } from '#common/runtime/app.js';
import { SteppedClock } from '#common/runtime/clock.js';
import { provision, withAdmin } from '#common/runtime/postgres-provision.js';
import { launchPostgres } from '#common/runtime/postgres.js';
import { createService, type RunningService } from '#common/runtime/service.js';

/** What signs the tokens of callers. */
export const benchSecret = 'a secret of the bench, nothing else';

export interface ServiceAlone {
  running: RunningService;
  /** Of its PostgreSQL. */
  databasePid: number;
  /** Runs as the database's administrator, who sees all rows. */
  admin<T>(work: (admin: Client) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** One service with a PostgreSQL of its own with the settings of production, its clock standing at `now`. `settings`: of PostgreSQL, besides. */
export async function startAlone(
  app: AppDefinition,
  now: Date,
  settings: Record<string, string> = {},
): Promise<ServiceAlone> {
  const folder = mkdtempSync(join(tmpdir(), 'callout-bench-'));
  chmodSync(folder, 0o755);
  const server = await launchPostgres({ folder: join(folder, 'postgres'), settings });
  const { service, features, entities, migrations } = app;
  const urls = await provision({
    adminUrl: server.url(),
    database: 'bench',
    services: [service],
    passwords: { [service]: 'bench' },
  });
  const running = await createService({
    ...{ service, features, serviceSecret: benchSecret },
    clock: new SteppedClock(now),
    transport: new PostgresTransport(),
    database: { url: urls[service] ?? '', entities, migrations },
  });
  await running.open();
  return {
    ...{ running, databasePid: server.pid },
    admin: (work) => withAdmin(server.url('bench'), work),
    async close() {
      await running.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
