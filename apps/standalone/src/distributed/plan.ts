import { join } from 'node:path';
import type { ProcessPlan } from './supervised.js';

export const backendNames = ['desk', 'dispatch', 'inventory', 'quality'] as const;

/** What every process needs to know. */
export interface Surroundings {
  /** Folder of what was built: the services lie in its `programs`. */
  dist: string;
  logs: string;
  databaseUrls: Readonly<Record<string, string>>;
  brokers: readonly string[];
  serviceSecret: string;
  adminPassword: string;
  /** More variables of a service, where they are not the usual ones. */
  variables?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Some instances of each service, each on one of the given ports. */
export function planBackends(ports: Readonly<Record<string, readonly number[]>>, around: Surroundings): ProcessPlan[] {
  return backendNames.flatMap((app) => (ports[app] ?? []).map((port, index) => plan(app, index, port, around)));
}

/** A gateway on each port, all knowing all instances. */
export function planGateways(
  gatewayPorts: readonly number[],
  ports: Readonly<Record<string, readonly number[]>>,
  around: Surroundings,
): ProcessPlan[] {
  const urls = backendNames.map((app) => [
    `${app.toUpperCase()}_URLS`,
    (ports[app] ?? []).map((port) => `http://127.0.0.1:${port}`).join(','),
  ]);
  const extra = { ...Object.fromEntries(urls), ADMIN_PASSWORD: around.adminPassword, SECURE_COOKIES: 'off' } as Record<
    string,
    string
  >;
  return gatewayPorts.map((port, index) => plan('gateway', index, port, around, extra));
}

function plan(
  app: string,
  index: number,
  port: number,
  around: Surroundings,
  extra: Record<string, string> = {},
): ProcessPlan {
  const name = `${app}-${index + 1}`;
  return {
    name,
    program: join(around.dist, 'programs', `${app}.js`),
    readyUrl: `http://127.0.0.1:${port}/readyz`,
    logFile: join(around.logs, `${name}.log`),
    environment: {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: around.databaseUrls[app] ?? '',
      KAFKA_BROKERS: around.brokers.join(','),
      SERVICE_SECRET: around.serviceSecret,
      ...extra,
      ...around.variables?.[app],
    },
  };
}
