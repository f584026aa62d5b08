import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as events from '#common/events/index.js';
import { variablesOf } from '#common/runtime/config.js';
import { ServiceConfig } from '#common/runtime/service-config.js';
import { DispatchConfig } from '../../apps/dispatch/src/config.js';
import { MailConfig } from '../../apps/desk/src/mail-config.js';
import { CallsConfig } from '../../apps/desk/src/calls/calls-config.js';
import { RetentionConfig } from '../../apps/desk/src/retention/retention-config.js';
import { GatewayConfig } from '../../apps/gateway/src/config.js';
import { TlsConfig } from '../../apps/gateway/src/tls-config.js';
import { MapTilesConfig } from '../../apps/gateway/src/pages/map-tiles-config.js';
import { SingleSignOnConfig } from '../../apps/gateway/src/single-sign-on/single-sign-on-config.js';
import { InventoryConfig } from '../../apps/inventory/src/config.js';
import { StandaloneConfig } from '../../apps/standalone/src/config.js';
import { DistributedConfig } from '../../apps/standalone/src/distributed/config.js';

const rooms = ['apps', 'libs', 'docs', 'test', 'bench', 'deploy', 'replay', 'tools'];
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
const sources = rooms
  .filter((room) => room !== 'docs')
  .flatMap(filesIn)
  .filter((name) => /\.(ts|js)$/.test(name));
const basenames = new Set(sources.map((name) => basename(name)));

const read = (path: string) => readFileSync(path, 'utf8');
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([whole, part]) => part ?? whole);

/** Paths from the root, as prose and comments name them; a full stop behind one ends the sentence. */
const pathsFromRoot = (text: string) =>
  matches(text, new RegExp(`(?<![\\w/.-])(?:${rooms.join('|')})/[\\w./-]*\\w/?`, 'g'));
const links = (page: string) =>
  matches(read(page), /\]\(([^)#]+)(?:#[^)]*)?\)/g)
    .filter((target) => !/^\w+:/.test(target))
    .map((target) => join(dirname(page), target));

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync('docs').map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));

describe.each(pages)('%s', (page) => {
  it('names only files that are there', () => {
    expect(pathsFromRoot(read(page)).filter((path) => !existsSync(path))).toEqual([]);
    expect(links(page).filter((path) => !existsSync(path))).toEqual([]);
    const named = matches(read(page), /(?<![\w/.*>-])[\w-]+(?:\.[\w-]+)*\.ts\b/g);
    expect(named.filter((name) => !basenames.has(name))).toEqual([]);
  });
});

describe('comments', () => {
  it('name only pages of docs/ that are there', () => {
    const named = sources.flatMap((source) =>
      pathsFromRoot(read(source))
        .filter((path) => /^docs\/.*\.md$/.test(path) || path.startsWith('docs/adr/'))
        .map((path) => ({ source, path })),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ path }) => !existsSync(path))).toEqual([]);
  });
});

describe('README.md', () => {
  const page = read('README.md');

  it('has at most 150 lines', () => {
    expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
  });

  it('names every listener of an acceptance', () => {
    const listeners = sources.filter(
      (name) => name.endsWith('.listener.ts') && read(name).includes('@Hears(OfferAccepted,'),
    );
    expect(listeners.length).toBeGreaterThan(1);
    expect(listeners.filter((name) => !page.includes(name))).toEqual([]);
  });

  it('names for start:app what a service must be given', () => {
    const line = /^npm run start:app .*$/m.exec(page)?.[0] ?? '';
    const needed = variablesOf(ServiceConfig).filter(({ required }) => required);
    expect(matches(line, /\b[A-Z]+(?:_[A-Z]+)+\b/g).toSorted()).toEqual(needed.map(({ name }) => name).toSorted());
  });
});

describe('environment variables', () => {
  const schemas = [
    StandaloneConfig,
    DistributedConfig,
    ServiceConfig,
    GatewayConfig,
    TlsConfig,
    MailConfig,
    RetentionConfig,
    CallsConfig,
    SingleSignOnConfig,
    MapTilesConfig,
    DispatchConfig,
    InventoryConfig,
  ];
  const known = new Set(schemas.flatMap((schema) => variablesOf(schema)).map(({ name }) => name));
  /** Read by the logger and by tools and tests. */
  for (const name of ['LOG_LEVEL', 'CALLOUT_DATA', 'CALLOUT_USER', 'CALLOUT_PASSWORD', 'CHROMIUM_PATH', 'UPDATE_DOCS'])
    known.add(name);

  it.each(pages)('in %s are known to the config schemas', (page) => {
    const named = matches(read(page), /(?<![\w-])[A-Z]+(?:_[A-Z]+)+(?![\w*])/g);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it('names only events that are published', () => {
    const walk = /## One order's walk[^]*?\n## /.exec(read('docs/architecture.md'))?.[0] ?? '';
    const named = matches(walk, /`((?:[A-Z][a-z]+){2,})`/g);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !(name in events))).toEqual([]);
  });
});
