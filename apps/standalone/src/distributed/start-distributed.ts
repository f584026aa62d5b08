import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePair, freePort } from '#common/runtime/postgres-port.js';
import { serverUser } from '#common/runtime/postgres-user.js';
import { type Closer, withClose } from '../closers.js';
import { openDatabase } from '../database.js';
import type { DemoPlan } from '../demo/demo-plan.js';
import type { PreparedDemo } from '../demo/prepare-demo.js';
import { openHome, secretsOf } from '../home.js';
import { lockFolder } from '../instance-lock.js';
import { requireFreePort } from '../port.js';
import type { DistributedDemo, prepareDistributedDemo } from './demo.js';
import { backendNames, planBackends, planGateways, type Surroundings } from './plan.js';
import { type StartKafka, SupervisedBroker } from './supervised-broker.js';
import { Supervised } from './supervised.js';

const services = [...backendNames, 'gateway'];

export interface DistributedOptions {
  home: string;
  /** Of the first gateway; the others take the next ones. */
  port: number;
  /** Folder of what was built: the services lie in its `programs`. */
  dist: string;
  /** How many of each service and of the gateway. */
  instances: number;
  startKafka: StartKafka;
  /** The demo to write into an empty database; none if left out. */
  demo?: DemoPlan;
  /** More variables of a service, where they are not the usual ones. */
  variables?: Surroundings['variables'];
  tell(line: string): void;
}

export interface Distributed {
  gatewayUrls: string[];
  home: string;
  adminPassword: string;
  demo?: PreparedDemo;
  processes: Supervised[];
  broker: SupervisedBroker;
  /** The database's superuser, for checks that share nothing with the services. */
  adminUrl: string;
  close(): Promise<void>;
}

/** Starts PostgreSQL, Kafka and several instances of every service on this machine, each a process that is started again when it dies. */
export const startDistributed = (options: DistributedOptions): Promise<Distributed> =>
  withClose((closers) => start(options, closers));

async function start(options: DistributedOptions, closers: Closer[]): Promise<Omit<Distributed, 'close'>> {
  const { port, instances, tell } = options;
  const user = serverUser();
  const home = openHome(options.home, user);
  closers.push(await lockFolder(home, `process ${process.pid}, http://localhost:${port}`));
  const gatewayPorts = Array.from({ length: instances }, (_, index) => port + index);
  for (const one of gatewayPorts) await requireFreePort(one, '127.0.0.1');
  const secrets = secretsOf(home, services);
  const [database, broker] = await Promise.all([
    openDatabase({ home, passwords: secrets.passwords, settings: { max_connections: '300' }, tell }, closers),
    openBroker(home, options, closers),
  ]);
  const logs = join(home, 'logs');
  mkdirSync(logs, { recursive: true });
  const { dist, variables = {} } = options;
  const around = { ...secrets, ...database, brokers: broker.brokers, dist, logs, variables };
  const demo = options.demo && (await prepared(options.demo, { ...around, home }, closers, tell));
  const processes = await startProcesses(gatewayPorts, instances, around, closers, tell);
  await demo?.open();
  const gatewayUrls = gatewayPorts.map((one) => `http://127.0.0.1:${one}`);
  return {
    gatewayUrls,
    home,
    processes,
    broker,
    adminUrl: database.adminUrl,
    adminPassword: secrets.adminPassword,
    ...(demo && { demo: demo.prepared }),
  };
}

/** Loaded where it is wanted: it brings all services into this process. */
async function prepared(...given: Parameters<typeof prepareDistributedDemo>): Promise<DistributedDemo> {
  const { prepareDistributedDemo: prepare } = await import('./demo.js');
  return prepare(...given);
}

async function openBroker(
  home: string,
  { startKafka, tell }: DistributedOptions,
  closers: Closer[],
): Promise<SupervisedBroker> {
  const broker = new SupervisedBroker({ folder: join(home, 'kafka'), port: await freePair() }, startKafka, tell);
  const lastResort = () => broker.killAtOnce();
  process.once('exit', lastResort);
  closers.push(async () => {
    await broker.stop();
    process.off('exit', lastResort);
  });
  await broker.start();
  tell(`Kafka takes messages on ${broker.brokers.join(', ')}`);
  return broker;
}

async function startProcesses(
  gatewayPorts: readonly number[],
  instances: number,
  around: Surroundings,
  closers: Closer[],
  tell: DistributedOptions['tell'],
): Promise<Supervised[]> {
  const ports: Record<string, number[]> = {};
  for (const app of backendNames) ports[app] = await Promise.all(Array.from({ length: instances }, () => freePort()));
  const backends = planBackends(ports, around).map((plan) => new Supervised(plan, tell));
  closers.push(() => stopAll(backends));
  await Promise.all(backends.map((backend) => backend.start()));
  tell(`${instances} of each of ${backendNames.join(', ')} are ready`);
  const gateways = planGateways(gatewayPorts, ports, around).map((plan) => new Supervised(plan, tell));
  closers.push(() => stopAll(gateways));
  await Promise.all(gateways.map((gateway) => gateway.start()));
  return [...backends, ...gateways];
}

async function stopAll(processes: readonly Supervised[]): Promise<void> {
  await Promise.all(processes.map((one) => one.stop()));
}
