import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyActor } from '#common/auth/service-token.js';
import { clientOf, signIn } from '../testing/client.js';
import { adminPassword, startGateway, type TestGateway } from '../testing/start-gateway.js';

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
  instance: string;
}

/** A service that tells what it received; it listens on a port of its own. */
class Instance {
  readonly seen: Seen[] = [];
  private server: Server;
  answer: (response: ServerResponse, seen: Seen) => void = (response, seen) =>
    response
      .writeHead(200, { 'content-type': 'application/json', etag: '"7"', 'idempotency-replayed': 'true' })
      .end(JSON.stringify(seen));

  constructor(readonly name: string) {
    this.server = this.create();
  }

  private create(): Server {
    return createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        const seen = { method, url, headers, body: Buffer.concat(chunks).toString(), instance: this.name };
        this.seen.push(seen);
        this.answer(response, seen);
      });
    });
  }

  async listen(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** As abrupt as a crash. */
  async kill(): Promise<void> {
    if (!this.server.listening) return;
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async revive(url: string): Promise<void> {
    this.server = this.create();
    await this.listen(Number(new URL(url).port));
  }
}

describe('forwarding', () => {
  const [one, two, lonely] = [new Instance('one'), new Instance('two'), new Instance('lonely')];
  let [oneUrl, lonelyUrl] = ['', ''];
  let gateway: TestGateway;
  let send: ReturnType<typeof clientOf>;
  beforeAll(async () => {
    oneUrl = await one.listen();
    lonelyUrl = await lonely.listen();
    gateway = await startGateway({
      serviceUrls: {
        desk: [oneUrl, await two.listen()],
        dispatch: [lonelyUrl],
        inventory: ['http://127.0.0.1:1'],
        quality: [lonelyUrl],
      },
    });
    send = await signIn(gateway.url, 'admin', adminPassword);
  });
  afterAll(async () => {
    await gateway.close();
    await Promise.all([one, two, lonely].map((instance) => instance.kill()));
  });

  it('passes path, query, body and the headers that matter, with a token that says who is calling', async () => {
    const { body } = await send<Seen>(
      'POST',
      '/api/v1/offers/7/accept?x=%E4%BD%A0',
      { a: 1 },
      { 'if-match': '"3"', 'x-correlation-id': 'abc', 'accept-language': 'zh' },
    );
    expect(body).toMatchObject({ method: 'POST', url: '/api/v1/offers/7/accept?x=%E4%BD%A0', body: '{"a":1}' });
    expect(body.headers).toMatchObject({
      'if-match': '"3"',
      'x-correlation-id': 'abc',
      'accept-language': 'zh',
      'content-type': 'application/json',
    });
    expect(body.headers['cookie']).toBeUndefined();
    const token = body.headers.authorization?.replace('Bearer ', '') ?? '';
    expect(await verifyActor(token, 'a secret of the tests, long enough')).toMatchObject({
      name: 'Ada Admin',
      roles: ['admin'],
    });
  });

  it('passes on what comes by a link or a code without a sign-in, and as nobody, whoever is signed in', async () => {
    one.seen.length = two.seen.length = 0;
    const stranger = clientOf(gateway.url, { 'x-callout-link': 'the-token' });
    for (const ask of [stranger, send]) {
      expect((await ask<Seen>('GET', '/api/v1/asset-codes/abc')).status).toBe(200);
      expect((await ask<Seen>('POST', '/api/v1/customer-link/comments', { text: 'x' })).status).toBe(200);
    }
    const seen = [...one.seen, ...two.seen];
    expect(seen.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined, undefined, undefined]);
    expect(seen.filter(({ headers }) => headers['x-callout-link'] === 'the-token')).toHaveLength(2);
    expect((await stranger('GET', '/api/v1/assets')).status).toBe(401);
    expect((await stranger('GET', '/api/v1/customer-links')).status).toBe(404);
  });

  it('passes status and headers back', async () => {
    lonely.answer = (response) =>
      response.writeHead(201, { location: '/x', 'set-cookie': 'a=b', etag: '"7"', 'retry-after': '3' }).end();
    const { status, headers } = await send('GET', '/api/v1/visits');
    expect({
      status,
      location: headers.get('location'),
      etag: headers.get('etag'),
      retry: headers.get('retry-after'),
      cookie: headers.get('set-cookie'),
    }).toEqual({
      status: 201,
      location: '/x',
      etag: '"7"',
      retry: '3',
      cookie: null,
    });
  });

  it('lets nobody in who has not signed in', async () => {
    const before = lonely.seen.length;
    for (const path of ['/api/v1/offers', '/api/v1/offers/x', '/api/v1/services/dispatch/event-path']) {
      expect(await clientOf(gateway.url)('GET', path)).toMatchObject({
        status: 401,
        body: { type: '/problems/not-signed-in' },
      });
    }
    expect(lonely.seen.length).toBe(before);
  });

  it('knows no other paths', async () => {
    for (const path of ['/api/v1/nothing', '/api/v1/offersx', '/api/v2/offers', '/api/v1/services/other']) {
      expect(await send('GET', path)).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
    }
  });

  it('takes instances in turns and loses nothing when one is killed and comes back under load', async () => {
    const read = () => send<Seen>('GET', '/api/v1/customers');
    const used = new Set((await Promise.all(Array.from({ length: 10 }, read))).map(({ body }) => body.instance));
    expect(used).toEqual(new Set(['one', 'two']));
    const statuses: number[] = [];
    const load = Array.from({ length: 300 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 4));
      const { status } = index % 3 === 0 ? await send('POST', '/api/v1/customers', { index }) : await read();
      statuses.push(status);
    });
    setTimeout(() => void one.kill(), 300);
    await Promise.all(load);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(statuses).toHaveLength(300);
    await one.revive(oneUrl);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect(new Set((await Promise.all(Array.from({ length: 10 }, read))).map(({ body }) => body.instance))).toEqual(
      new Set(['one', 'two']),
    );
  });

  it('does not send again what may have arrived and is not repeatable', async () => {
    lonely.answer = (response) => response.destroy();
    const before = lonely.seen.length;
    expect((await send('DELETE', '/api/v1/visits/1')).status).toBe(503);
    expect(lonely.seen.length).toBe(before + 1);
    expect((await send('POST', '/api/v1/visits/1/depart')).status).toBe(503);
    expect(lonely.seen.length).toBe(before + 3);
  });

  it('says 503 and when to come back if nobody answers', async () => {
    const { status, headers, body } = await send('GET', '/api/v1/parts');
    expect({ status, retry: headers.get('retry-after'), type: body['type'] }).toEqual({
      status: 503,
      retry: '2',
      type: '/problems/service-unavailable',
    });
  });

  it('refuses bodies over 1 MB', async () => {
    const text = 'x'.repeat(1_048_576);
    const refused = await send('POST', '/api/v1/customers', { text });
    expect(refused).toMatchObject({ status: 413, body: { type: '/problems/body-too-large' } });
    const { status, body } = await send<Seen>('POST', '/api/v1/customers', { text: text.slice(100) });
    expect({ status, bytes: body.body.length }).toEqual({ status: 200, bytes: 1_048_487 });
  });

  it('asks each service for its event path and answers for its own event path itself', async () => {
    const { body } = await send<Seen>('GET', '/api/v1/services/desk/event-path');
    expect(body).toMatchObject({ method: 'GET', url: '/api/v1/services/desk/event-path' });
    expect(await send('GET', '/api/v1/services/gateway/event-path')).toMatchObject({
      status: 200,
      body: { deadLetters: 0 },
    });
  });

  it('answers for itself alone: a name that is no service is told so, to those who have signed in', async () => {
    const id = '0190a0a0-0000-7000-8000-000000000001';
    const asked = [
      'GET event-path',
      'GET dead-letters',
      'GET dead-letter-groups',
      'GET holdings',
      'GET unhandled?keys=x',
    ];
    const done = ['replay', 'discard'].flatMap((how) => [
      `POST dead-letters/${id}/${how}`,
      `POST dead-letter-groups/0123456789abcdef/${how}`,
    ]);
    for (const route of [...asked, ...done]) {
      const [method = '', path] = route.split(' ');
      const { status, body } = await send(method, `/api/v1/services/inventroy/${path}`);
      const message = 'must be one of gateway, desk, dispatch, inventory, quality';
      expect({ route, status, errors: body['errors'] }).toEqual({
        route,
        status: 404,
        errors: [{ field: 'service', message }],
      });
    }
    expect((await clientOf(gateway.url)('GET', '/api/v1/services/inventroy/event-path')).status).toBe(401);
  });

  it('gives every answer a correlation id', async () => {
    expect((await send('GET', '/api/v1/customers')).headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await clientOf(gateway.url)('GET', '/api/v1/customers')).headers.get('x-correlation-id')).toMatch(
      /^[0-9a-f-]{36}$/,
    );
  });
});
