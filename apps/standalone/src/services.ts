import { DataSource } from 'typeorm';
import { grantInbox } from '#common/messaging/postgres-transport.js';
import type { Retention } from '#common/messaging/retention.js';
import type { EventTransport } from '#common/messaging/transport.js';
import type { CertificateFiles } from '#common/runtime/certificate.js';
import type { AppDefinition } from '#common/runtime/app.js';
import type { Clock } from '#common/runtime/clock.js';
import { serviceNames } from '#common/runtime/service-names.js';
import { createService, type RunningService, type ServiceOptions } from '#common/runtime/service.js';
import { deskApp } from '../../desk/src/app.module.js';
import type { DeskSettings } from '../../desk/src/settings.js';
import { dispatchApp } from '../../dispatch/src/app.module.js';
import { defaultSettings, type DispatchSettings } from '../../dispatch/src/settings.js';
import { gatewayApp } from '../../gateway/src/app.module.js';
import type { GatewaySettings, ServiceName } from '../../gateway/src/settings.js';
import { inventoryApp } from '../../inventory/src/app.module.js';
import { defaultSettings as inventorySettings, type InventorySettings } from '../../inventory/src/settings.js';
import { qualityApp } from '../../quality/src/app.module.js';

/** What all services of the process share. */
export interface Shared {
  clock: Clock;
  transport: EventTransport;
  serviceSecret: string;
  databaseUrls: Readonly<Record<string, string>>;
  /** How long what is done with is kept, where it is not as usual. */
  retentionDays?: Partial<Retention>;
  /** What differs from the usual in how this dispatch decides. */
  dispatch?: Partial<DispatchSettings>;
  /** What differs from the usual in how this inventory decides. */
  inventory?: Partial<InventorySettings>;
  /** How the desk reaches customers. */
  desk?: DeskSettings;
  /** Of the gateway, if it speaks HTTPS; the others are reached from this machine alone. */
  certificate?: CertificateFiles;
}

type StartedApp = AppDefinition & Pick<Partial<ServiceOptions>, 'authenticate' | 'certificate'>;

/** Creates the four services behind the gateway, each listening on a port of its own that only this machine reaches. */
export async function createBackends(
  shared: Shared,
): Promise<{ running: RunningService[]; urls: Record<ServiceName, string[]> }> {
  const running = await Promise.all(backends(shared).map((app) => create(app, shared)));
  const urls: Record<string, string[]> = {};
  for (const service of running) urls[service.service] = [await service.listen(0)];
  return { running, urls: urls as Record<ServiceName, string[]> };
}

const backends = (shared: Shared): StartedApp[] => [
  deskApp(shared.desk),
  dispatchApp({ ...defaultSettings, ...shared.dispatch }),
  inventoryApp({ ...inventorySettings, ...shared.inventory }),
  qualityApp,
];

/** All five of them for their databases alone: nobody reaches them, and their event paths stay closed. */
export const createUnheard = (shared: Shared): Promise<RunningService[]> =>
  Promise.all([...backends(shared), gatewayApp(unreached(shared))].map((app) => createAlone(app, shared)));

const unreached = ({ serviceSecret }: Shared): GatewaySettings => ({
  serviceUrls: { desk: [], dispatch: [], inventory: [], quality: [] },
  serviceSecret,
  sessionHours: 1,
  secureCookies: true,
  trustProxy: false,
  openMetrics: false,
  requestsPerMinute: { actor: 1, address: 1, customer: 1 },
  firstUsers: [],
  demo: true, // it brings the users
});

export const createGateway = (settings: GatewaySettings, { certificate, ...shared }: Shared) =>
  create({ ...gatewayApp(settings), ...(certificate && { certificate }) }, shared);

async function create(app: StartedApp, shared: Shared): Promise<RunningService> {
  const running = await createAlone(app, shared);
  const others = serviceNames.filter((name) => name !== app.service);
  await running.app.get(DataSource).query(grantInbox(app.service, others));
  return running;
}

function createAlone(app: StartedApp, shared: Shared): Promise<RunningService> {
  const url = shared.databaseUrls[app.service] ?? '';
  return createService({
    ...app,
    clock: shared.clock,
    transport: shared.transport,
    serviceSecret: shared.serviceSecret,
    ...(shared.retentionDays && { retentionDays: shared.retentionDays }),
    database: { url, entities: app.entities, migrations: app.migrations },
  });
}
