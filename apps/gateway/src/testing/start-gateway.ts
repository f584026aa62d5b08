import type { CertificateFiles } from '#common/runtime/certificate.js';
import { createService, type RunningService } from '#common/runtime/service.js';
import { type Clock, SystemClock } from '#common/runtime/clock.js';
import { PostgresTransport } from '#common/messaging/postgres-transport.js';
import { TestDatabase } from '#common/testing/database.js';
import { gatewayApp } from '../app.module.js';
import type { FirstUser, GatewaySettings } from '../settings.js';

export const adminPassword = 'correct horse battery';

const admin: FirstUser = { name: 'admin', displayName: 'Ada Admin', password: adminPassword, roles: ['admin'] };

const testSettings: GatewaySettings = {
  serviceUrls: { desk: [], dispatch: [], inventory: [], quality: [] },
  serviceSecret: 'a secret of the tests, long enough',
  sessionHours: 12,
  secureCookies: false,
  trustProxy: true,
  openMetrics: false,
  requestsPerMinute: { actor: 100_000, address: 100_000, customer: 100_000 },
  firstUsers: [admin],
  demo: false,
};

export interface TestGateway {
  url: string;
  database: TestDatabase;
  service: RunningService;
  /** Another instance on the same database. */
  another(): Promise<{ url: string; close(): Promise<void> }>;
  close(): Promise<void>;
}

/** A gateway on a fresh database, with its event path open; at a free port if none is given. */
export async function startGateway(
  { port = 0, ...given }: Partial<GatewaySettings> & { port?: number } = {},
  clock: Clock = new SystemClock(),
  certificate?: CertificateFiles,
): Promise<TestGateway> {
  const app = gatewayApp({ ...testSettings, ...given });
  const database = await TestDatabase.create([app]);
  const start = async (at = 0) => {
    const service = await createService({
      ...app,
      ...(certificate && { certificate }),
      clock,
      transport: new PostgresTransport(),
      serviceSecret: testSettings.serviceSecret,
      database: { url: database.url('gateway'), entities: app.entities, migrations: app.migrations },
    });
    return { service, url: await service.listen(at) };
  };
  const { service, url } = await start(port);
  await service.open();
  const others: RunningService[] = [];
  return {
    url,
    database,
    service,
    async another() {
      const other = await start();
      others.push(other.service);
      return { url: other.url, close: () => other.service.close() };
    },
    async close() {
      await Promise.all([service, ...others].map((running) => running.close()));
      await database.drop();
    },
  };
}
