// npm run bench -- insertion [--seed K]
// One order ranked against the running plans of 250 technicians with 1,000 visits: hard rules, the cheapest gap of each calendar, every
// term. The kernel alone, on one core: reading the calendars from the database and the answer over HTTP are not in it.
import { rank } from '../apps/dispatch/src/core/matching/rank.js';
import { busyNetwork } from './planning/busy-network.js';
import { printFigures } from './shared/figures.js';
import { planningOptions } from './planning/options.js';

const visits = 1_000;
const warmUp = 300;
const rankings = 3_000;
const runs = 3;
/** Candidates with all their terms. */
const best = 10;

function measure({ world, now, nextOrder }: Awaited<ReturnType<typeof busyNetwork>>) {
  const orders = Array.from({ length: warmUp + rankings }, nextOrder);
  for (const order of orders.slice(0, warmUp)) rank(order, world, now, best);
  const times: number[] = [];
  const before = process.cpuUsage();
  for (const order of orders.slice(warmUp)) {
    const began = performance.now();
    rank(order, world, now, best);
    times.push(performance.now() - began);
  }
  const { user, system } = process.cpuUsage(before);
  const sorted = times.sort((one, other) => one - other);
  return {
    p50: sorted[Math.floor(0.5 * rankings)] ?? NaN,
    p99: sorted[Math.floor(0.99 * rankings)] ?? NaN,
    /** By the processor time that it took, the garbage collector's included. */
    perSecond: (1e6 * rankings) / (user + system),
  };
}

export async function main(args: readonly string[]): Promise<number> {
  const { seed } = planningOptions(args, 'trsp_pillac');
  const network = await busyNetwork(visits, seed);
  const measured = Array.from({ length: runs }, () => measure(network));
  const holds = printFigures([
    {
      name: 'one order against 250 technicians with 1,000 visits: p50',
      unit: 'ms',
      values: measured.map(({ p50 }) => p50),
      must: 1,
      aim: 0.2,
    },
    { name: 'the same, p99', unit: 'ms', values: measured.map(({ p99 }) => p99), must: 1, aim: 0.2 },
    {
      name: 'rankings on one core',
      unit: '/s',
      values: measured.map(({ perSecond }) => perSecond),
      must: 10_000,
      aim: 50_000,
      higherIsBetter: true,
    },
  ]);
  return holds ? 0 : 1;
}
