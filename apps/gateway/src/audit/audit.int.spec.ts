import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { logger } from '#common/runtime/logger.js';
import { clientOf, signIn } from '../testing/client.js';
import { adminPassword, startGateway, type TestGateway } from '../testing/start-gateway.js';
import { AuditWriter } from './audit-writer.js';
import type { AuditCheckView, AuditEntryView } from './audit.dto.js';

describe('the audit trail', () => {
  let gateway: TestGateway;
  let admin: ReturnType<typeof clientOf>;
  beforeAll(async () => {
    gateway = await startGateway();
    admin = await signIn(gateway.url, 'admin', adminPassword);
  });
  afterAll(() => gateway.close());

  const list = async (query = '') => {
    const { body } = await admin<{ items: AuditEntryView[]; next: string | null }>(
      'GET',
      `/api/v1/audit-entries${query}`,
    );
    return body;
  };
  const check = async () => (await admin<AuditCheckView>('GET', '/api/v1/audit-entries/check')).body;

  it('tells who changed what and what came of it, and nothing of what was only read', async () => {
    const name = `u${randomUUID()}`;
    await admin(
      'POST',
      '/api/v1/users',
      { name, displayName: 'x', roles: ['planner'] },
      { 'x-correlation-id': 'audit-1' },
    );
    await admin('GET', '/api/v1/users');
    await clientOf(gateway.url)('POST', '/api/v1/sessions', { name: 'admin', password: 'wrong' });
    const { items } = await list('?limit=2');
    expect(items).toMatchObject([
      { method: 'POST', path: '/api/v1/sessions', status: 401 },
      {
        method: 'POST',
        path: '/api/v1/users',
        status: 201,
        actorName: 'Ada Admin',
        actorKind: 'user',
        correlationId: 'audit-1',
      },
    ]);
    expect(JSON.stringify(items)).not.toContain('wrong');
  });

  it('names who signed in', async () => {
    await signIn(gateway.url, 'admin', adminPassword);
    expect((await list('?limit=1')).items).toMatchObject([
      { path: '/api/v1/sessions', status: 201, actorName: 'Ada Admin' },
    ]);
  });

  it('is for admins only', async () => {
    const { body } = await admin<{ secret: string }>('POST', '/api/v1/api-keys', {
      name: 'x',
      role: 'supervisor',
      scopes: ['orders:read'],
    });
    expect(
      (await clientOf(gateway.url, { authorization: `Bearer ${body.secret}` })('GET', '/api/v1/audit-entries')).status,
    ).toBe(403);
  });

  it('chains entries of two instances that write at once', async () => {
    const other = await gateway.another();
    const admins = [admin, await signIn(other.url, 'admin', adminPassword)];
    const revoke = (index: number) => admins[index % 2]?.('DELETE', `/api/v1/api-keys/${randomUUID()}`);
    await Promise.all(Array.from({ length: 100 }, (_, index) => revoke(index)));
    await new Promise((resolve) => setTimeout(resolve, 600));
    const { intact, entries } = await check();
    expect(intact).toBe(true);
    expect(entries).toBeGreaterThanOrEqual(100);
  });

  it('lets only so many entries wait while it cannot be written, and leaves the others to the log', async () => {
    await list(); // everything so far is written
    const log = jest.spyOn(logger, 'error');
    Object.assign(gateway.service.app.get(AuditWriter), { mostWaiting: 3 });
    const holder = new Client({ connectionString: gateway.database.adminUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE gateway.audit_entry IN EXCLUSIVE MODE');
    const paths = Array.from({ length: 5 }, () => `/api/v1/api-keys/${randomUUID()}`);
    for (const path of paths) await admin('DELETE', path);
    await holder.end();
    const { items } = await list('?limit=4');
    const logged = log.mock.calls.map(([said]) => (said as unknown as { entry: AuditEntryView }).entry.path);
    log.mockRestore();
    expect(logged).toEqual(paths.slice(3));
    const written = items.map(({ path }) => path);
    expect(written.slice(0, 3)).toEqual(paths.slice(0, 3).toReversed());
    expect(paths).not.toContain(written[3]);
  });

  it('refuses to be changed, and shows it if somebody with all rights did', async () => {
    await expect(gateway.database.query(`UPDATE gateway.audit_entry SET status = 200`)).rejects.toThrow(
      'never changed',
    );
    await expect(gateway.database.query(`DELETE FROM gateway.audit_entry`)).rejects.toThrow('never changed');
    const tamper = (change: string) =>
      gateway.database.query(
        `ALTER TABLE gateway.audit_entry DISABLE TRIGGER ALL; ${change}; ALTER TABLE gateway.audit_entry ENABLE TRIGGER ALL`,
      );
    await tamper(`UPDATE gateway.audit_entry SET actor_name = 'Somebody else' WHERE seq = 5`);
    expect(await check()).toMatchObject({ intact: false, brokenAt: 5 });
    await tamper(`DELETE FROM gateway.audit_entry WHERE seq = 3`);
    expect(await check()).toMatchObject({ intact: false, brokenAt: 4 });
  });
});
