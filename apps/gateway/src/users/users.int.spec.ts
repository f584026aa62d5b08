import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { until } from '../testing/publish.js';
import { adminPassword, startGateway, type TestGateway } from '../testing/start-gateway.js';
import { clientOf, signIn } from '../testing/client.js';

describe('users', () => {
  let gateway: TestGateway;
  let admin: ReturnType<typeof clientOf>;
  beforeAll(async () => {
    gateway = await startGateway();
    admin = await signIn(gateway.url, 'admin', adminPassword);
  });
  afterAll(() => gateway.close());

  const create = (name: string, more: object = { roles: ['dispatcher'] }) =>
    admin<{ id: string; version: number; errors?: { field: string }[] }>('POST', '/api/v1/users', {
      name,
      displayName: name,
      ...more,
    });

  it('sign in once an admin has set a password', async () => {
    const { status, body } = await create('dora');
    expect(status).toBe(201);
    await expect(signIn(gateway.url, 'dora', 'no password yet')).rejects.toThrow('401');
    expect((await admin('PUT', `/api/v1/users/${body.id}/password`, { password: 'first password' })).status).toBe(204);
    const dora = await signIn(gateway.url, 'dora', 'first password');
    expect((await dora('GET', '/api/v1/me')).body).toMatchObject({ roles: ['dispatcher'] });
    expect((await dora('GET', '/api/v1/users')).status).toBe(403);
  });

  it('are bound to a site or to none, as their roles demand', async () => {
    const siteId = randomUUID();
    const fields = async (more: object) =>
      (await create(`u-${randomUUID()}`, more)).body.errors?.map(({ field }) => field);
    expect(await fields({ roles: ['site_manager'] })).toEqual(['siteId']);
    expect(await fields({ roles: ['technician'], siteId })).toEqual(['technicianId']);
    expect(await fields({ roles: ['dispatcher'], siteId })).toEqual(['siteId']);
    expect(await fields({ roles: ['site_manager', 'admin'], siteId })).toEqual(['roles']);
    expect((await create('tina', { roles: ['technician'], siteId, technicianId: randomUUID() })).status).toBe(201);
  });

  it('have names of their own', async () => {
    await create('double');
    expect((await create('double')).status).toBe(409);
  });

  it('change only for who has seen the present version', async () => {
    const { body } = await create('vera');
    const path = `/api/v1/users/${body.id}`;
    expect((await admin('PATCH', path, { displayName: 'Vera' })).status).toBe(428);
    const changed = await admin('PATCH', path, { displayName: 'Vera' }, { 'if-match': '"1"' });
    expect(changed).toMatchObject({ status: 200, body: { displayName: 'Vera', version: 2 } });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect((await admin('PATCH', path, { displayName: 'V' }, { 'if-match': '"1"' })).status).toBe(412);
  });

  it('are bound to nothing any more when their new roles are of the head office', async () => {
    const site = { siteId: randomUUID(), technicianId: randomUUID() };
    const { body } = await create('moves-up', { roles: ['technician'], ...site });
    const path = `/api/v1/users/${body.id}`;
    const change = { roles: ['dispatcher'], siteId: null, technicianId: null };
    const { body: changed } = await admin<object>('PATCH', path, change, { 'if-match': '"1"' });
    expect(changed).toMatchObject({ roles: ['dispatcher'], version: 2 });
    expect(changed).not.toHaveProperty('siteId');
    expect(changed).not.toHaveProperty('technicianId');
  });

  it('lose their sessions when they are let go, at once', async () => {
    const { body } = await create('leo');
    await admin('PUT', `/api/v1/users/${body.id}/password`, { password: 'a password of leo' });
    const leo = await signIn(gateway.url, 'leo', 'a password of leo');
    expect((await leo('GET', '/api/v1/me')).status).toBe(200);
    await admin('PATCH', `/api/v1/users/${body.id}`, { active: false }, { 'if-match': '"2"' });
    expect((await leo('GET', '/api/v1/me')).status).toBe(401);
    await expect(signIn(gateway.url, 'leo', 'a password of leo')).rejects.toThrow('401');
  });

  it('change their own password and are asked for the present one', async () => {
    const { body } = await create('olga');
    await admin('PUT', `/api/v1/users/${body.id}/password`, { password: 'the first one' });
    const olga = await signIn(gateway.url, 'olga', 'the first one');
    const change = (currentPassword: string) =>
      olga('PUT', '/api/v1/me/password', { currentPassword, password: 'the second one' });
    expect(await change('wrong')).toMatchObject({ status: 401, body: { errors: [{ field: 'currentPassword' }] } });
    expect((await change('the first one')).status).toBe(204);
    await expect(signIn(gateway.url, 'olga', 'the first one')).rejects.toThrow('401');
    await signIn(gateway.url, 'olga', 'the second one');
  });

  it('always include an admin', async () => {
    const { body } = await admin<{ items: { id: string; name: string; version: number }[] }>(
      'GET',
      '/api/v1/users?role=admin',
    );
    const [only] = body.items;
    const demoted = await admin(
      'PATCH',
      `/api/v1/users/${only?.id}`,
      { active: false },
      { 'if-match': `"${only?.version}"` },
    );
    expect(demoted.status).toBe(409);
  });

  it('are listed in pages', async () => {
    for (let index = 0; index < 3; index += 1) await create(`page-${index}`);
    const names: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/api/v1/users?limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await admin<{ items: { name: string }[]; next: string | null }>('GET', path);
      names.push(...body.items.map(({ name }) => name));
      cursor = body.next;
    }
    expect(names).toEqual([...new Set(names)].toSorted());
    expect(names).toEqual(expect.arrayContaining(['admin', 'page-0', 'page-1', 'page-2']));
  });

  it('include an admin also when two let go of each other at once', async () => {
    const { body } = await admin<{ items: { id: string; version: number }[] }>('GET', '/api/v1/users?role=admin');
    const second = await create('second-admin', { roles: ['admin'] });
    const holder = new Client({ connectionString: gateway.database.adminUrl });
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE gateway.session IN SHARE MODE'); // neither ends sessions and is done before the other has begun
    const answers = [...body.items, second.body].map(({ id, version }) =>
      admin('PATCH', `/api/v1/users/${id}`, { active: false }, { 'if-match': `"${version}"` }),
    );
    const waiting = `SELECT FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    await until(async () => (await gateway.database.query(waiting)).length === 2);
    await holder.end();
    expect((await Promise.all(answers)).map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });
});
