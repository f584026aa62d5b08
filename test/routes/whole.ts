import { PostgresTransport } from '#common/messaging/postgres-transport.js';
import type { EventTransport } from '#common/messaging/transport.js';
import { SteppedClock } from '#common/runtime/clock.js';
import type { RunningService } from '#common/runtime/service.js';
import { TestDatabase } from '#common/testing/database.js';
import { settle } from '#common/testing/settle.js';
import { deskApp } from '../../apps/desk/src/app.module.js';
import { dispatchApp } from '../../apps/dispatch/src/app.module.js';
import { gatewayApp } from '../../apps/gateway/src/app.module.js';
import type { FirstUser, GatewaySettings } from '../../apps/gateway/src/settings.js';
import { inventoryApp } from '../../apps/inventory/src/app.module.js';
import { qualityApp } from '../../apps/quality/src/app.module.js';
import { serviceNames } from '#common/runtime/service-names.js';
import { createBackends, createGateway } from '../../apps/standalone/src/services.js';

const serviceSecret = 'a secret of the tests, long enough';

/** All services of Callout behind their gateway in this process, on a fresh database without a demo. */
export interface Whole {
  url: string;
  database: TestDatabase;
  /** The gateway last. */
  services: readonly RunningService[];
  /** Business time: it stands until it is moved. */
  clock: SteppedClock;
  /** Waits until nothing is on its way in the event path. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function startWhole(
  firstUsers: readonly FirstUser[],
  transport: EventTransport = new PostgresTransport(),
): Promise<Whole> {
  const apps = [deskApp(), dispatchApp(), inventoryApp(), qualityApp, gatewayApp({} as GatewaySettings)];
  const database = await TestDatabase.create(apps);
  const databaseUrls = Object.fromEntries(serviceNames.map((name) => [name, database.url(name)]));
  const clock = new SteppedClock(new Date('2026-03-02T09:00:00Z'));
  const shared = { clock, transport, serviceSecret, databaseUrls };
  const { running, urls } = await createBackends(shared);
  const gateway = await createGateway({ ...settings, serviceUrls: urls, firstUsers }, shared);
  const all: RunningService[] = [...running, gateway];
  for (const service of all) await service.open();
  return {
    url: await gateway.listen(0),
    database,
    services: all,
    clock,
    settle: () => settle(database, serviceNames, clock, { deadLettersExpected: true }),
    async close() {
      await gateway.close();
      await Promise.all(running.map((service) => service.close()));
      await database.drop();
    },
  };
}

const settings: Omit<GatewaySettings, 'serviceUrls' | 'firstUsers'> = {
  serviceSecret,
  sessionHours: 12,
  secureCookies: false,
  trustProxy: false,
  openMetrics: false,
  requestsPerMinute: { actor: 1_000_000, address: 1_000_000, customer: 1_000_000 },
  demo: true,
  eventPath: async () => ({ quiet: true }),
};
