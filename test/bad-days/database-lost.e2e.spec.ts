import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Response } from 'supertest';
import { type Callout, eventually, startCallout } from '../stories/callout.js';
import { Scene } from '../stories/scene.js';
import { OutsideDatabase } from './database.js';

const awayMilliseconds = 10_000;
const betweenMilliseconds = 120;
const someWrites = 5;

interface Sent {
  key: string;
  serialNumber: string;
  at: number;
  answer: Response;
}

/** What one report writes: all of it, or nothing. */
const traces = `
  SELECT asset.serial_number AS "serialNumber",
    (SELECT count(*)::integer FROM desk.service_request r WHERE r.asset_id = asset.id) AS requests,
    (SELECT count(*)::integer FROM desk.service_clock c JOIN desk.service_request r ON r.id = c.request_id WHERE r.asset_id = asset.id) AS clocks,
    (SELECT count(*)::integer FROM desk.outbox o JOIN desk.service_request r ON r.id::text = o.key WHERE r.asset_id = asset.id
      AND o.type = 'desk.request.visit-requested.v1') AS announced,
    (SELECT count(*)::integer FROM dispatch.repair_order d JOIN desk.service_request r ON r.id = d.request_id WHERE r.asset_id = asset.id) AS orders
  FROM desk.asset WHERE serial_number LIKE $1`;

interface Trace {
  serialNumber: string;
  requests: number;
  clocks: number;
  announced: number;
  orders: number;
}

describe('losing the database for 10 s', () => {
  let callout: Callout;
  let scene: Scene;
  let database: OutsideDatabase;
  let answered: Sent[];
  let lostAt: number;
  let backAt: number;
  const during = () => answered.filter(({ at }) => at > lostAt && at < backAt);

  beforeAll(async () => {
    callout = await startCallout();
    scene = await Scene.set(callout, ['own'], 4);
    database = new OutsideDatabase(callout.home!);
    const writing = new Writing(callout, scene);
    await eventually('some writes', async () => writing.doneSince(0) >= someWrites);
    lostAt = performance.now();
    const giveBack = await database.takeAway();
    await pause(awayMilliseconds);
    await giveBack();
    backAt = performance.now();
    await eventually(
      'some writes after the database has come back',
      async () => writing.doneSince(backAt) >= someWrites,
    );
    answered = await writing.stop();
  }, 180_000);
  afterAll(() => callout.close());

  it('writes before and after it', () => {
    const done = answered.filter(({ answer }) => answer.status === 201);
    expect(done.filter(({ at }) => at < lostAt).length).toBeGreaterThanOrEqual(someWrites);
    expect(done.filter(({ at }) => at > backAt).length).toBeGreaterThanOrEqual(someWrites);
  });

  it('answers every request with 503, a problem document and Retry-After meanwhile', () => {
    expect(during().length).toBeGreaterThan(20);
    for (const { answer } of during()) {
      expect({ status: answer.status, body: answer.body as unknown }).toMatchObject({
        status: 503,
        body: { type: '/problems/service-unavailable', status: 503 },
      });
      expect(answer.headers).toMatchObject({ 'content-type': expect.stringContaining('application/problem+json') });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
  });

  it('never answers anything but done or 503, not even to those whom it cut off', () => {
    expect(new Set(answered.map(({ answer }) => answer.status))).toEqual(new Set([201, 503]));
  });

  it('has half-written nothing, and goes on with what was under way', async () => {
    const done = answered.filter(({ answer }) => answer.status === 201).map(({ serialNumber }) => serialNumber);
    const found = await eventually('every report that is there has its order', async () => {
      const rows = await database.query<Trace>(traces, [`${scene.word}-%`]);
      return rows.every(({ orders }) => orders >= 1) && rows;
    });
    for (const { serialNumber, ...written } of found)
      expect({ serialNumber, ...written }).toEqual({ serialNumber, requests: 1, clocks: 2, announced: 1, orders: 1 });
    expect(found.map(({ serialNumber }) => serialNumber)).toEqual(expect.arrayContaining(done));
  });

  it('has every report once after all who got no answer have sent it again', async () => {
    for (const { key, serialNumber, answer } of answered) {
      if (answer.status === 201) continue;
      await eventually(`an answer to ${serialNumber}`, async () => {
        const again = await callout.admin.post('/requests', reportOf(scene, serialNumber), { key });
        return again.status === 201;
      });
    }
    const found = await eventually('every report has its order', async () => {
      const rows = await database.query<Trace>(traces, [`${scene.word}-%`]);
      return rows.length === answered.length && rows.every(({ orders }) => orders >= 1) && rows;
    });
    for (const { requests, announced, orders } of found)
      expect({ requests, announced, orders }).toEqual({ requests: 1, announced: 1, orders: 1 });
    expect(await database.query(`SELECT FROM dispatch.dead_letter`)).toEqual([]);
  }, 120_000);
});

/** Reports at a steady pace, whatever the answers are. */
class Writing {
  private readonly sent: Promise<Sent>[] = [];
  private readonly answered: Sent[] = [];
  private stopped = false;
  private readonly loop: Promise<void>;

  constructor(
    private readonly callout: Callout,
    private readonly scene: Scene,
  ) {
    this.loop = this.run();
  }

  doneSince(time: number): number {
    return this.answered.filter(({ at, answer }) => at > time && answer.status === 201).length;
  }

  async stop(): Promise<Sent[]> {
    this.stopped = true;
    await this.loop;
    return Promise.all(this.sent);
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.sent.push(this.report());
      await pause(betweenMilliseconds);
    }
  }

  private async report(): Promise<Sent> {
    const at = performance.now();
    const key = randomUUID();
    const serialNumber = `${this.scene.word}-${key.slice(0, 13)}`;
    const answer = await this.callout.admin.post('/requests', reportOf(this.scene, serialNumber), { key });
    const sent = { key, serialNumber, at, answer };
    this.answered.push(sent);
    return sent;
  }
}

function reportOf(scene: Scene, serialNumber: string) {
  return {
    channel: 'phone',
    customer: { name: `Owner of ${serialNumber}`, address: { street: 'Queen Street 3', place: scene.place } },
    asset: { productCode: scene.word, serialNumber },
    problem: 'does not start any more',
    visit: true,
  };
}
