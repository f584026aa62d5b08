import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { loadConfig, variablesOf } from '#common/runtime/config.js';
import type { ServiceConfig } from '#common/runtime/service-config.js';
import { DeskConfig } from '../../apps/desk/src/config.js';
import { DispatchConfig } from '../../apps/dispatch/src/config.js';
import { GatewayConfig } from '../../apps/gateway/src/config.js';
import { InventoryConfig } from '../../apps/inventory/src/config.js';
import { QualityConfig } from '../../apps/quality/src/config.js';

const schemas: Record<string, new () => ServiceConfig> = {
  desk: DeskConfig,
  dispatch: DispatchConfig,
  gateway: GatewayConfig,
  inventory: InventoryConfig,
  quality: QualityConfig,
};

interface ComposeService {
  command: string[];
  environment: Record<string, string>;
  ports?: string[];
  image: string;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  deploy?: { replicas: number };
  build?: { dockerfile: string };
}

const text = readFileSync('docker-compose.yml', 'utf8');
const example = new Map(
  readFileSync('deploy/compose.env', 'utf8')
    .split('\n')
    .filter((line) => /^\w+=/.test(line))
    .map((line) => line.split('=') as [string, string]),
);

/** What Docker Compose makes of `${NAME:?reason}` and `${NAME:-default}`. */
const substituted = text.replaceAll(
  /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
  (_, name: string, kind: string, rest: string) => {
    const value = example.get(name) ?? (kind === '-' ? rest : undefined);
    if (value === undefined) throw new Error(`deploy/compose.env has no ${name}`);
    return value;
  },
);
const {
  name: project,
  services,
  volumes,
} = parse(substituted, { merge: true }) as {
  name: string;
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
};
const dockerfile = readFileSync('deploy/Dockerfile', 'utf8');
const apps = Object.keys(schemas);

describe('docker-compose.yml', () => {
  it('has every service of the distributed shape', () => {
    const folders = readdirSync('apps').filter((folder) => !['standalone', 'web'].includes(folder));
    expect(apps.toSorted()).toEqual(folders.toSorted());
    expect(Object.keys(services).toSorted()).toEqual([...apps, 'kafka', 'postgres'].toSorted());
  });

  it('uses every line of deploy/compose.env', () => {
    for (const name of example.keys()) expect(text).toContain(`\${${name}:`);
  });

  it('keeps the data of the database and the broker', () => {
    expect(Object.keys(volumes).toSorted()).toEqual(['kafka', 'postgres']);
  });

  it('provisions a role for every service, with the password that the service uses', () => {
    const script = readFileSync('deploy/postgres/provision.sh', 'utf8');
    const roles = /for service in ([\w ]+); do/.exec(script)?.[1]?.split(' ') ?? [];
    expect(roles.toSorted()).toEqual(apps.toSorted());
    for (const role of roles) {
      const password = services['postgres']?.environment[`${role.toUpperCase()}_DATABASE_PASSWORD`];
      expect(services[role]?.environment['DATABASE_URL']).toBe(`postgres://${role}:${password}@postgres:5432/callout`);
    }
  });

  it('runs the same Kafka as the tests', () => {
    const version = /<artifactId>kafka_2\.13<\/artifactId>\s*<version>([\d.]+)</.exec(
      readFileSync('deploy/kafka/pom.xml', 'utf8'),
    )?.[1];
    expect(services['kafka']?.image).toBe(`apache/kafka:${version}`);
  });

  it('waits for health only where something tells it', () => {
    const awaited = Object.values(services).flatMap(({ depends_on = {} }) => Object.entries(depends_on));
    expect(awaited.length).toBeGreaterThan(0);
    for (const [name, { condition }] of awaited) {
      expect(condition).toBe('service_healthy');
      expect(services[name]?.healthcheck?.test.join(' ')).toMatch(/pg_isready|kafka-broker-api-versions/);
    }
    expect(dockerfile).toMatch(/HEALTHCHECK [^\n]*\\\n.*\/readyz/);
  });
});

describe.each(apps)('%s in docker-compose.yml', (app) => {
  const service = services[app]!;
  const schema = schemas[app]!;

  it('is the app that the image is told to run', () => {
    expect(service.command).toEqual([app]);
    expect(service.build?.dockerfile).toBe('deploy/Dockerfile');
  });

  it('gets only variables that it reads, all that it needs, with values that it accepts', () => {
    const known = variablesOf(schema).map(({ name }) => name);
    expect(Object.keys(service.environment).filter((name) => !known.includes(name))).toEqual([]);
    const config = loadConfig(schema, service.environment);
    expect(config.KAFKA_BROKERS).toEqual(['kafka:9092']);
    expect(config.HOST).toBe('0.0.0.0');
  });

  it('is reached where it listens', () => {
    const published = (service.ports ?? []).map((port) => port.split(':')[1]);
    expect(published).toEqual(app === 'gateway' ? [service.environment['PORT']] : []);
    const urls = services['gateway']?.environment[`${app.toUpperCase()}_URLS`]?.split(',');
    const expected = Array.from(
      { length: service.deploy?.replicas ?? 1 },
      (_, index) => `http://${project}-${app}-${index + 1}:${service.environment['PORT']}`,
    );
    expect(urls).toEqual(app === 'gateway' ? undefined : expected);
  });
});

describe('deploy/Dockerfile', () => {
  it('takes only files that are there', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths]) => paths!.split(' '));
    const there = (path: string) =>
      readdirSync(path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.').includes(path.split('/').at(-1)!);
    expect(copied.filter((path) => path !== 'docs/openapi.json' && !there(path))).toEqual([]);
  });
});
