import { randomUUID } from 'node:crypto';
import { adminPassword, startGateway, type TestGateway } from '../testing/start-gateway.js';
import { clientOf, signIn } from '../testing/client.js';
import type { NewApiKeyView } from './api-key.dto.js';

describe('API keys', () => {
  const [siteId, otherSiteId] = [randomUUID(), randomUUID()];
  let gateway: TestGateway;
  let admin: ReturnType<typeof clientOf>;
  let manager: ReturnType<typeof clientOf>;
  beforeAll(async () => {
    const password = 'the password of the manager';
    gateway = await startGateway({
      firstUsers: [
        { name: 'admin', displayName: 'Ada', password: adminPassword, roles: ['admin'] },
        { name: 'max', displayName: 'Max', password, roles: ['site_manager'], siteId },
      ],
    });
    admin = await signIn(gateway.url, 'admin', adminPassword);
    manager = await signIn(gateway.url, 'max', password);
  });
  afterAll(() => gateway.close());

  const create = (by: ReturnType<typeof clientOf>, more: object = {}, headers: Record<string, string> = {}) =>
    by<NewApiKeyView>(
      'POST',
      '/api/v1/api-keys',
      { name: 'booking', scopes: ['offers:read', 'offers:write'], ...more },
      headers,
    );
  const withKey = (secret: string | undefined) => clientOf(gateway.url, { authorization: `Bearer ${secret}` });

  it('belong to the site of the manager who makes them', async () => {
    const { status, body } = await create(manager);
    expect({ status, siteId: body.siteId, role: body.role }).toEqual({ status: 201, siteId, role: 'site_manager' });
    expect(body.secret).toMatch(/^co_[0-9a-f]{32}_[\w-]{43}$/);
    const me = await withKey(body.secret)('GET', '/api/v1/me');
    expect(me.body).toMatchObject({ kind: 'key', id: body.id, siteId, scopes: ['offers:read', 'offers:write'] });
  });

  it('show their secret once, even when the request is repeated, and never store it', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await create(manager, {}, headers);
    const second = await create(manager, {}, headers);
    const { secret, ...rest } = first.body;
    expect(second).toMatchObject({ status: 201, body: rest });
    expect(second.body.secret).toBeUndefined();
    const tail = secret?.slice(-32) ?? 'none';
    const [stored] = await gateway.database.query<{ text: string }>(
      `SELECT (SELECT json_agg(k)::text FROM gateway.api_key k) || (SELECT json_agg(i)::text FROM gateway.idempotency_key i) AS text`,
    );
    expect(stored?.text).toContain(first.body.id);
    expect(stored?.text).not.toContain(tail);
  });

  it('work no more from the moment they are revoked', async () => {
    const { body } = await create(manager);
    const send = withKey(body.secret);
    expect((await send('GET', '/api/v1/me')).status).toBe(200);
    expect((await manager('DELETE', `/api/v1/api-keys/${body.id}`)).status).toBe(204);
    expect((await send('GET', '/api/v1/me')).status).toBe(401);
    expect((await manager('DELETE', `/api/v1/api-keys/${body.id}`)).status).toBe(204);
  });

  it('work no more in another instance five seconds later', async () => {
    const other = await gateway.another();
    const { body } = await create(manager);
    const there = clientOf(other.url, { authorization: `Bearer ${body.secret}` });
    expect((await there('GET', '/api/v1/me')).status).toBe(200);
    await manager('DELETE', `/api/v1/api-keys/${body.id}`);
    const revokedAt = Date.now();
    while ((await there('GET', '/api/v1/me')).status === 200 && Date.now() - revokedAt < 10_000) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect((await there('GET', '/api/v1/me')).status).toBe(401);
    expect(Date.now() - revokedAt).toBeLessThan(5_500);
  });

  it('of other sites do not exist for a site manager', async () => {
    const { body } = await create(admin, { siteId: otherSiteId });
    expect(body.siteId).toBe(otherSiteId);
    expect((await manager('GET', `/api/v1/api-keys/${body.id}`)).status).toBe(404);
    expect((await manager('DELETE', `/api/v1/api-keys/${body.id}`)).status).toBe(404);
    expect((await create(manager, { siteId: otherSiteId })).status).toBe(404);
    const list = await manager<{ items: NewApiKeyView[] }>('GET', '/api/v1/api-keys?limit=200');
    expect(list.body.items.length).toBeGreaterThan(0);
    expect(new Set(list.body.items.map((key) => key.siteId))).toEqual(new Set([siteId]));
  });

  it('of other roles come from an admin', async () => {
    expect((await create(manager, { role: 'dispatcher' })).status).toBe(403);
    const { body } = await create(admin, { role: 'dispatcher', scopes: ['orders:read'] });
    expect((await withKey(body.secret)('GET', '/api/v1/me')).body).toMatchObject({ roles: ['dispatcher'] });
    expect((await create(admin, { role: 'admin' })).body).toMatchObject({ errors: [{ field: 'role' }] });
  });

  it('may do what their scopes say and nothing else', async () => {
    const { body } = await create(admin, { role: 'dispatcher', scopes: ['orders:read'] });
    const send = withKey(body.secret);
    expect((await send('GET', '/api/v1/board/orders')).status).toBe(200);
    expect((await send('GET', '/api/v1/board/offers')).status).toBe(403);
    expect((await create(send)).status).toBe(403);
  });

  it('note when they were used last', async () => {
    const { body } = await create(manager);
    await withKey(body.secret)('GET', '/api/v1/me');
    const key = await manager<NewApiKeyView>('GET', `/api/v1/api-keys/${body.id}`);
    expect(Math.abs(Date.now() - Date.parse(key.body.lastUsedAt ?? ''))).toBeLessThan(60_000);
  });

  it('that are malformed, unknown or have one letter wrong are refused', async () => {
    const { body } = await create(manager);
    const secret = body.secret ?? '';
    const wrong = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
    for (const text of [wrong, 'co_x_y', '', `co_${'0'.repeat(32)}_${'A'.repeat(43)}`]) {
      expect((await withKey(text)('GET', '/api/v1/me')).status).toBe(401);
    }
  });
});
