import { readFileSync } from 'node:fs';
import { forwardedPaths } from '../../apps/gateway/src/forwarding/routes.js';
import { type Document, type Operation, operationsOf } from '../fuzz/document.js';
import { signIn } from '../stories/callout.js';
import { type Caller, everyKind, keyOf, type Letter, sessionOf, siteBound } from './actors.js';
import { ask } from './asking.js';
import { realRoutes } from './real-routes.js';
import { siteSteps } from './site-steps.js';
import { table } from './table.js';
import { twoSites, type World } from './things.js';
import { startWhole, type Whole } from './whole.js';

/** Another test sees to it that the document is what the code says. */
const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Document;
const password = 'the password of ada';
const signOut = 'DELETE /api/v1/sessions/current';

/** What is no part of the API. Health and metrics are there in every service. */
const health = ['GET /livez', 'GET /readyz', 'GET /metrics'];
const phoneFiles = ['sw.js', 'manifest.webmanifest', 'icon-192.png', 'icon-512.png'].map((name) => `GET /app/${name}`);
const app = ['GET /app', 'GET /app/*', 'GET /app/assets/*', 'GET /app/start.json', ...phoneFiles];
const pages = [
  'GET /',
  'GET /l',
  'GET /q/*',
  ...app,
  'GET /docs',
  'GET /docs/start.js',
  'GET /docs/assets/*',
  'GET /api/v1/openapi.json',
];

interface Expected {
  allowed: string;
  own: number;
  other: number;
}

function expectedOf(name: string): Expected {
  const [allowed = '', own = '', other = ''] = (table[name] ?? '').split(' ');
  return { allowed, own: Number(own), other: other === '=' || other === '-' ? Number(own) : Number(other) };
}

describe('every route', () => {
  const operations = operationsOf(document).toSorted(
    (one, two) => Number(one.name === signOut) - Number(two.name === signOut),
  );
  let whole: Whole;
  let world: World;
  let callers: Map<Letter, Caller>;
  let admin: Caller;
  let streamKey: Caller;
  beforeAll(async () => {
    whole = await startWhole([{ name: 'admin', displayName: 'Ada', password, roles: ['admin'] }]);
    const { url } = whole;
    const person = await signIn(url, 'admin', password);
    world = await twoSites({ url, admin: person, now: async () => new Date(), close: async () => undefined });
    callers = await everyKind(url, person, world.site);
    admin = await sessionOf(url, 'admin', password);
    streamKey = await keyOf(person, world.site.id, ['stream:read']);
    await whole.settle();
  }, 180_000);
  afterAll(() => whole.close());

  const status = async (operation: Operation, caller: Caller, things = world.mine) =>
    (await ask(whole.url, operation, things, caller, document)).status;

  /** Asks all of them and lists what is not as it should be. */
  const differences = async (
    cases: readonly { operation: Operation; who: string; expected: number; asked: () => Promise<number> }[],
  ) => {
    const found: string[] = [];
    for (const { operation, who, expected, asked } of cases) {
      const answered = await asked();
      if (answered !== expected) found.push(`${operation.name} for ${who}: ${answered}, expected ${expected}`);
    }
    return found;
  };

  it('is in the table, and nothing else is', () => {
    expect(Object.keys(table).toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
  });

  it('is one that a service or the gateway really has, and they have no other', () => {
    const gateway = new Set(realRoutes(whole.services.at(-1)!));
    const behind = whole.services.slice(0, -1).flatMap((one) =>
      realRoutes(one)
        .filter((route) => !health.includes(route))
        .map((route) => ({ service: one.service, route: route.replace('{service}', one.service) })),
    );
    const isForwarded = ({ service, route }: { service: string; route: string }) => {
      const [method, path = ''] = route.split(' ');
      return forwardedPaths.some(
        (one) =>
          one.service === service &&
          (path === one.path || (path.startsWith(`${one.path}/`) && gateway.has(`${method} ${one.path}/*`))),
      );
    };
    expect(behind.filter((one) => !isForwarded(one))).toEqual([]);
    const through = forwardedPaths.flatMap(({ path }) =>
      ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method) => [`${method} ${path}`, `${method} ${path}/*`]),
    );
    const own = [...gateway].filter((route) => !through.includes(route));
    const real = [...behind.map(({ route }) => route), ...own].map((route) =>
      route.replace(/\/services\/[a-z]+\//, '/services/{service}/'),
    );
    expect([...new Set(real)].toSorted()).toEqual([...Object.keys(table), ...health, ...pages].toSorted());
  });

  it('is closed to strangers', async () => {
    const cases = operations
      .filter(({ name }) => expectedOf(name).allowed !== 'anybody')
      .map((operation) => ({ operation, who: 'a stranger', expected: 401, asked: () => status(operation, {}) }));
    expect(await differences(cases)).toEqual([]);
  }, 120_000);

  it('is closed to a key without its scope', async () => {
    const cases = operations
      .filter(({ name, policy }) => policy.scope !== 'stream:read' && policy.open === undefined && name !== signOut)
      .map((operation) => ({
        operation,
        who: 'a key for the stream',
        expected: 403,
        asked: () => status(operation, streamKey),
      }));
    expect(await differences(cases)).toEqual([]);
  }, 120_000);

  it('tells callers of a site nothing of another site', async () => {
    const { sites, technicians, offers, visits } = world.theirs;
    // Not the order and the request: they had been offered to this site before.
    const theirs = [sites, technicians, offers, visits, world.theirs['stock-locations'], world.theirs['api-keys']];
    const leaks: string[] = [];
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      for (const letter of siteBound) {
        const { text } = await ask(whole.url, operation, world.mine, callers.get(letter) ?? {}, document);
        const told = theirs.filter((id) => id && text.includes(id));
        if (told.length > 0) leaks.push(`${operation.name} tells ${letter} of ${told.join(', ')}`);
      }
    }
    expect(leaks).toEqual([]);
  }, 120_000);

  it.each(Object.entries(siteSteps))(
    'POST %s is done for the site whose row it is, and is not there for the other',
    async (route, { prepare, body }) => {
      const { scene, site, other } = world;
      const { id, version } = await prepare(scene, site);
      const path = `/${route.replace('{id}', id)}`;
      const said = body?.(site) ?? {};
      expect((await other.key.post(path, said, { version })).status).toBe(404);
      const done = await site.key.post(path, said, { version });
      expect({ status: done.status, body: done.body as unknown }).toMatchObject({ status: 200, body: { id } });
      expect((done.body as { version: number }).version).toBeGreaterThan(version);
    },
    60_000,
  );

  it('answers each role as the table says, for own things and for those of another site', async () => {
    const cases = operations.flatMap((operation) => {
      const { allowed, own, other } = expectedOf(operation.name);
      const who = [...callers].flatMap(([letter, caller]) => {
        const may = allowed === 'anybody' || allowed.includes(letter);
        const mine = { operation, who: letter, expected: may ? own : 403, asked: () => status(operation, caller) };
        const theirs = {
          operation,
          who: `${letter}, other site`,
          expected: may ? other : 403,
          asked: () => status(operation, caller, world.theirs),
        };
        return siteBound.has(letter) && operation.name !== signOut ? [theirs, mine] : [mine];
      });
      return [...who, { operation, who: 'an admin', expected: own, asked: () => status(operation, admin) }];
    });
    expect(await differences(cases)).toEqual([]);
  }, 300_000);
});
