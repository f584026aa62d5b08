import { greatCircleTravel, type Spot } from '../../core/matching/travel.js';
import { osrm } from './osrm.js';
import { doorSeconds, RoadTables, type RoadLimits } from './road-tables.js';
import type { AskRoads } from './road-server.js';
import { SmallRoadServer, type Trouble, wayOf } from '../../testing/small-road-server.js';
import { valhalla } from './valhalla.js';

const points = (count: number): Spot[] => Array.from({ length: count }, (_, index) => ({ lon: index / 10, lat: 51 }));
/** Long enough for a machine that has much else to do. */
const usual: RoadLimits = { pointsAtOnce: 8, timeoutSeconds: 20, tableSeconds: 60, cachedPairs: 1_000 };
const atOnce = 4;

describe('tables of a road server', () => {
  let server: SmallRoadServer;
  let url: string;
  beforeEach(async () => {
    server = await new SmallRoadServer().start();
    ({ url } = server);
  });
  afterEach(() => server.close());

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
    expect(Math.max(...server.requests.map(({ sources, targets }) => sources.length + targets.length))).toBe(8);
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
    expect(server.requests).toEqual([]);
  });

  it('asks for no pair twice while it remembers it, and forgets who was not used for longest', async () => {
    const limited = tables({ cachedPairs: 9 });
    const [a, b, c] = points(3) as [Spot, Spot, Spot];
    await limited.between([a, b, c]);
    await limited.between([a, b, c]);
    expect(server.requests).toHaveLength(1);
    const d = { lon: 5, lat: 51 };
    for (let more = 0; more < 4; more += 1) await limited.between([a, { ...d, lon: d.lon + more }]);
    server.requests = [];
    await limited.between([b, c]);
    expect(server.requests).toHaveLength(1);
  });

  it('divides a block that is too big for the server, until it answers', async () => {
    server.trouble = ({ sources, targets }) =>
      sources.length + targets.length > 3 ? { status: 400, body: { code: 'TooBig', message: 'Too many' } } : undefined;
    expect(await tables().between(points(4))).toMatchObject({ estimatedPairs: 0, isFallback: false });
  });

  it('leaves out one point that is nowhere near a road, and has all other pairs', async () => {
    const far = { lon: 7, lat: 51 };
    server.trouble = ({ sources, targets }) =>
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
    server.trouble = does;
    const table = await tables().between(points(3));
    expect(table.estimatedPairs).toBe(6);
    expect(table.estimatedBecause).toContain(because);
    expect(table.seconds[1]).toBe(greatCircleTravel(...(points(2) as [Spot, Spot])).seconds);
  });

  it.each<[string, Trouble]>([
    ['is silent', () => 'silence'],
    ['is in trouble', () => ({ status: 503, body: {} })],
  ])('gives up after one time-out when it %s, and leaves it alone for a while', async (_, does) => {
    server.trouble = does;
    const impatient = tables({ timeoutSeconds: 0.2, pointsAtOnce: 2 });
    expect((await impatient.between(points(12))).estimatedPairs).toBe(132);
    expect(server.requests.length).toBeLessThanOrEqual(atOnce);
    const before = server.requests.length;
    server.trouble = () => undefined;
    expect((await impatient.between(points(2))).estimatedBecause).toContain('a moment ago');
    expect(server.requests).toHaveLength(before);
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

  it('has as many seconds as who asks can wait, and stops when he does not want it any more', async () => {
    server.trouble = () => 'silence';
    const short = await tables().between(points(3), { seconds: 0.1 });
    expect([short.estimatedPairs, short.estimatedBecause]).toEqual([
      6,
      'the road server took more than 0.1 s for all pairs',
    ]);
    const stop = new AbortController();
    const asked = tables().between(points(3), { signal: stop.signal });
    stop.abort();
    expect((await asked).estimatedBecause).toContain('stopped');
    server.trouble = () => undefined;
    expect((await tables().between(points(3))).estimatedPairs).toBe(0); // it is not thought to be silent
  });

  it('estimates all when nobody listens there', async () => {
    const nobody = osrm('http://127.0.0.1:9', 'driving');
    const table = await tables({}, nobody).between(points(3));
    expect([table.estimatedPairs, table.isFallback]).toEqual([6, true]);
    expect(table.estimatedBecause).toContain('does not answer');
  });
});
