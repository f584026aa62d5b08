import { randomUUID } from 'node:crypto';
import { clientOf, signIn } from '../testing/client.js';
import { adminPassword, startGateway, type TestGateway } from '../testing/start-gateway.js';

/** What a proxy beside the gateway adds to the request of somebody elsewhere. */
const elsewhere = { 'x-forwarded-for': '203.0.113.9' };

describe('too many requests', () => {
  let gateway: TestGateway;
  beforeAll(async () => (gateway = await startGateway({ requestsPerMinute: { actor: 5, address: 3, customer: 2 } })));
  afterAll(() => gateway.close());

  it('of one address that has not signed in get 429 with Retry-After; another address is served, and health always', async () => {
    const from = (address: string) => clientOf(gateway.url, { 'x-forwarded-for': address });
    for (let index = 0; index < 3; index += 1)
      expect((await from('203.0.113.7')('GET', '/api/v1/me')).status).toBe(401);
    const { status, headers, body } = await from('203.0.113.7')('GET', '/api/v1/me');
    expect({ status, body }).toMatchObject({
      status: 429,
      body: { type: '/problems/too-many-requests', status: 429, detail: expect.stringContaining('at most 3') },
    });
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await from('203.0.113.8')('GET', '/api/v1/me')).status).toBe(401);
    expect((await from('203.0.113.7')('GET', '/livez')).status).toBe(200);
  });

  it('with links that may be forged get 429 after fewer tries, also from somebody who is signed in', async () => {
    const from = (path: string) =>
      clientOf(gateway.url, { 'x-forwarded-for': '203.0.113.20' })('GET', path, undefined, { 'x-callout-link': 'x' });
    for (const path of ['/api/v1/customer-link', '/api/v1/asset-codes/x']) expect((await from(path)).status).toBe(503);
    expect(await from('/api/v1/customer-link/windows')).toMatchObject({
      status: 429,
      body: { type: '/problems/too-many-requests', detail: expect.stringContaining('at most 2') },
    });
  });

  it('of one user get 429, wherever they come from, and reach no handler', async () => {
    const send = await signIn(gateway.url, 'admin', adminPassword);
    const statuses: number[] = [];
    for (let index = 0; index < 5; index += 1) {
      const from = { 'x-forwarded-for': `203.0.113.${100 + index}` };
      statuses.push((await send('GET', '/api/v1/me', undefined, from)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    const name = `late-${randomUUID()}`;
    const refused = await send('POST', '/api/v1/users', { name, displayName: 'Late', roles: ['agent'] });
    expect(refused).toMatchObject({ status: 429, body: { type: '/problems/too-many-requests' } });
    expect(await gateway.database.query('SELECT 1 FROM gateway.user_account WHERE name = $1', [name])).toEqual([]);
  });
});

describe('the metrics of the gateway', () => {
  let gateway: TestGateway;
  beforeAll(async () => (gateway = await startGateway()));
  afterAll(() => gateway.close());

  it.each(['/metrics', '/metrics?from=outside'])(
    '%s answers this machine, and nobody elsewhere but admins',
    async (path) => {
      const here = await clientOf(gateway.url)('GET', path);
      expect(here.status).toBe(200);
      expect(here.body).toContain('callout_http_request_seconds');
      expect((await clientOf(gateway.url)('GET', path, undefined, elsewhere)).status).toBe(401);
      const admin = await signIn(gateway.url, 'admin', adminPassword);
      expect((await admin('GET', path, undefined, elsewhere)).status).toBe(200);
    },
  );

  it('are nothing for other roles', async () => {
    const admin = await signIn(gateway.url, 'admin', adminPassword);
    const name = `agent-${randomUUID()}`;
    const { body } = await admin<{ id: string }>('POST', '/api/v1/users', { name, displayName: 'A', roles: ['agent'] });
    await admin('PUT', `/api/v1/users/${body.id}/password`, { password: adminPassword });
    const agent = await signIn(gateway.url, name, adminPassword);
    expect((await agent('GET', '/metrics', undefined, elsewhere)).status).toBe(403);
  });

  it('answer everybody where that is configured', async () => {
    const open = await startGateway({ openMetrics: true });
    const { status } = await clientOf(open.url)('GET', '/metrics', undefined, elsewhere);
    await open.close();
    expect(status).toBe(200);
  });
});
