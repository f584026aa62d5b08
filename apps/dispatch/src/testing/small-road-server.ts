import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Spot } from '../core/matching/travel.js';

/** What the road network knows between two points: seconds and metres, or null where there is no way. */
export type Way = { seconds: number; metres: number } | null;
export type Trouble = (request: {
  sources: Spot[];
  targets: Spot[];
}) => { status: number; body: unknown } | 'silence' | undefined;

/** Seconds that no great circle would give: two per thousandth of a degree from west to east, three back. */
export const wayOf = (from: Spot, to: Spot): Way => {
  if (from.lat > 80 || to.lat > 80) return null;
  const east = Math.round(1000 * (to.lon - from.lon));
  return { seconds: east > 0 ? 2 * east : -3 * east, metres: 10 * Math.abs(east) };
};
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
  if (asked.costing !== 'auto' || asked.units !== 'km') throw new Error(`asked for ${asked.costing} in ${asked.units}`);
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

/** A small road server on this machine: answers as OSRM to GET and as Valhalla to POST. */
export class SmallRoadServer {
  trouble: Trouble = () => undefined;
  requests: { sources: Spot[]; targets: Spot[] }[] = [];
  url = '';

  private readonly server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { asked, answer } = request.method === 'POST' ? valhallaAnswer(body) : osrmAnswer(request.url ?? '');
      this.requests.push(asked);
      const instead = this.trouble(asked);
      if (instead === 'silence') return;
      response.writeHead(instead?.status ?? 200, { 'content-type': 'application/json' });
      response.end(typeof instead?.body === 'string' ? instead.body : JSON.stringify(instead?.body ?? answer));
    });
  });

  async start(): Promise<this> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
