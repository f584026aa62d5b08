// npm run bench -- api [--seconds 20]: 1,000 open connections that together send 200 requests a second through the gateway, 80 % of them reads.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { demoPassword } from '../apps/standalone/src/demo/world/users.js';
import { startServer } from '../replay/server.js';
import { makeKey, siteIdOf } from './api/keys.js';
import { type Asked, OpenConnections } from './api/open-connections.js';
import { printFigures } from './shared/figures.js';
import { loadOrders } from './shared/load-orders.js';

const connections = 1_000;
const requestsPerSecond = 200;
const ordersLoaded = 100_000;
const runs = 3;

interface Run {
  p50: number;
  p99: number;
  errors: number;
}

export async function main(options: readonly string[]): Promise<number> {
  const seconds = Number(options[options.indexOf('--seconds') + 1]) || 20;
  const demo = { country: 'GB', subdivisions: ['WLS'], townWeights: new Map<number, number>(), dailyOrders: 100 };
  const server = await startServer(demo, console.error);
  const open = new OpenConnections(server.url, connections);
  try {
    await loadOrders(server.home, ordersLoaded);
    const next = await requestsOf(server.url);
    await open.openAll(() => next(0));
    const measured: Run[] = [];
    for (let run = 1; run <= runs; run += 1) {
      measured.push(await paced(open, next, seconds));
      console.error(`run ${run} of ${runs}: ${JSON.stringify(measured.at(-1))}`);
    }
    return print(measured) ? 0 : 1;
  } finally {
    open.close();
    await server.stop(false);
  }
}

/** The n-th request: four reads of what dispatchers, planners and sites look at, then a write. */
async function requestsOf(url: string): Promise<(index: number) => Asked> {
  const admin = { name: 'admin', password: demoPassword };
  const dispatcher = await makeKey(url, admin, { role: 'dispatcher', scopes: ['orders:read', 'sites:read'] });
  const planner = await makeKey(url, admin, { role: 'planner', scopes: ['stock:read'] });
  const agent = await makeKey(url, admin, { role: 'agent', scopes: ['requests:write'] });
  const siteId = await siteIdOf(url, dispatcher);
  const site = await makeKey(url, admin, { siteId, scopes: ['orders:read'] });
  const reads: Asked[] = [
    { method: 'GET', path: '/api/v1/board/orders?status=all', headers: dispatcher },
    { method: 'GET', path: '/api/v1/stock-levels', headers: planner },
    { method: 'GET', path: '/api/v1/board/orders?status=all', headers: site },
    { method: 'GET', path: '/api/v1/repair-orders', headers: dispatcher },
  ];
  return (index) =>
    reads[index % 5] ?? {
      method: 'POST',
      path: '/api/v1/customers',
      headers: { ...agent, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ name: `Customer ${index}` }),
    };
}

/** Sends at even distances whatever the answers do; a time counts from when the request was due, so that waiting counts too. */
async function paced(open: OpenConnections, next: (index: number) => Asked, seconds: number): Promise<Run> {
  const times: number[] = [];
  const failed = new Map<number, number>();
  const underWay: Promise<void>[] = [];
  const began = performance.now();
  for (let index = 0; index < seconds * requestsPerSecond; index += 1) {
    const due = began + (index * 1_000) / requestsPerSecond;
    if (due > performance.now()) await pause(due - performance.now());
    const one = open.send(next(index)).then((status) => {
      times.push(performance.now() - due);
      if (status < 200 || status > 299) failed.set(status, (failed.get(status) ?? 0) + 1);
    });
    underWay.push(one);
  }
  await Promise.all(underWay);
  times.sort((a, b) => a - b);
  const quantile = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Infinity;
  if (failed.size > 0) console.error('not answered well, by status:', Object.fromEntries(failed));
  const errors = [...failed.values()].reduce((sum, count) => sum + count, 0);
  return { p50: quantile(0.5), p99: quantile(0.99), errors };
}

function print(measured: readonly Run[]): boolean {
  const of = (field: keyof Run) => measured.map((run) => run[field]);
  return printFigures([
    {
      name: `${connections} connections, ${requestsPerSecond}/s, 80 % reads: p50`,
      unit: 'ms',
      values: of('p50'),
      must: 250,
      aim: 50,
    },
    { name: 'the same, p99', unit: 'ms', values: of('p99'), must: 500, aim: 200 },
    { name: 'the same, errors', unit: '', values: of('errors'), must: 0, aim: 0 },
  ]);
}
