import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { loadConfig, variablesOf } from '#common/runtime/config.js';
import type { ServiceConfig } from '#common/runtime/service-config.js';
import { DeskConfig } from '../../apps/desk/src/config.js';
import { MailConfig } from '../../apps/desk/src/mail-config.js';
import { RetentionConfig } from '../../apps/desk/src/retention/retention-config.js';
import { DispatchConfig } from '../../apps/dispatch/src/config.js';
import { GatewayConfig } from '../../apps/gateway/src/config.js';
import { MapTilesConfig } from '../../apps/gateway/src/pages/map-tiles-config.js';
import { SingleSignOnConfig } from '../../apps/gateway/src/single-sign-on/single-sign-on-config.js';
import { InventoryConfig } from '../../apps/inventory/src/config.js';
import { QualityConfig } from '../../apps/quality/src/config.js';

const schemas: Record<string, new () => ServiceConfig> = {
  desk: DeskConfig,
  dispatch: DispatchConfig,
  gateway: GatewayConfig,
  inventory: InventoryConfig,
  quality: QualityConfig,
};
/** What an app reads besides its own schema and is given here. */
const more: Record<string, (new () => object)[]> = {
  desk: [MailConfig, RetentionConfig],
  gateway: [SingleSignOnConfig, MapTilesConfig],
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
const lines = [...readFileSync('deploy/compose.env', 'utf8').matchAll(/^(#?)(\w+)=(.*)$/gm)];
const valuesOf = (wanted: typeof lines) => new Map(wanted.map(([, , name = '', value = '']) => [name, value]));
/** What a copy of the file gives as it stands, and with those lines that are only examples. */
const example = valuesOf(lines.filter(([, mark]) => mark === ''));
const whole = valuesOf(lines);

interface Compose {
  name: string;
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
}

/** What Docker Compose makes of `${NAME:?reason}` and `${NAME:-default}` with these variables. */
function composed(given: ReadonlyMap<string, string>): Compose {
  const substituted = text.replaceAll(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, kind: string, rest: string) => {
      const value = given.get(name) ?? (kind === '-' ? rest : undefined);
      if (value === undefined) throw new Error(`deploy/compose.env has no ${name}`);
      return value;
    },
  );
  return parse(substituted, { merge: true }) as Compose;
}

const { name: project, services, volumes } = composed(example);
const dockerfile = readFileSync('deploy/Dockerfile', 'utf8');
const apps = Object.keys(schemas);

describe('docker-compose.yml', () => {
  it('has every service of the distributed shape', () => {
    const folders = readdirSync('apps').filter((folder) => !['standalone', 'web'].includes(folder));
    expect(apps.toSorted()).toEqual(folders.toSorted());
    expect(Object.keys(services).toSorted()).toEqual([...apps, 'kafka', 'postgres'].toSorted());
  });

  it('uses every line of deploy/compose.env', () => {
    for (const name of whole.keys()) expect(text).toContain(`\${${name}:`);
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
    const besides = more[app] ?? [];
    const known = [schema, ...besides].flatMap(variablesOf).map(({ name }) => name);
    expect(Object.keys(service.environment).filter((name) => !known.includes(name))).toEqual([]);
    for (const other of besides) loadConfig(other, service.environment);
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

describe('mails to customers in docker-compose.yml', () => {
  const mailOf = ({ services: { desk } }: Compose) => loadConfig(MailConfig, desk!.environment);

  it('go out by the server of the .env file', () => {
    const [url, from, publicUrl] = ['SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL'].map((name) => whole.get(name));
    expect(mailOf(composed(whole))).toEqual({ SMTP_URL: url, MAIL_FROM: from, PUBLIC_URL: publicUrl });
    expect(url).toBeTruthy();
  });

  it('are only logged where it names none', () => {
    expect(mailOf(composed(example))).toEqual({ MAIL_FROM: new MailConfig().MAIL_FROM });
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
