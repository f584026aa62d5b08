import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Client } from 'pg';
import {
  OfferMade,
  PlanningRunChanged,
  RepairOrderStatusChanged,
  RepairOrderWaitingChanged,
  RequestOpened,
  VisitRescheduled,
  VisitScheduled,
} from '#common/events/index.js';
import { publish, until } from '../testing/publish.js';
import { clientOf, signIn } from '../testing/client.js';
import { FactsReader } from './facts-reader.js';
import { SseClient } from '../testing/sse.js';
import { adminPassword, startGateway, type TestGateway } from '../testing/start-gateway.js';

jest.setTimeout(60_000);

const [siteId, otherSiteId] = [randomUUID(), randomUUID()];

describe('the live stream', () => {
  let gateway: TestGateway;
  const keys = { admin: '', site: '' };
  beforeAll(async () => {
    gateway = await startGateway();
    const admin = await signIn(gateway.url, 'admin', adminPassword);
    const make = async (more: object) => {
      const { body } = await admin<{ secret: string }>('POST', '/api/v1/api-keys', {
        name: 'stream',
        scopes: ['stream:read'],
        ...more,
      });
      return body.secret;
    };
    keys.admin = await make({ role: 'dispatcher' });
    keys.site = await make({ siteId });
  });
  afterAll(() => gateway.close());

  const listen = (key: string, { query = '', lastId = '', url = gateway.url } = {}) =>
    SseClient.open(`${url}/api/v1/stream${query}`, {
      authorization: `Bearer ${key}`,
      ...(lastId && { 'last-event-id': lastId }),
    });
  const offer = (to: string) => {
    const offerId = randomUUID();
    return publish(gateway.service, OfferMade, { ...OfferMade.example, offerId, siteId: to, version: 1 }).then(
      () => offerId,
    );
  };
  const came = (client: SseClient, key: string) =>
    until(async () => client.events.find(({ data }) => data.key === key));

  it('tells a fact within 100 ms', async () => {
    const client = await listen(keys.admin);
    await offer(siteId);
    await until(async () => client.events.length > 0);
    const delays: number[] = [];
    for (let index = 0; index < 20; index += 1) {
      const began = performance.now();
      const event = await came(client, await offer(siteId));
      delays.push(event.receivedAt - began);
    }
    client.close();
    expect(delays.toSorted((one, other) => one - other)[10]).toBeLessThan(100);
  });

  it('tells how far a planning run is, but not to a site', async () => {
    const [client, site] = [await listen(keys.admin), await listen(keys.site)];
    const planningRunId = randomUUID();
    await publish(gateway.service, PlanningRunChanged, { ...PlanningRunChanged.example, planningRunId });
    const { data } = await came(client, planningRunId);
    expect(data).toMatchObject({ type: PlanningRunChanged.type, data: { partsDone: 40, partsTotal: 300 } });
    await came(site, await offer(siteId));
    expect(site.events.find((event) => event.data.key === planningRunId)).toBeUndefined();
    client.close();
    site.close();
  });

  it('tells a site what carries its id, without customer, rank or exact place', async () => {
    const [site, all] = await Promise.all([listen(keys.site), listen(keys.admin)]);
    const theirs = await offer(otherSiteId);
    const requestId = randomUUID();
    await publish(gateway.service, RequestOpened, { ...RequestOpened.example, requestId });
    const repairOrderId = randomUUID();
    await publish(gateway.service, RepairOrderStatusChanged, {
      ...RepairOrderStatusChanged.example,
      repairOrderId,
      siteId,
    });
    const mine = await offer(siteId);
    const event = await came(site, mine);
    expect(event.data).toMatchObject({ siteId, data: { offerId: mine, place: { locality: 'Shanghai' } } });
    expect(JSON.stringify(event.data)).not.toMatch(/"(rank|score|lon|lat|customerId|assetId)"/);
    expect((await came(site, repairOrderId)).data.data).not.toHaveProperty('exceptionReasons');
    expect((await came(all, mine)).data.data).toMatchObject({ rank: 1, place: { lon: 121.4737 } });
    await came(all, theirs);
    await came(all, requestId);
    expect(site.events.map(({ data }) => data.siteId)).toEqual(site.events.map(() => siteId));
    site.close();
    all.close();
  });

  it('tells a technician of the own visits and orders, of what goes to somebody else, and of no colleague', async () => {
    const [technicianId, colleague] = [randomUUID(), randomUUID()];
    const admin = await signIn(gateway.url, 'admin', adminPassword);
    const wei = { name: 'wei', displayName: 'Wei', roles: ['technician'], siteId, technicianId };
    const { body } = await admin('POST', '/api/v1/users', wei);
    const own = { name: 'wei', password: 'a password of wei' };
    await admin('PUT', `/api/v1/users/${String(body['id'])}/password`, { password: own.password });
    const signedIn = await clientOf(gateway.url)('POST', '/api/v1/sessions', own);
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const client = await SseClient.open(`${gateway.url}/api/v1/stream?types=dispatch`, { cookie });
    const tell = async (of: string) => {
      const order = { ...RepairOrderStatusChanged.example, siteId, repairOrderId: randomUUID() };
      const visit = { ...VisitScheduled.example, siteId, repairOrderId: order.repairOrderId, visitId: randomUUID() };
      await publish(gateway.service, VisitScheduled, { ...visit, technicianId: of });
      await publish(gateway.service, RepairOrderStatusChanged, { ...order, technicianId: of, version: 2 });
      const waits = { ...RepairOrderWaitingChanged.example, siteId, repairOrderId: order.repairOrderId, version: 3 };
      await publish(gateway.service, RepairOrderWaitingChanged, waits); // does not say whose the order is
      return visit;
    };
    await tell(colleague);
    const mine = await tell(technicianId);
    const moved = { technicianId: colleague, previousTechnicianId: technicianId, version: 2 };
    await until(async () => client.events.find(({ event }) => event === RepairOrderWaitingChanged.type));
    await publish(gateway.service, VisitRescheduled, { ...VisitRescheduled.example, ...mine, ...moved });
    await until(async () => client.events.find(({ event }) => event === VisitRescheduled.type));
    expect(client.events.map(({ event }) => event).toSorted()).toEqual([
      RepairOrderStatusChanged.type,
      RepairOrderWaitingChanged.type,
      VisitRescheduled.type,
      VisitScheduled.type,
    ]);
    client.close();
  });

  it('sends only the types that are asked for', async () => {
    const client = await listen(keys.admin, { query: '?types=dispatch.visit,desk.request.opened.v1' });
    const [requestId, visitId] = [randomUUID(), randomUUID()];
    await offer(siteId);
    await publish(gateway.service, RequestOpened, { ...RequestOpened.example, requestId });
    await publish(gateway.service, VisitScheduled, { ...VisitScheduled.example, visitId });
    await came(client, requestId); // two keys: either may be first
    await came(client, visitId);
    expect(client.events.map(({ event }) => event).toSorted()).toEqual([
      'desk.request.opened.v1',
      'dispatch.visit.scheduled.v1',
    ]);
    client.close();
  });

  it('misses and repeats nothing over breaks, on any instance, while 8 writers publish', async () => {
    const other = await gateway.another();
    const start = await listen(keys.site);
    const first = await came(start, await offer(siteId));
    start.close();
    const published: string[] = [];
    const writers = Array.from({ length: 8 }, async () => {
      for (let index = 0; index < 25; index += 1) published.push(await offer(siteId));
    });
    const received: string[] = [];
    let lastId = first.id;
    for (let round = 0; received.length < 200; round += 1) {
      const url = round % 2 === 0 ? gateway.url : other.url;
      const asked = [{ lastId }, { query: `?lastEventId=${lastId}` }, { lastId, query: '?lastEventId=0-0' }][round % 3]; // the header goes first
      const client = await listen(keys.site, { ...asked, url });
      const wanted = Math.min(40, 200 - received.length);
      await until(async () => client.events.length >= wanted);
      client.close();
      const taken = client.events.slice(0, wanted);
      received.push(...taken.map(({ data }) => data.key));
      lastId = taken.at(-1)?.id ?? lastId;
    }
    await Promise.all(writers);
    expect(received).toHaveLength(200);
    expect(new Set(received)).toEqual(new Set(published));
  });

  it('refuses strangers, keys without the scope and ids that are not its own', async () => {
    expect((await SseClient.open(`${gateway.url}/api/v1/stream`, {})).status).toBe(401);
    expect((await listen(keys.admin, { lastId: 'yesterday' })).status).toBe(400);
    expect((await listen(keys.admin, { query: '?lastEventId=yesterday' })).status).toBe(400);
    const admin = await signIn(gateway.url, 'admin', adminPassword);
    const { body } = await admin<{ secret: string }>('POST', '/api/v1/api-keys', {
      name: 'x',
      scopes: ['orders:read'],
      siteId,
    });
    expect((await listen(body.secret)).status).toBe(403);
  });

  it('says reset to whoever was away too long, also when nothing is kept any more', async () => {
    const before = await listen(keys.admin);
    const first = await came(before, await offer(siteId));
    const missed = await came(before, await offer(siteId));
    before.close();
    while ((await gateway.service.app.get(FactsReader).forget(new Date(Date.now() + 60_000))) > 0);
    const late = await listen(keys.admin, { lastId: first.id });
    expect((await until(async () => late.events[0])).event).toBe('reset');
    late.close();
    const inTime = await listen(keys.admin, { lastId: missed.id });
    const next = await came(inTime, await offer(siteId));
    expect(inTime.events.map(({ event }) => event)).not.toContain('reset');
    inTime.close();
    const ofAnotherDatabase = await listen(keys.admin, { lastId: `9${next.id}` });
    expect((await until(async () => ofAnotherDatabase.events[0])).event).toBe('reset');
    ofAnotherDatabase.close();
  });

  describe('after pg_dump and restore, whose facts are of transactions that are yet to come here', () => {
    const [far, further] = ['4000000000', '5000000000'];
    const query = (text: string) => gateway.database.query(text);
    const forgotten = (xid: string) =>
      query(
        `INSERT INTO gateway.stream_forgotten (xid, seq) VALUES ('${xid}', 1) ON CONFLICT (one) DO UPDATE SET xid = excluded.xid`,
      );
    const events = (client: SseClient) => client.events.map(({ event }) => event);

    it('tells new facts to whoever connects, and reset to whoever comes back', async () => {
      await offer(siteId);
      await forgotten(far);
      await until(async () => (await query('SELECT FROM gateway.stream_event')).length > 0);
      await query(`UPDATE gateway.stream_event SET xid = '${further}'`);
      const other = await gateway.another(); // it has sent nothing yet
      const back = await listen(keys.admin, { lastId: `${far}-1`, url: other.url });
      const client = await listen(keys.admin, { url: other.url });
      const next = await came(client, await offer(siteId));
      await came(back, next.data.key);
      expect(events(back)).toEqual(['reset', OfferMade.type]);
      expect(events(client)).toEqual([OfferMade.type]);
      const between = await listen(keys.admin, { lastId: `${next.id.split('-')[0]}-1`, url: other.url });
      expect((await until(async () => between.events[0])).event).toBe('reset'); // no longer ahead, but never sent here
      for (const one of [back, client, between]) one.close();
      await other.close();
    });

    it('tells it to whoever is connected', async () => {
      const client = await listen(keys.admin);
      await came(client, await offer(siteId));
      await forgotten(far);
      await until(async () => events(client).includes('reset'));
      await came(client, await offer(siteId));
      expect(events(client)).toEqual([OfferMade.type, 'reset', OfferMade.type]);
      client.close();
    });
  });

  it('cuts off a client that does not read, and the others go on', async () => {
    const reader = await listen(keys.admin);
    const { hostname, port } = new URL(gateway.url);
    const lazy = connect(Number(port), hostname);
    lazy.write(`GET /api/v1/stream HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${keys.admin}\r\n\r\n`);
    await new Promise((resolve) => lazy.once('readable', resolve));
    let closed = false;
    lazy.on('error', () => undefined).on('close', () => (closed = true));
    const note = '说'.repeat(500);
    const big = {
      ...RepairOrderStatusChanged.example,
      reason: note,
      exceptionReasons: Array.from({ length: 100 }, () => 'x'.repeat(64)),
    };
    const list = Array.from({ length: 1_200 }, () => ({ ...big, repairOrderId: randomUUID() }));
    await publish(gateway.service, RepairOrderStatusChanged, ...list);
    await until(async () => reader.events.length >= 1_200);
    lazy.resume();
    await until(async () => closed);
    expect(reader.ended).toBe(false);
    reader.close();
  });

  it('keeps nothing of a client that has gone before its stream was open', async () => {
    const intervals = jest.spyOn(globalThis, 'setInterval');
    const { hostname, port } = new URL(gateway.url);
    const sockets: Socket[] = [];
    const arrived = (socket: Socket) => sockets.push(socket);
    const server = (gateway.service.app.getHttpServer() as Server).on('connection', arrived);
    await whileLocked('gateway.stream_forgotten', async (isWaitedFor) => {
      const hasty = connect(Number(port), hostname);
      hasty.write(
        `GET /api/v1/stream HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${keys.admin}\r\nlast-event-id: 0-0\r\n\r\n`,
      );
      await until(isWaitedFor);
      const socket = await until(async () => sockets.find(({ remotePort }) => remotePort === hasty.localPort));
      hasty.destroy();
      await until(async () => socket.closed);
    });
    server.off('connection', arrived);
    const stays = await listen(keys.admin);
    await came(stays, await offer(siteId));
    expect(intervals.mock.calls.filter(([, milliseconds]) => milliseconds === 15_000)).toHaveLength(1);
    stays.close();
    intervals.mockRestore();
  });

  /** Holds the table meanwhile; `isWaitedFor` says whether a statement of the gateway has come to it. */
  async function whileLocked(table: string, work: (isWaitedFor: () => Promise<boolean>) => Promise<void>) {
    const holder = new Client({ connectionString: gateway.database.adminUrl });
    await holder.connect();
    await holder.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    try {
      await work(async () => {
        const waiting = `SELECT FROM pg_locks WHERE relation = '${table}'::regclass AND NOT granted LIMIT 1`;
        return (await gateway.database.query(waiting)).length > 0;
      });
    } finally {
      await holder.end();
    }
  }

  it('ends with the server, which does not wait for it', async () => {
    const own = await startGateway();
    const admin = await signIn(own.url, 'admin', adminPassword);
    const { body } = await admin<{ secret: string }>('POST', '/api/v1/api-keys', {
      name: 'x',
      scopes: ['stream:read'],
      siteId,
    });
    const client = await listen(body.secret, { url: own.url });
    expect(client.status).toBe(200);
    const began = Date.now();
    await own.close();
    expect(Date.now() - began).toBeLessThan(3_000);
    await until(async () => client.ended);
  });

  it('answers with the headers of a stream', async () => {
    const response = await fetch(`${gateway.url}/api/v1/stream`, {
      headers: { authorization: `Bearer ${keys.admin}` },
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('x-correlation-id')).toBeTruthy();
    await response.body?.cancel();
  });
});
