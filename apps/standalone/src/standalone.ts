import { setTimeout as pause } from 'node:timers/promises';
import { analyzeFilled } from '#common/database/analyze-filled.js';
import { Messaging } from '#common/messaging/messaging.js';
import { PostgresTransport } from '#common/messaging/postgres-transport.js';
import { withAdmin } from '#common/runtime/postgres-provision.js';
import { serverUser } from '#common/runtime/postgres-user.js';
import type { CertificateFiles } from '#common/runtime/certificate.js';
import type { RunningService } from '#common/runtime/service.js';
import { serviceNames } from '#common/runtime/service-names.js';
import type { DispatchSettings } from '../../dispatch/src/settings.js';
import type { DeskSettings } from '../../desk/src/settings.js';
import type { GatewaySettings } from '../../gateway/src/settings.js';
import { type Closer, withClose } from './closers.js';
import { openDatabase } from './database.js';
import type { DemoPlan } from './demo/demo-plan.js';
import { type PreparedDemo, prepareDemo } from './demo/prepare-demo.js';
import { reportOpening } from './demo/report-opening.js';
import { EventPathLookout } from './event-path.js';
import { openHome, type Secrets, secretsOf } from './home.js';
import { lockFolder } from './instance-lock.js';
import { requireFreePort } from './port.js';
import { createBackends, createGateway } from './services.js';
import { openClock } from './standing-clock.js';

export interface StandaloneOptions {
  home: string;
  host: string;
  port: number;
  /** The demo to write into an empty database; none if left out. */
  demo?: DemoPlan;
  /** What becomes of a better plan for a day that runs; proposed if left out. */
  dayImprovements?: DispatchSettings['dayImprovements'];
  /** Whether parts are planned anew every week; they are if left out. */
  planWeekly?: boolean;
  /** How many days settled dead letters are kept; as usual if left out. */
  retainDeadLettersDays?: number;
  /** How customers are reached; by no mail if left out. */
  desk?: DeskSettings;
  /** With a certificate the pages and the API are served by HTTPS. */
  certificate?: CertificateFiles;
  /** Where people sign in besides; with names and passwords alone if left out. */
  singleSignOn?: GatewaySettings['singleSignOn'];
  /** The ground of maps; outlines of our own if left out. */
  mapTiles?: GatewaySettings['mapTiles'];
  /** Hears what is being done, one line at a time. */
  tell(line: string): void;
}

export interface Standalone {
  /** Where the API answers. */
  url: string;
  /** The state folder. */
  home: string;
  demo?: PreparedDemo;
  /** Stops all services, then PostgreSQL. */
  close(): Promise<void>;
}

const patienceMilliseconds = 20_000;

/** Starts Callout whole in this process: PostgreSQL, the services, the demo. Whatever was started is stopped again if something fails. */
export const startStandalone = (options: StandaloneOptions): Promise<Standalone> =>
  withClose((closers) => start(options, closers));

async function start(options: StandaloneOptions, closers: Closer[]): Promise<Omit<Standalone, 'close'>> {
  const { host, port, tell, certificate } = options;
  const url = `${certificate ? 'https' : 'http'}://${shownHost(host)}:${port}`;
  const user = serverUser();
  const home = openHome(options.home, user);
  closers.push(await lockFolder(home, `process ${process.pid}, ${url}`));
  await requireFreePort(port, host);
  const secrets = secretsOf(home, serviceNames);
  const { adminUrl, databaseUrls } = await openDatabase({ home, passwords: secrets.passwords, tell }, closers);
  const clock = openClock(home, options.demo?.clockStandsAt);
  const { dayImprovements, planWeekly, retainDeadLettersDays: deadLetters } = options;
  const shared = {
    clock,
    transport: new PostgresTransport(),
    serviceSecret: secrets.serviceSecret,
    databaseUrls,
    ...(deadLetters !== undefined && { retentionDays: { deadLetters } }),
    ...(dayImprovements && { dispatch: { dayImprovements } }),
    ...(planWeekly !== undefined && { inventory: { planWeekly } }),
  };
  const lookout = new EventPathLookout(adminUrl, serviceNames, clock);
  closers.push(() => lookout.close());
  const { running, urls } = await createBackends({ ...shared, ...(options.desk && { desk: options.desk }) });
  closers.push(() => closeAll(running));
  const settings = gatewaySettings(
    secrets,
    urls,
    (waitMilliseconds) => lookout.settled(waitMilliseconds),
    options.demo !== undefined,
  );
  settings.secureCookies = certificate !== undefined;
  if (options.singleSignOn) settings.singleSignOn = options.singleSignOn;
  if (options.mapTiles) settings.mapTiles = options.mapTiles;
  const gateway = await createGateway(settings, { ...shared, ...(certificate && { certificate }) });
  closers.push(() => gateway.close());
  tell('services are created');
  const all = [...running, gateway];
  const paths = all.map(({ app }) => app.get(Messaging));
  lookout.isBusy = () => paths.some(({ busy }) => busy);
  const demo = options.demo && (await prepareDemo(options.demo, all, home, clock.now(), tell));
  if (demo) showAccounts(settings, demo);
  await Promise.all(all.map((service) => service.open()));
  if (demo && demo.filled.length > 0) {
    await untilQuiet(lookout, tell);
    await withAdmin(adminUrl, analyzeFilled);
  }
  await gateway.listen(port, host);
  const desk = running.find(({ service }) => service === 'desk');
  if (demo && desk && demo.opening.length > 0) {
    const reported = reportOpening(desk, demo.opening); // nobody waits for it: the orders appear on the board as in real life
    closers.push(() => reported);
  }
  return { url, home, ...(demo && { demo }) };
}

type MutableSettings = { -readonly [K in keyof GatewaySettings]: GatewaySettings[K] };

/** Without a demo somebody must be able to sign in: an administrator whose password lies in the state folder. */
function gatewaySettings(
  { serviceSecret, adminPassword }: Secrets,
  serviceUrls: GatewaySettings['serviceUrls'],
  eventPath: NonNullable<GatewaySettings['eventPath']>,
  demo: boolean,
): MutableSettings {
  const admin = { name: 'admin', displayName: 'Administrator', password: adminPassword, roles: ['admin' as const] };
  return {
    serviceSecret,
    serviceUrls,
    eventPath,
    demo,
    firstUsers: demo ? [] : [admin],
    sessionHours: 12,
    secureCookies: false,
    trustProxy: false,
    openMetrics: false,
    requestsPerMinute: { actor: demo ? 60_000 : 6_000, address: 6_000, customer: demo ? 6_000 : 120 }, // one key of the demo stands for all customers
  };
}

/** The demo's accounts are known only when its world is: after the gateway was created, before it listens. */
function showAccounts(settings: MutableSettings, { accounts }: PreparedDemo): void {
  settings.firstUsers = accounts.map(({ name, role, password }) => ({
    name,
    displayName: role,
    password,
    roles: [role as GatewaySettings['firstUsers'][number]['roles'][number]],
  }));
}

/** The services get to know the demo before anybody asks them; but one that cannot is no reason to keep everybody waiting. */
async function untilQuiet(lookout: EventPathLookout, tell: StandaloneOptions['tell']): Promise<void> {
  tell('the services tell each other about the demo');
  const until = performance.now() + patienceMilliseconds;
  while (!(await lookout.state()).quiet) {
    if (performance.now() > until) return tell('some of them are not done yet and go on in the background');
    await pause(50);
  }
}

async function closeAll(services: readonly RunningService[]): Promise<void> {
  await Promise.all(services.map((service) => service.close()));
}

const shownHost = (host: string) => (['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host) ? 'localhost' : host);
