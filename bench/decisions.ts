// npm run bench -- decisions [--seed K]: dispatch with its database decides about orders in a busy network, as many as possible and one after the other over HTTP.
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Actor } from '#common/auth/actor.js';
import { signActor } from '#common/auth/service-token.js';
import { uuidv7 } from '#common/database/uuid.js';
import { VisitRequested } from '#common/events/index.js';
import { Transactions } from '#common/database/transactions.js';
import { asCallout } from '#common/messaging/system-context.js';
import { deliver } from '#common/testing/deliver.js';
import { dispatchApp } from '../apps/dispatch/src/app.module.js';
import type { OrderToMatch } from '../apps/dispatch/src/core/matching/order-to-match.js';
import { defaultSettings } from '../apps/dispatch/src/settings.js';
import { dispatchSeeder } from '../apps/standalone/src/demo/seeding/dispatch.js';
import { townsOf } from '../apps/standalone/src/demo/world/gazetteer.js';
import { randomFor } from '../apps/standalone/src/demo/world/random.js';
import { createWorld } from '../apps/standalone/src/demo/world/world.js';
import { orderFrom } from './planning/busy-network.js';
import { planningOptions } from './planning/options.js';
import { printFigures } from './shared/figures.js';
import { benchSecret, type ServiceAlone, startAlone } from './shared/service-alone.js';

const now = new Date('2026-03-02T08:00:00Z');
const visits = 1_000;
const warmUp = 100;
const burst = 400;
/** Connections that hand in events at the same time. */
const senders = 4;
const asked = 200;
const runs = 3;
/** How often it looks whether one order is decided, and whether all of a burst are: counting costs the database more. */
const [lookMilliseconds, countMilliseconds] = [2, 20];
const patienceMilliseconds = 120_000;
const dispatcher: Actor = { kind: 'user', id: uuidv7(), name: 'Bench', roles: ['dispatcher'] };

/** Sends the demo's reports to dispatch as the desk would, and sees what is decided. */
class Bench {
  private sent = 0;

  private constructor(
    private readonly alone: ServiceAlone,
    private readonly client: Client,
    private readonly url: string,
    private readonly nextOrder: () => OrderToMatch,
  ) {}

  static async open(alone: ServiceAlone, client: Client, seed: number): Promise<Bench> {
    const world = await createWorld({ country: 'GB', subdivisions: ['WLS'], seed, endsAt: now, customerCount: 1 });
    const transactions = alone.running.app.get(Transactions, { strict: false });
    await asCallout(() => transactions.run((manager) => dispatchSeeder(world)(manager, async () => undefined)));
    const [towns, random] = [townsOf('GB', ['WLS']), randomFor(seed, 'decisions')];
    const url = await alone.running.listen(0);
    return new Bench(alone, client, url, () => orderFrom(random, towns, now));
  }

  /** Own sites are booked without being asked: so many visits lie in the calendars afterwards, and the sites are what they were. */
  async fillCalendars(): Promise<void> {
    const { rows } = await this.client.query<{ ids: string[] }>(
      `WITH own AS (UPDATE dispatch.site SET kind = 'own' WHERE kind = 'franchised' RETURNING id) SELECT array_agg(id) AS ids FROM own`,
    );
    for (let left = visits; left > 0; left = visits - (await this.count('visit'))) await this.decide(left);
    await this.client.query(`UPDATE dispatch.site SET kind = 'franchised' WHERE id = ANY($1)`, [rows[0]?.ids]);
    await this.client.query('ANALYZE');
  }

  /** Hands in so many events as fast as they are taken; decisions with a ranking that are committed, per second. */
  async decide(count: number): Promise<number> {
    const before = await this.count('ranking');
    const started = performance.now();
    let left = count;
    const sender = async () => {
      while ((left -= 1) >= 0) await this.report();
    };
    await Promise.all(Array.from({ length: senders }, sender));
    await this.until(async () => (await this.count('ranking')) >= before + count, countMilliseconds);
    return (1_000 * count) / (performance.now() - started);
  }

  /** Milliseconds from an urgent order's event until its ranked candidates and what speaks for the best have been answered over HTTP. */
  async ask(): Promise<number> {
    const started = performance.now();
    const requestId = await this.report({ priority: 'urgent' });
    let orderId: string | undefined;
    await this.until(async () => {
      const { rows } = await this.client.query<{ id: string }>({
        name: 'ranked',
        text: `SELECT repair_order_id AS id FROM dispatch.repair_order JOIN dispatch.ranking ON repair_order_id = repair_order.id WHERE request_id = $1`,
        values: [requestId],
      });
      orderId = rows[0]?.id;
      return orderId !== undefined;
    });
    await this.read(`/repair-orders/${orderId}/candidates`);
    await this.read(`/repair-orders/${orderId}/explanation`);
    return performance.now() - started;
  }

  /** How many candidates with their terms an order has on average, and how many were offered or booked. */
  async tellDecisions(): Promise<string> {
    const { rows } = await this.client.query<{ orders: number; candidates: number; offered: number; booked: number }>(
      `SELECT count(*)::integer AS orders, avg(jsonb_array_length(candidates))::float8 AS candidates,
         (SELECT count(*)::integer FROM dispatch.offer) AS offered, (SELECT count(*)::integer FROM dispatch.visit) AS booked
       FROM dispatch.ranking`,
    );
    const { orders = 0, candidates = 0, offered = 0, booked = 0 } = rows[0] ?? {};
    return `${orders} orders ranked with ${candidates.toFixed(1)} candidates each; ${offered} offers, ${booked} visits`;
  }

  private async read(path: string): Promise<void> {
    const headers = { authorization: `Bearer ${await signActor(dispatcher, benchSecret)}` }; // anew each time, as the gateway does
    const answer = await fetch(`${this.url}/api/v1${path}`, { headers });
    if (!answer.ok) throw new Error(`GET ${path} was answered ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
  }

  private async report(given: Partial<VisitRequested> = {}): Promise<string> {
    const requestId = uuidv7();
    const { lon, lat, category, skill, requiredLevel, durationMinutes, dueBy, priority, emergency } = this.nextOrder();
    const { certificate: _c, previousOrderId: _p, ...example } = VisitRequested.example;
    const request: VisitRequested = {
      ...example,
      ...{
        requestId,
        number: `R-${String((this.sent += 1)).padStart(8, '0')}`,
        customerId: uuidv7(),
        assetId: uuidv7(),
      },
      ...{
        category,
        skill,
        skillLevel: requiredLevel,
        durationMinutes,
        priority,
        emergency,
        windows: [],
        likelyParts: [],
      },
      place: { ...example.place, lon, lat, timeZone: 'Europe/London', country: 'GB' },
      dueBy: dueBy.toISOString(),
      reportedAt: now.toISOString(),
      ...given,
    };
    await deliver(this.alone.running, VisitRequested, request, { occurredAt: now });
    return requestId;
  }

  private async count(table: 'ranking' | 'visit'): Promise<number> {
    const { rows } = await this.client.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM dispatch.${table}`,
    );
    return rows[0]?.count ?? 0;
  }

  private async until(isSo: () => Promise<boolean>, between = lookMilliseconds): Promise<void> {
    for (const end = performance.now() + patienceMilliseconds; !(await isSo()); await pause(between))
      if (performance.now() > end) throw new Error('dispatch has not decided about all orders within two minutes');
  }
}

const quantile = (values: readonly number[], share: number) =>
  values.toSorted((one, other) => one - other)[Math.floor(share * (values.length - 1))] ?? Number.NaN;

export async function main(args: readonly string[]): Promise<number> {
  const { seed } = planningOptions(args, 'trsp_pillac');
  const alone = await startAlone(dispatchApp({ ...defaultSettings, dayImprovements: 'off' }), now);
  try {
    return await alone.admin(async (client) => {
      const bench = await Bench.open(alone, client, seed);
      await bench.fillCalendars();
      for (let n = 0; n < warmUp; n += 1) await bench.ask();
      const answers: number[][] = [];
      for (let run = 0; run < runs; run += 1) {
        const times: number[] = [];
        for (let n = 0; n < asked; n += 1) times.push(await bench.ask());
        answers.push(times);
      }
      const speeds: number[] = [];
      for (let run = 0; run < runs; run += 1) speeds.push(await bench.decide(burst));
      const unit = 'ms';
      const name = 'urgent order into 1,000 visits: event to candidates and explanation over HTTP';
      const holds = printFigures([
        { name: `${name}, p50`, unit, values: answers.map((one) => quantile(one, 0.5)), must: 50, aim: 15 },
        { name: 'the same, p99', unit, values: answers.map((one) => quantile(one, 0.99)), must: 50, aim: 15 },
        {
          name: 'event in to decision committed, as many as possible',
          unit: '/s',
          values: speeds,
          must: 200,
          aim: 1_000,
          higherIsBetter: true,
        },
      ]);
      console.log(await bench.tellDecisions());
      return holds ? 0 : 1;
    });
  } finally {
    await alone.close();
  }
}
