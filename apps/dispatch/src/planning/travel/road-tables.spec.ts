import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { greatCircleTravel, type Spot } from '../../core/matching/travel.js';
import { osrm } from './osrm.js';
import { doorSeconds, RoadTables, type RoadLimits } from './road-tables.js';
import type { AskRoads } from './road-server.js';
import { valhalla } from './valhalla.js';

/** What the road network knows between two points: seconds and metres, or null where there is no way. */
type Way = { seconds: number; metres: number } | null;
type Trouble = (request: {
  sources: Spot[];
  targets: Spot[];
}) => { status: number; body: unknown } | 'silence' | undefined;

/** Seconds that no great circle would give: two per thousandth of a degree from west to east, three back. */
const wayOf = (from: Spot, to: Spot): Way => {
  if (from.lat > 80 || to.lat > 80) return null;
  const east = Math.round(1000 * (to.lon - from.lon));
  return { seconds: east > 0 ? 2 * east : -3 * east, metres: 10 * Math.abs(east) };
};
const points = (count: number): Spot[] => Array.from({ length: count }, (_, index) => ({ lon: index / 10, lat: 51 }));
/** Long enough for a machine that has much else to do. */
const usual: RoadLimits = { pointsAtOnce: 8, timeoutSeconds: 20, tableSeconds: 60, cachedPairs: 1_000 };
const atOnce = 4;

const bodyOf = async (request: IncomingMessage) => {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
};

/** Answers as OSRM's documentation says. */
function osrmAnswer(url: string): { asked: { sources: Spot[]; targets: Spot[] }; answer: unknown } {
  const { pathname, searchParams } = new URL(url, 'http://here');
  const [, list = ''] = /^\/table\/v1\/driving\/([^/]+)$/.exec(pathname) ?? [];
  const spots = list
    .split(';')
    .map((pair) => pair.split(',').map(Number))
    .map(([lon = NaN, lat = NaN]) => ({ lon, lat }));
  const chosen = (name: string) =>
    (searchParams.get(name) ?? '').split(';').map((index) => spots[Number(index)] as Spot);
  const asked = { sources: chosen('sources'), targets: chosen('destinations') };
  const table = (value: (way: Way) => number | null) =>
    asked.sources.map((from) => asked.targets.map((to) => value(wayOf(from, to))));
  const wanted = searchParams.get('annotations') ?? '';
  return {
    asked,
    answer: {
      code: 'Ok',
      ...(wanted.includes('duration') && { durations: table((way) => way && way.seconds) }),
      ...(wanted.includes('distance') && { distances: table((way) => way && way.metres) }),
    },
  };
}

/** Answers as Valhalla's documentation says. */
function valhallaAnswer(body: string) {
  const asked = JSON.parse(body) as { sources: Spot[]; targets: Spot[]; costing: string; units: string };
  expect([asked.costing, asked.units]).toEqual(['auto', 'km']);
  const table = asked.sources.map((from, fromIndex) =>
    asked.targets.map((to, toIndex) => {
      const way = wayOf(from, to);
      return {
        from_index: fromIndex,
        to_index: toIndex,
        time: way?.seconds ?? null,
        distance: way ? way.metres / 1000 : null,
      };
    }),
  );
  return { asked, answer: { sources_to_targets: table, units: 'kilometers' } };
}

describe('tables of a road server', () => {
  let server: Server;
  let url: string;
  let trouble: Trouble;
  let requests: { sources: Spot[]; targets: Spot[] }[];

  beforeEach(async () => {
    trouble = () => undefined;
    requests = [];
    server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const { asked, answer } = request.method === 'POST' ? valhallaAnswer(body) : osrmAnswer(request.url ?? '');
        requests.push(asked);
        const instead = trouble(asked);
        if (instead === 'silence') return;
        response.writeHead(instead?.status ?? 200, { 'content-type': 'application/json' });
        response.end(typeof instead?.body === 'string' ? instead.body : JSON.stringify(instead?.body ?? answer));
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  const kinds: [string, () => AskRoads][] = [
    ['osrm', () => osrm(url, 'driving')],
    ['valhalla', () => valhalla(url, 'auto')],
  ];
  const tables = (limits: Partial<RoadLimits> = {}, ask = osrm(url, 'driving')) =>
    new RoadTables('osrm', ask, { ...usual, ...limits });
  const known = (from: Spot, to: Spot) => {
    const way = wayOf(from, to);
    return way && { seconds: way.seconds + doorSeconds, metres: way.metres };
  };

  it.each(kinds)('has every pair as %s has it, each way, asked in blocks that it takes', async (_, ask) => {
    const spots = points(11);
    const table = await tables({}, ask()).between(spots);
    spots.forEach((from, row) =>
      spots.forEach((to, column) => {
        const at = row * spots.length + column;
        const { seconds, metres } = row === column ? { seconds: 0, metres: 0 } : known(from, to)!;
        expect([table.seconds[at], table.metres[at]]).toEqual([seconds, metres]);
      }),
    );
    expect(Math.max(...requests.map(({ sources, targets }) => sources.length + targets.length))).toBe(8);
    expect(table).toMatchObject({ travelSource: 'osrm', provider: 'osrm', isFallback: false, estimatedPairs: 0 });
  });

  it.each(kinds)('estimates the pairs that %s knows no way for, and marks these alone', async (_, ask) => {
    const spots = [...points(3), { lon: 0, lat: 81 }];
    const table = await tables({}, ask()).between(spots);
    expect([...table.estimated]).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 0]);
    expect(table).toMatchObject({
      isFallback: true,
      estimatedPairs: 6,
      estimatedBecause: 'the road server knows no way',
    });
    expect(table.seconds[3]).toBe(greatCircleTravel(spots[0]!, spots[3]!).seconds);
  });

  it('adds the time at the door that the great circle has too, and none between two orders at one door', async () => {
    expect(greatCircleTravel({ lon: 0, lat: 51 }, { lon: 0.00002, lat: 51 }).seconds).toBe(doorSeconds);
    const [one] = points(1) as [Spot];
    expect([...(await tables().between([one, { ...one }])).seconds]).toEqual([0, 0, 0, 0]);
    expect(requests).toEqual([]);
  });

  it('asks for no pair twice while it remembers it, and forgets who was not used for longest', async () => {
    const limited = tables({ cachedPairs: 9 });
    const [a, b, c] = points(3) as [Spot, Spot, Spot];
    await limited.between([a, b, c]);
    await limited.between([a, b, c]);
    expect(requests).toHaveLength(1);
    const d = { lon: 5, lat: 51 };
    for (let more = 0; more < 4; more += 1) await limited.between([a, { ...d, lon: d.lon + more }]);
    requests = [];
    await limited.between([b, c]);
    expect(requests).toHaveLength(1);
  });

  it('divides a block that is too big for the server, until it answers', async () => {
    trouble = ({ sources, targets }) =>
      sources.length + targets.length > 3 ? { status: 400, body: { code: 'TooBig', message: 'Too many' } } : undefined;
    expect(await tables().between(points(4))).toMatchObject({ estimatedPairs: 0, isFallback: false });
  });

  it('leaves out one point that is nowhere near a road, and has all other pairs', async () => {
    const far = { lon: 7, lat: 51 };
    trouble = ({ sources, targets }) =>
      [...sources, ...targets].some(({ lon }) => lon === far.lon)
        ? { status: 400, body: { code: 'NoSegment', message: 'Could not find a matching segment' } }
        : undefined;
    const table = await tables().between([...points(3), far]);
    expect([...table.estimated]).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 0]);
    expect(table.estimatedBecause).toContain('Could not find a matching segment');
  });

  it.each<[string, Trouble, string]>([
    [
      'a table of another size',
      () => ({ status: 200, body: { code: 'Ok', durations: [[1]], distances: [[1]] } }),
      'not 3 x 3',
    ],
    ['no JSON', () => ({ status: 200, body: '<html>' }), 'no JSON'],
    ['another code', () => ({ status: 200, body: { code: 'NoTable' } }), 'NoTable'],
    ['a null', () => ({ status: 200, body: 'null' }), 'undefined'],
    ['a refusal', () => ({ status: 403, body: { message: 'no key' } }), '403: no key'],
  ])('estimates all and says why when it answers with %s', async (_, does, because) => {
    trouble = does;
    const table = await tables().between(points(3));
    expect(table.estimatedPairs).toBe(6);
    expect(table.estimatedBecause).toContain(because);
    expect(table.seconds[1]).toBe(greatCircleTravel(...(points(2) as [Spot, Spot])).seconds);
  });

  it.each<[string, Trouble]>([
    ['is silent', () => 'silence'],
    ['is in trouble', () => ({ status: 503, body: {} })],
  ])('gives up after one time-out when it %s, and leaves it alone for a while', async (_, does) => {
    trouble = does;
    const impatient = tables({ timeoutSeconds: 0.2, pointsAtOnce: 2 });
    expect((await impatient.between(points(12))).estimatedPairs).toBe(132);
    expect(requests.length).toBeLessThanOrEqual(atOnce);
    const before = requests.length;
    trouble = () => undefined;
    expect((await impatient.between(points(2))).estimatedBecause).toContain('a moment ago');
    expect(requests).toHaveLength(before);
  });

  it('stops when the time for the whole table is over, with what it has', async () => {
    const slow: AskRoads = async (sources, targets, signal) => {
      const answer = await osrm(url, 'driving')(sources, targets, signal);
      await new Promise((done) => setTimeout(done, 120));
      return answer;
    };
    const table = await tables({ tableSeconds: 0.2, pointsAtOnce: 2 }, slow).between(points(12));
    expect(table.estimatedPairs).toBeGreaterThan(0);
    expect(table.estimatedPairs).toBeLessThan(132);
    expect(table.estimatedBecause).toContain('more than 0.2 s');
  });

  it('estimates all when nobody listens there', async () => {
    const nobody = osrm('http://127.0.0.1:9', 'driving');
    const table = await tables({}, nobody).between(points(3));
    expect([table.estimatedPairs, table.isFallback]).toEqual([6, true]);
    expect(table.estimatedBecause).toContain('does not answer');
  });
});
