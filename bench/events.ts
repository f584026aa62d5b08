// npm run bench -- events --transport postgres|kafka [--runs 3]: from the commit of a write to the commit of the handler that its event wakes, with
// handlers that write one row and publish one event, beside 100,000 orders.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { handled, Source } from './events/bench-services.js';
import { startInfrastructure } from './events/infrastructure.js';
import { type Figure, printFigures } from './shared/figures.js';

const limits = {
  postgres: { p50: [15, 5], p99: [100, 30], rate: [1_000, 3_000] },
  kafka: { p50: [30, 10], p99: [150, 50], rate: [1_000, 3_000] },
} as const;

const ordersLoaded = 100_000;
const pacedPerSecond = 300;
const pacedSeconds = 10;
const sustainedEvents = 20_000;
const writers = 16;

interface Run {
  p50: number;
  p99: number;
  rate: number;
  processorMilliseconds: number;
}

export async function main(options: readonly string[]): Promise<number> {
  const transport = options[options.indexOf('--transport') + 1] === 'kafka' ? 'kafka' : 'postgres';
  const wanted = Number(options[options.indexOf('--runs') + 1]) || 3;
  const infrastructure = await startInfrastructure(transport === 'kafka');
  const runs: Run[] = [];
  try {
    const source = infrastructure.source.app.get(Source, { strict: false });
    await source.load(ordersLoaded);
    await paced(source, 2); // warms up, and waits for the consumers to join
    for (let run = 1; run <= wanted; run += 1) {
      runs.push(await measure(source));
      console.error(`run ${run} of ${wanted}: ${JSON.stringify(runs.at(-1))}`);
    }
  } finally {
    await infrastructure.close();
  }
  const { p50, p99, rate } = limits[transport];
  return printFigures([
    figure(
      `${transport}: commit to handler committed at ${pacedPerSecond}/s, p50`,
      'ms',
      runs.map((run) => run.p50),
      p50,
    ),
    figure(
      `${transport}: the same, p99`,
      'ms',
      runs.map((run) => run.p99),
      p99,
    ),
    {
      ...figure(
        `${transport}: sustained`,
        '/s',
        runs.map((run) => run.rate),
        rate,
      ),
      higherIsBetter: true,
    },
    figure(
      'processor time of Node per write and delivery',
      'ms',
      runs.map((run) => run.processorMilliseconds),
      [2, 0.7],
    ),
  ])
    ? 0
    : 1;
}

const figure = (name: string, unit: string, values: number[], [must, aim]: readonly [number, number]): Figure => ({
  name,
  unit,
  values,
  must,
  aim,
});

async function measure(source: Source): Promise<Run> {
  const times = (await paced(source, pacedSeconds)).toSorted((one, other) => one - other);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.POSITIVE_INFINITY;
  return { p50: at(0.5), p99: at(0.99), ...(await sustained(source)) };
}

/** Milliseconds from commit to handler committed, of every event. */
async function paced(source: Source, seconds: number): Promise<number[]> {
  const orders = Array.from({ length: 1_000 }, () => randomUUID());
  const committed = new Map<string, number>();
  const done = new Map<string, number>();
  handled.listener = (moveId) => done.set(moveId, performance.now());
  const began = performance.now();
  const writes: Promise<void>[] = [];
  const write = async (orderId: string) => {
    const moveId = await source.move(orderId);
    committed.set(moveId, performance.now());
  };
  for (let n = 0; n < seconds * pacedPerSecond; n += 1) {
    const wait = began + (n * 1_000) / pacedPerSecond - performance.now();
    if (wait > 1) await pause(wait);
    const writing = write(orders[n % orders.length] ?? '');
    writing.catch(() => undefined); // it is awaited below, with the others
    writes.push(writing);
  }
  await Promise.all(writes);
  while (done.size < writes.length) await pause(5);
  return [...committed].map(([moveId, at]) => (done.get(moveId) ?? 0) - at);
}

/** Deliveries per second while writers write as fast as they can, until the last one is handled. */
async function sustained(source: Source): Promise<{ rate: number; processorMilliseconds: number }> {
  const orders = Array.from({ length: 1_000 }, () => randomUUID());
  let done = 0;
  handled.listener = () => (done += 1);
  const processor = process.cpuUsage();
  const began = performance.now();
  let next = 0;
  const write = async () => {
    while (next < sustainedEvents) await source.move(orders[next++ % orders.length] ?? '');
  };
  await Promise.all(Array.from({ length: writers }, write));
  const expected = next;
  while (done < expected) await pause(5);
  const { user, system } = process.cpuUsage(processor);
  return {
    rate: (expected * 1_000) / (performance.now() - began),
    processorMilliseconds: (user + system) / 1_000 / expected,
  };
}
