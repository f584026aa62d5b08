// npm run bench -- orders [--seconds 30] [--rate 30]: from a report through the public API to its first offer or booking, in one process with everything on.
import { setTimeout as pause } from 'node:timers/promises';
import { faultsOfCategory } from '../apps/standalone/src/demo/world/catalogue/catalogue.js';
import { categories } from '../apps/standalone/src/demo/world/catalogue/categories.js';
import { placeIn, townsOf } from '../apps/standalone/src/demo/world/gazetteer.js';
import { type Random, randomFor } from '../apps/standalone/src/demo/world/random.js';
import { reportText } from '../apps/standalone/src/demo/world/truth.js';
import { demoPassword } from '../apps/standalone/src/demo/world/users.js';
import { Api, bearer, signIn } from '../replay/api.js';
import { EventStream } from '../replay/event-stream.js';
import { keyOf, readKeys } from '../replay/keys.js';
import { keysFile } from '../apps/standalone/src/demo/prepare-demo.js';
import { startServer } from '../replay/server.js';
import { printFigures } from './shared/figures.js';
import { loadOrders } from './shared/load-orders.js';

const country = 'GB';
const subdivision = 'WLS';
const warmUpReports = 100;
const ordersLoaded = 100_000;
/** Reports under way at the same time when as many as possible are sent. */
const parallel = 24;

export async function main(options: readonly string[]): Promise<number> {
  const valueOf = (name: string, fallback: number) => Number(options[options.indexOf(name) + 1]) || fallback;
  const [seconds, rate] = [valueOf('--seconds', 30), valueOf('--rate', 30)];
  const plan = { country, subdivisions: [subdivision], townWeights: new Map<number, number>(), dailyOrders: 1_000 };
  const towns = townsOf(country, plan.subdivisions);
  for (const { townId, population } of towns) plan.townWeights.set(townId, population);
  const server = await startServer(plan, console.error);
  try {
    await loadOrders(server.home, ordersLoaded);
    const bench = await Bench.open(server.url, keysFile(server.home));
    await bench.burst(warmUpReports);
    const paced = [
      await bench.paced(rate, seconds),
      await bench.paced(rate, seconds),
      await bench.paced(rate, seconds),
    ];
    const bursts = [
      await bench.burst(rate * seconds),
      await bench.burst(rate * seconds),
      await bench.burst(rate * seconds),
    ];
    await bench.close();
    const good = printFigures([
      {
        name: `report to offer at ${rate}/s, p50`,
        unit: 'ms',
        values: paced.map((one) => quantile(one, 0.5)),
        must: 500,
        aim: 150,
      },
      {
        name: `report to offer at ${rate}/s, p99`,
        unit: 'ms',
        values: paced.map((one) => quantile(one, 0.99)),
        must: 1_000,
        aim: 300,
      },
      {
        name: 'sustained, as many as possible',
        unit: 'orders/s',
        values: bursts,
        must: 30,
        aim: 100,
        higherIsBetter: true,
      },
    ]);
    return good ? 0 : 1;
  } finally {
    await server.stop(false);
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Infinity;
}

/** Sends reports and notes when each of them is placed. */
class Bench {
  private readonly placedAt = new Map<string, number>();
  private readonly random: Random = randomFor(1, 'bench orders');
  private readonly towns = townsOf(country, [subdivision]).slice(0, 60);
  private reports = 0;

  private constructor(
    private readonly api: Api,
    private readonly stream: EventStream,
  ) {}

  static async open(url: string, keys: string): Promise<Bench> {
    const headers = await signIn(url, 'dispatcher', demoPassword);
    const api = new Api(url, bearer(keyOf(readKeys(keys), 'agent')), parallel);
    const types = ['dispatch.offer.made', 'dispatch.visit.scheduled'];
    const stream = new EventStream(url, headers, types, ({ data }) => bench.placed(String(data['requestId'])));
    const bench = new Bench(api, stream);
    await stream.open();
    return bench;
  }

  private placed(requestId: string): void {
    if (!this.placedAt.has(requestId)) this.placedAt.set(requestId, performance.now());
  }

  async close(): Promise<void> {
    this.stream.close();
    await this.api.close();
  }

  /** So many reports a second; the milliseconds from the sending of each report to its first offer or booking on the live stream. */
  async paced(rate: number, seconds: number): Promise<number[]> {
    const began = performance.now();
    const sent: Promise<{ id: string; at: number }>[] = [];
    for (let number = 0; number < rate * seconds; number += 1) {
      await pause(Math.max(0, began + (number / rate) * 1_000 - performance.now()));
      sent.push(this.report());
    }
    const all = await Promise.all(sent);
    await this.untilPlaced(all.map(({ id }) => id));
    return all.map(({ id, at }) => (this.placedAt.get(id) ?? Infinity) - at);
  }

  /** As fast as it goes; orders placed per second. */
  async burst(count: number): Promise<number> {
    const began = performance.now();
    const ids: string[] = [];
    let left = count;
    const worker = async () => {
      while ((left -= 1) >= 0) ids.push((await this.report()).id);
    };
    await Promise.all(Array.from({ length: parallel }, worker));
    await this.untilPlaced(ids);
    return (count * 1_000) / (performance.now() - began);
  }

  private async report(): Promise<{ id: string; at: number }> {
    const at = performance.now();
    const number = (this.reports += 1);
    const body = this.bodyOf(number);
    const { id } = await this.api.post<{ id: string }>('/requests', body, { idempotencyKey: `bench-${number}` });
    return { id, at };
  }

  private bodyOf(number: number): object {
    const { random } = this;
    const category = random.weighted(categories, ({ share }) => share);
    const fault = random.weighted(faultsOfCategory(category.code), ({ share }) => share);
    const town = random.weighted(this.towns, ({ population }) => population);
    const place = placeIn(town, random.normal() * 1_500, random.normal() * 1_500);
    return {
      channel: 'web',
      customer: { name: `Customer ${number}`, language: 'en', address: { street: '1 High Street', place } },
      asset: { category: category.code },
      problem: reportText(random, fault, 'en'),
      visit: true,
    };
  }

  private async untilPlaced(ids: readonly string[]): Promise<void> {
    const until = performance.now() + 60_000;
    while (!ids.every((id) => this.placedAt.has(id))) {
      if (performance.now() > until)
        throw new Error(`${ids.filter((id) => !this.placedAt.has(id)).length} orders were not placed within a minute`);
      await pause(5);
    }
  }
}
