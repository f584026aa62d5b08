import { randomUUID } from 'node:crypto';
import { uuidv7 } from '#common/database/uuid.js';
import { adminPassword, startGateway, type TestGateway } from '../testing/start-gateway.js';
import { clientOf, signIn } from '../testing/client.js';
import type { KeyCallView, NewApiKeyView } from './api-key.dto.js';
import { KeyCallStore } from './key-call-store.js';
import { KeyCallWriter } from './key-call-writer.js';

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

  describe('have their last calls', () => {
    interface Calls {
      items: KeyCallView[];
      next: string | null;
    }
    const callsOf = async (id: string, by = manager, query = '') => {
      await gateway.service.app.get(KeyCallWriter).flush();
      return by<Calls>('GET', `/api/v1/api-keys/${id}/calls${query}`);
    };

    it('listed for whoever has the key, newest first, with what came of each and without what was asked', async () => {
      const { body } = await create(manager);
      const send = withKey(body.secret);
      await send('GET', '/api/v1/board/offers?limit=1&cursor=');
      await send('GET', '/api/v1/users', undefined, { 'x-correlation-id': 'call-2' });
      await manager('GET', '/api/v1/me');
      const { items } = (await callsOf(body.id)).body;
      expect(items).toMatchObject([
        { method: 'GET', path: '/api/v1/users', status: 403, correlationId: 'call-2' },
        { method: 'GET', path: '/api/v1/board/offers' },
      ]);
      expect(items[0]?.durationMilliseconds).toBeGreaterThanOrEqual(0);
      expect(Math.abs(Date.now() - Date.parse(items[0]?.at ?? ''))).toBeLessThan(60_000);
      const first = (await callsOf(body.id, manager, '?limit=1')).body;
      expect(first.items.map(({ path }) => path)).toEqual(['/api/v1/users']);
      const second = await callsOf(body.id, manager, `?limit=1&cursor=${first.next}`);
      expect(second.body).toMatchObject({ items: [{ path: '/api/v1/board/offers' }], next: null });
      expect((await callsOf(body.id, admin)).body.items).toHaveLength(2);
    });

    it('hidden from other sites', async () => {
      const { body } = await create(admin, { siteId: otherSiteId });
      await withKey(body.secret)('GET', '/api/v1/me');
      expect((await callsOf(body.id, admin)).body.items).toHaveLength(1);
      expect((await callsOf(body.id)).status).toBe(404);
    });

    it('noted too where a stream was open for a month', async () => {
      const { body } = await create(manager);
      await withKey(body.secret)('GET', '/api/v1/me');
      const [first] = (await callsOf(body.id)).body.items;
      const at = new Date();
      const stream = { ...first!, id: uuidv7(), keyId: body.id, at, durationMilliseconds: 30 * 86_400_000 };
      await gateway.service.app.get(KeyCallStore).add([stream]);
      const { items } = (await callsOf(body.id)).body;
      expect(items.map(({ durationMilliseconds }) => durationMilliseconds)).toEqual([
        2_147_483_647,
        first!.durationMilliseconds,
      ]);
    });

    it('forgotten but for the last hundred, and after fourteen days', async () => {
      const [busy, idle] = [(await create(manager)).body, (await create(manager)).body];
      const send = withKey(busy.secret);
      for (let round = 0; round < 6; round += 1) {
        await Promise.all(Array.from({ length: 20 }, () => send('GET', '/api/v1/me')));
        await gateway.service.app.get(KeyCallWriter).flush();
      }
      const kept = (await callsOf(busy.id, manager, '?limit=200')).body.items;
      expect(kept).toHaveLength(100);
      await withKey(idle.secret)('GET', '/api/v1/me');
      await callsOf(idle.id);
      await gateway.database.query(
        `UPDATE gateway.api_key_call SET at = at - interval '15 days' WHERE key_id IN ($1, $2) AND id <> $3`,
        [busy.id, idle.id, kept[0]?.id],
      );
      expect((await callsOf(busy.id)).body.items.map(({ id }) => id)).toEqual([kept[0]?.id]);
      expect(await gateway.service.app.get(KeyCallStore).forget()).toBe(100);
      const [left] = await gateway.database.query<{ count: string }>(
        `SELECT count(*) FROM gateway.api_key_call WHERE key_id IN ($1, $2)`,
        [busy.id, idle.id],
      );
      expect(left?.count).toBe('1');
    });
  });
});
