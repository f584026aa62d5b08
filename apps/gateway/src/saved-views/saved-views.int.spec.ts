import { randomUUID } from 'node:crypto';
import { clientOf, signIn } from '../testing/client.js';
import { startGateway, type TestGateway } from '../testing/start-gateway.js';
import type { SavedViewView } from './saved-view.dto.js';

type Send = ReturnType<typeof clientOf>;

describe('saved views', () => {
  const password = 'a password of this story';
  const [siteId, otherSiteId] = [randomUUID(), randomUUID()];
  let gateway: TestGateway;
  let [dora, dan, ann, here, there]: Send[] = [];
  beforeAll(async () => {
    const person = (name: string, role: 'dispatcher' | 'agent' | 'site_manager', site?: string) => ({
      name,
      displayName: name,
      password,
      roles: [role],
      ...(site && { siteId: site }),
    });
    gateway = await startGateway({
      firstUsers: [
        person('dora', 'dispatcher'),
        person('dan', 'dispatcher'),
        person('ann', 'agent'),
        person('here', 'site_manager', siteId),
        person('there', 'site_manager', otherSiteId),
      ],
    });
    [dora, dan, ann, here, there] = await Promise.all(
      ['dora', 'dan', 'ann', 'here', 'there'].map((name) => signIn(gateway.url, name, password)),
    );
  });
  afterAll(() => gateway.close());

  const save = (by: Send | undefined, name: string, more: object = {}) =>
    by!<SavedViewView>('POST', '/api/v1/saved-views', { page: 'orders', name, query: 'risk=breached', ...more });
  const namesOf = async (by: Send | undefined, page = 'orders') =>
    (await by!<{ items: SavedViewView[] }>('GET', `/api/v1/saved-views?page=${page}`)).body.items.map(
      ({ name }) => name,
    );

  it('are one’s own until they are shared with colleagues of the same role', async () => {
    const { status, body } = await save(dora, 'late ones');
    expect({ status, ...body }).toMatchObject({ status: 201, mine: true, shared: false, query: 'risk=breached' });
    expect([await namesOf(dora), await namesOf(dan), await namesOf(dora, 'timeline')]).toEqual([['late ones'], [], []]);
    await save(dora, 'late ones', { shared: true, query: 'risk=at_risk' });
    const seen = await dan!<{ items: SavedViewView[] }>('GET', '/api/v1/saved-views');
    expect(seen.body.items).toMatchObject([{ id: body.id, query: 'risk=at_risk', mine: false, ownerName: 'dora' }]);
    expect([await namesOf(ann), await namesOf(here)]).toEqual([[], []]);
  });

  it('of a site stay at the site', async () => {
    await save(here, 'ours', { page: 'visits', shared: true });
    expect([await namesOf(here, 'visits'), await namesOf(there, 'visits')]).toEqual([['ours'], []]);
    expect([await namesOf(dora, 'visits'), await namesOf(ann, 'visits')]).toEqual([[], []]);
  });

  it('are deleted by their owner and by nobody else', async () => {
    const { body } = await save(dora, 'to be deleted', { shared: true });
    expect((await dan!('DELETE', `/api/v1/saved-views/${body.id}`)).status).toBe(404);
    expect((await dora!('DELETE', `/api/v1/saved-views/${body.id}`)).status).toBe(204);
    expect((await dora!('DELETE', `/api/v1/saved-views/${body.id}`)).status).toBe(404);
    expect(await namesOf(dan)).not.toContain('to be deleted');
  });

  it('name the field that is wrong', async () => {
    expect((await save(dora, '')).body).toMatchObject({ errors: [{ field: 'name' }] });
    expect((await save(dora, 'x', { query: 'y'.repeat(1001) })).body).toMatchObject({ errors: [{ field: 'query' }] });
    expect((await save(dora, 'x', { page: '<p>' })).body).toMatchObject({ errors: [{ field: 'page' }] });
  });

  it('are at most 100 each, and come page by page', async () => {
    const { body: me } = await ann!<{ id: string }>('GET', '/api/v1/me');
    await gateway.database.query(
      `INSERT INTO gateway.saved_view (id, owner_id, owner_name, roles, page, name, query, shared, saved_at)
       SELECT gen_random_uuid(), $1, 'ann', '{agent}', 'requests', 'view ' || number, '', false, clock_timestamp()
         FROM generate_series(1, 100) AS number`,
      [me.id],
    );
    const refused = await save(ann, 'one too many', { page: 'requests' });
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('100') as string } });
    expect((await save(ann, 'view 7', { page: 'requests', query: 'status=new' })).status).toBe(201);
    const first = await ann!<{ items: SavedViewView[]; next: string }>('GET', '/api/v1/saved-views?limit=60');
    const second = await ann!<{ items: SavedViewView[] }>(
      'GET',
      `/api/v1/saved-views?limit=60&cursor=${first.body.next}`,
    );
    expect(new Set([...first.body.items, ...second.body.items].map(({ name }) => name)).size).toBe(100);
  });
});
