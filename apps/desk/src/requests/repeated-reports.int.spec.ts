import pg from 'pg';
import { uuidv7 } from '#common/database/uuid.js';
import { AssetRegistered, examplePlace } from '#common/events/index.js';
import { person } from '#common/testing/actors.js';
import { ExternalIdsOfCallers1764000000010 } from '../migrations/1764000000010-external-ids-of-callers.js';
import { Desk } from '../testing/desk.js';
import { sameNumberAndPlace } from './possible-duplicates.service.js';
import type { ReportedView } from './request.dto.js';

/** Another firm's system, with a key of its own. */
const systemKey = () => ({ ...person('agent'), kind: 'key' as const, scopes: ['requests:write' as const] });

describe('a report that comes again', () => {
  let desk: Desk;
  beforeAll(async () => (desk = await Desk.start()));
  afterAll(() => desk.close());

  it('knows an external id again, of the request, the customer and the asset', async () => {
    const ids = { externalId: `crm-${uuidv7()}` };
    const body = {
      ...ids,
      customer: { ...desk.report().customer, ...ids },
      asset: { productCode: 'VC-100', ...ids },
    };
    const first = await desk.open(body);
    const again = await desk.open(body, 200);
    expect(again).toMatchObject({ intake: 'repeated', id: first.id, version: first.version });
    const next = await desk.open({ ...body, externalId: `crm-${uuidv7()}`, problem: 'wheel fell off' });
    expect(next).toMatchObject({ customerId: first.customerId, assetId: first.assetId });
    const registered = (await desk.service.published(AssetRegistered)).filter(
      ({ assetId }) => assetId === first.assetId,
    );
    expect(registered).toHaveLength(1);
  });

  it('keeps the external ids of two callers apart, also of reports that were added to an open request', async () => {
    const externalId = `job-${uuidv7()}`;
    const [one, other] = [await desk.service.as(systemKey()), await desk.service.as(systemKey())];
    const first = await one.post('/api/v1/requests').send(desk.report({ externalId })).expect(201);
    const second = await other.post('/api/v1/requests').send(desk.report({ externalId })).expect(201);
    const { id, assetId } = second.body as ReportedView;
    expect(id).not.toBe((first.body as ReportedView).id);
    const about = { customer: undefined, asset: undefined, assetId, externalId: `job-${uuidv7()}` };
    for (const caller of [one, other]) {
      const added = await caller.post('/api/v1/requests').send(desk.report(about)).expect(200);
      expect(added.body).toMatchObject({ id, intake: 'duplicate' });
      const again = await caller.post('/api/v1/requests').send(desk.report(about)).expect(200);
      expect(again.body).toMatchObject({ id, intake: 'repeated' });
    }
  });

  it('refuses an external id that the same caller used for another customer or asset', async () => {
    const externalId = `job-${uuidv7()}`;
    const [first, stranger] = [await desk.open({ externalId }), await desk.open()];
    const known = { customer: undefined, asset: undefined, externalId };
    await desk.open({ ...known, assetId: first.assetId, customerId: first.customerId }, 200);
    for (const wrong of [
      { ...known, assetId: stranger.assetId },
      { externalId, asset: { productCode: 'VC-100', serialNumber: 'another' } },
      { externalId, customer: undefined, customerId: stranger.customerId },
    ]) {
      const refused: unknown = await desk.open(wrong, 409);
      expect(refused).toMatchObject({ type: '/problems/already-exists', errors: [{ field: 'externalId' }] });
    }
  });

  it('shows who reports a unit without a name what is open at the same number and place, and merges nothing', async () => {
    const asset = { productCode: 'VC-100' };
    const as = (phone: string, more: object = {}) => ({
      customer: { name: 'Wang', address: { place: examplePlace }, phone },
      asset,
      ...more,
    });
    const named = await desk.open({ ...as('+86 139 8765 4321'), asset: { ...asset, serialNumber: 'SN-4321' } });
    const elsewhere = { ...examplePlace, locality: 'Suzhou' };
    await desk.open(
      as('139 8765 4321', { customer: { ...as('139 8765 4321').customer, address: { place: elsewhere } } }),
    );
    await desk.open(as('+86 139 8765 0000'));
    const first = await desk.open(as('13987654321', { problem: 'it smokes' }));
    expect(first.possibleDuplicates?.map(({ id }) => id)).toEqual([named.id]);
    const externalId = `job-${uuidv7()}`;
    const sameCustomer = { customer: undefined, customerId: first.customerId, asset, problem: 'smoke!', externalId };
    const second = await desk.open(sameCustomer);
    expect(second).toMatchObject({ intake: 'opened', status: 'new' });
    const both = [first, named].map(({ id, number, problem, openedAt }) => ({
      id,
      number,
      problem,
      openedAt,
      status: 'new',
    }));
    expect(second.possibleDuplicates).toEqual(both);
    expect(await desk.open(sameCustomer, 200)).toMatchObject({ intake: 'repeated', possibleDuplicates: both });
    expect((await desk.read(named.id)).possibleDuplicates?.map(({ id }) => id)).toEqual([second.id, first.id]);

    await desk.step(`requests/${first.id}/cancel`, { reason: 'the same as another' });
    expect((await desk.read(second.id)).possibleDuplicates?.map(({ id }) => id)).toEqual([named.id]);
    expect(await desk.read(first.id)).not.toHaveProperty('possibleDuplicates');
    expect(await desk.open({ ...sameCustomer, externalId: undefined, separate: true })).not.toHaveProperty(
      'possibleDuplicates',
    );
  });

  it('shows other requests neither to a site nor to a key that may not read them', async () => {
    const unnamed = { ...desk.report(), asset: { productCode: 'VC-100' } };
    const { id } = await desk.open(unnamed);
    const { body } = await (await desk.service.as(systemKey())).post('/api/v1/requests').send(unnamed).expect(201);
    expect(body).not.toHaveProperty('possibleDuplicates');
    expect(await desk.read(id)).toHaveProperty('possibleDuplicates');
    await desk.service.database.query(`UPDATE desk.service_request SET site_id = '${desk.siteId}'`);
    const manager = await desk.service.as(person('site_manager', { siteId: desk.siteId }));
    const shown = await manager.get(`/api/v1/requests/${id}`).expect(200);
    expect(shown.body).not.toHaveProperty('possibleDuplicates');
  });

  it('looks for what may be the same by index, also while PostgreSQL knows nothing of the terms', async () => {
    const { id } = await desk.open();
    const { database } = desk.service;
    await database.query(`INSERT INTO desk.contact (id, customer_id, position, name, phone)
      SELECT gen_random_uuid(), (SELECT customer_id FROM desk.service_request LIMIT 1), n, 'Li ' || n, '138' || n FROM generate_series(10001, 13000) AS n`);
    await database.query(`INSERT INTO desk.search_term (term, customer_id, source)
      SELECT 'word' || n % 500, gen_random_uuid(), gen_random_uuid() FROM generate_series(1, 40000) AS n`);
    const client = new pg.Client(database.url('desk'));
    await client.connect();
    try {
      await client.query(`SET app.sites = '*'`);
      const { rows } = await client.query(`EXPLAIN ${sameNumberAndPlace.replaceAll('$1', `'${id}'`)}`);
      expect(rows.length).toBeGreaterThan(10);
      expect(JSON.stringify(rows)).not.toContain('Seq Scan on search_term');
    } finally {
      await client.end();
    }
  });

  it('finds out from the timeline who gave the external ids that are there', async () => {
    const { id } = await desk.open({ externalId: `job-${uuidv7()}` });
    const client = new pg.Client(desk.service.database.url('desk'));
    await client.connect();
    try {
      await client.query(`BEGIN; SET LOCAL search_path TO desk; SET LOCAL app.sites = '*';
        UPDATE service_request SET external_id = NULL WHERE id <> '${id}';
        DROP INDEX service_request_external_id;
        ALTER TABLE service_request DROP COLUMN reported_by, ADD UNIQUE (external_id);
        SET LOCAL app.sites = ''`);
      await new ExternalIdsOfCallers1764000000010().up({ query: (sql: string) => client.query(sql) } as never);
      const { rows } = await client.query(`SELECT reported_by FROM service_request WHERE id = $1`, [id]);
      expect(rows).toEqual([{ reported_by: desk.agent.id }]);
    } finally {
      await client.query('ROLLBACK');
      await client.end();
    }
  });
});
