import { uuidv7 } from '#common/database/uuid.js';
import { examplePlace, RequestOpened, RequestStatusChanged, VisitRequested } from '#common/events/index.js';
import { Desk } from '../testing/desk.js';
import type { ReportedView } from './request.dto.js';

const inNowhere = { place: { ...examplePlace, timeZone: 'Mars/Base' } };

describe('intake', () => {
  let desk: Desk;
  beforeAll(async () => (desk = await Desk.start()));
  afterAll(() => desk.close());

  it('takes a new customer, asset and wish for a visit in one call', async () => {
    const request = await desk.open({ visit: true, asset: { productCode: 'VC-100', batch: '2025W14' } });
    expect(request).toMatchObject({
      intake: 'opened',
      status: 'dispatched',
      attempt: 1,
      version: 2,
      ownerId: desk.agent.id,
    });
    expect(request.number).toMatch(/^R-260302\d{5}$/);
    expect(Date.parse(request.dueBy) - Date.parse(request.openedAt)).toBe(24 * 3_600_000);
    expect(Date.parse(request.firstResponseDueAt) - Date.parse(request.openedAt)).toBe(3_600_000);
    expect(await desk.statusPath(request.id)).toEqual(['new', 'dispatched']);
    const [wish] = (await desk.service.published(VisitRequested)).filter(({ requestId }) => requestId === request.id);
    expect(wish).toMatchObject({
      attempt: 1,
      batch: '2025W14',
      underWarranty: true,
      skill: 'small-appliance',
      dueBy: request.dueBy,
    });
    expect(wish).not.toHaveProperty('previousOrderId');
  });

  it('publishes nothing personal', async () => {
    await desk.open({ visit: true });
    const events = await desk.service.database.query<{ data: object }>('SELECT data FROM desk.outbox');
    expect(events.length).toBeGreaterThan(3);
    expect(JSON.stringify(events)).not.toMatch(/王小明|1234|南京东路/);
  });

  it('opens without a visit, is looked at, and then asks for one', async () => {
    const { id } = await desk.open({ channel: 'web' });
    const looked = await desk.step(`requests/${id}/triage`, { symptomCode: 'noise' });
    expect(looked).toMatchObject({ status: 'triaged', symptomCode: 'noise' });
    const windows = [{ from: '2026-03-03T01:00:00Z', to: '2026-03-03T04:00:00Z' }];
    const sent = await desk.step(`requests/${id}/request-visit`, { windows, skillLevel: 4 });
    expect(sent).toMatchObject({ status: 'dispatched', attempt: 1, windows });
    const changes = (await desk.service.published(RequestStatusChanged)).filter(({ requestId }) => requestId === id);
    expect(changes.map(({ previousStatus, status, version }) => [previousStatus, status, version])).toEqual([
      ['new', 'triaged', 2],
      ['triaged', 'dispatched', 3],
    ]);
    const wish = (await desk.service.published(VisitRequested)).find(({ requestId }) => requestId === id);
    expect(wish).toMatchObject({ windows, skillLevel: 4, version: 3 });
  });

  it('adds a second report of the same fault to the open request and says so', async () => {
    const first = await desk.open();
    const again = await desk.open(
      { customer: undefined, asset: undefined, assetId: first.assetId, channel: 'qr' },
      200,
    );
    expect(again).toMatchObject({ intake: 'duplicate', id: first.id });
    expect(await desk.timeline(first.id)).toEqual(['reported', 'reported_again']);
    const other = { customer: undefined, asset: undefined, assetId: first.assetId };
    expect((await desk.open({ ...other, problem: 'wheel fell off' })).id).not.toBe(first.id);
    expect((await desk.open({ ...other, separate: true })).id).not.toBe(first.id);
  });

  it('makes an open request as urgent as its further report says, and tells dispatch of what is on its way', async () => {
    const windows = [{ from: '2026-03-02T02:00:00.000Z', to: '2026-03-02T04:00:00.000Z' }];
    const again = (assetId: string, more: object) =>
      desk.open({ customer: undefined, asset: undefined, assetId, ...more }, 200);
    const first = await desk.open();
    const urgent = await again(first.assetId, { emergency: true, windows, visit: true });
    const raised = { priority: 'urgent', emergency: true, windows };
    expect(urgent).toMatchObject({ ...raised, intake: 'duplicate', id: first.id, status: 'dispatched', attempt: 1 });
    expect(await again(first.assetId, { priority: 'low', emergency: false, visit: true })).toMatchObject(raised);
    expect(await desk.timeline(first.id)).toEqual(['reported', 'reported_again', 'visit_requested', 'reported_again']);

    const sent = await desk.open({ visit: true });
    expect(await again(sent.assetId, { emergency: true, visit: true })).toMatchObject({ attempt: 1, version: 3 });
    const told = (await desk.service.published(VisitRequested)).filter(({ requestId }) => requestId === sent.id);
    expect(told).toMatchObject([{ emergency: false }, { emergency: true, priority: 'urgent', attempt: 1, version: 3 }]);
    const wishes = (await desk.service.published(VisitRequested)).filter(({ requestId }) => requestId === first.id);
    expect(wishes).toMatchObject([{ ...raised, attempt: 1 }]);
    const changes = (await desk.service.published(RequestStatusChanged)).filter(({ version }) => version === 3);
    expect(changes.map(({ requestId }) => requestId)).toContain(sent.id);
  });

  it('opens one request for many reports at the same time', async () => {
    const { assetId } = await desk.open({ problem: 'wheel fell off' });
    const report = { customer: undefined, asset: undefined, assetId, problem: 'burning smell from the motor' };
    const agent = await desk.service.as(desk.agent);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => agent.post('/api/v1/requests').send(desk.report(report))),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array.from({ length: 11 }, () => 200), 201]);
    expect(new Set(answers.map(({ body }) => (body as ReportedView).id)).size).toBe(1);
  });

  it('knows one unit that is reported by phone, web and QR, whoever says that he has it', async () => {
    const unit = { asset: { productCode: 'VC-100', serialNumber: `SN-${uuidv7()}` } };
    const first = await desk.open({ ...unit, channel: 'phone' });
    const { asset: _, ...firstReport } = desk.report();
    const others = [
      { ...unit, channel: 'web', customer: { name: '王 小明', email: 'wang@example.com' } },
      { ...unit, channel: 'qr', customer: { ...firstReport.customer, phone: '13812345678' } },
    ];
    for (const other of others) {
      const again = await desk.open(other, 200);
      expect(again).toMatchObject({ intake: 'duplicate', id: first.id, customerId: first.customerId });
    }
    expect(await desk.timeline(first.id)).toEqual([
      'reported',
      'reported_again',
      'reporter',
      'reported_again',
      'reporter',
    ]);
    const next = await desk.open({ ...unit, problem: 'wheel fell off' });
    expect(next).toMatchObject({ assetId: first.assetId, customerId: first.customerId, place: first.place });
    const agent = await desk.service.as(desk.agent);
    const { body } = await agent.get(`/api/v1/customers/${first.customerId}`).expect(200);
    expect(body).toMatchObject({ contacts: [{ phone: '+86 138 1234 5678' }], version: 1 });
    const said = { ...unit, customer: { ...desk.report().customer, externalId: `crm-${uuidv7()}` } };
    expect((await desk.open(said)).customerId).not.toBe(first.customerId);
  });

  it('enters one unit once that many report at the same time', async () => {
    const unit = { asset: { productCode: 'VC-100', serialNumber: `SN-${uuidv7()}` } };
    const agent = await desk.service.as(desk.agent);
    const reports = Array.from({ length: 6 }, () => agent.post('/api/v1/requests').send(desk.report(unit)));
    const ids = (await Promise.all(reports)).map(({ body }) => (body as ReportedView).id);
    expect(new Set(ids).size).toBe(1);
  });

  it('finds the unit again by its serial number, and enters an unknown model', async () => {
    const first = await desk.open({ asset: { category: 'vacuum', serialNumber: 'X-1' }, problem: 'cable torn' });
    const customer = { customer: undefined, customerId: first.customerId };
    const again = await desk.open({
      ...customer,
      asset: { category: 'vacuum', serialNumber: 'X-1' },
      problem: 'no wheel',
    });
    expect(again.assetId).toBe(first.assetId);
    expect(again.category).toBe('vacuum');
  });

  it.each([
    [{ problem: '' }, 'problem'],
    [{ channel: 'pigeon' }, 'channel'],
    [{ asset: {} }, 'asset.productId'],
    [{ asset: { productCode: 'none' } }, 'asset.productCode'],
    [{ asset: { category: 'none' } }, 'asset.category'],
    [{ asset: { category: 'vacuum', installedAt: '0001-01-01T00:00:00Z' } }, 'asset.installedAt'],
    [{ asset: { category: 'vacuum', addressId: uuidv7() } }, 'asset.addressId'],
    [{ asset: { category: 'vacuum', address: inNowhere } }, 'asset.address.place.timeZone'],
    [{ customer: undefined, customerId: uuidv7() }, 'customerId'],
    [{ customer: undefined }, 'customer'],
    [{ asset: undefined, assetId: uuidv7(), customer: undefined }, 'assetId'],
    [{ windows: [{ from: '2026-03-03T04:00:00Z', to: '2026-03-03T01:00:00Z' }] }, 'windows[0].to'],
    [{ windows: [{ from: '2026-03-01T01:00:00Z', to: '2026-03-01T04:00:00Z' }] }, 'windows[0].to'],
    [{ customer: { name: 'x', address: inNowhere } }, 'customer.address.place.timeZone'],
    [{ surprise: 1 }, 'surprise'],
    [{ problem: 'NUL \u0000' }, 'problem'],
  ])('refuses %j and names the field', async (wrong, field) => {
    const before = await desk.service.published(RequestOpened);
    const { errors } = (await desk.open(wrong, 400)) as unknown as { errors: { field: string }[] };
    expect(errors.map((error) => error.field)).toEqual([field]);
    expect(await desk.service.published(RequestOpened)).toHaveLength(before.length);
  });

  it('takes a step only from where it is possible and only with the present version', async () => {
    const { id, version } = await desk.open();
    const agent = await desk.service.as(desk.agent);
    await agent.post(`/api/v1/requests/${id}/triage`).send({}).expect(428);
    await agent
      .post(`/api/v1/requests/${id}/triage`)
      .set('if-match', `"${version + 5}"`)
      .send({})
      .expect(412);
    await desk.step(`requests/${id}/cancel`, { reason: 'works again' });
    const refused = await agent
      .post(`/api/v1/requests/${id}/request-visit`)
      .set('if-match', '"1"')
      .send({})
      .expect(409);
    expect(refused.body).toMatchObject({ type: '/problems/illegal-transition', status: 409, state: 'cancelled' });
  });

  it('closes what was solved on the telephone when the customer confirms it, and calls back otherwise', async () => {
    const sure = await desk.open();
    const closed = await desk.step(`requests/${sure.id}/solve-remotely`, {
      solution: 'filter cleaned',
      confirmed: true,
    });
    expect(closed).toMatchObject({ status: 'closed', outcome: 'solved_remotely', solution: 'filter cleaned' });
    const unsure = await desk.open();
    await desk.step(`requests/${unsure.id}/solve-remotely`, { solution: 'wait an hour', confirmed: false });
    const call = await desk.callOf(unsure.id);
    await desk.step(`call-backs/${call.id}/answer`, { satisfied: false });
    expect(await desk.read(unsure.id)).toMatchObject({ status: 'reopened', attempt: 0 });
    await desk.step(`requests/${unsure.id}/request-visit`, {});
    expect(await desk.statusPath(unsure.id)).toEqual(['new', 'solved_remotely', 'reopened', 'dispatched']);
  });

  it('may be solved remotely, reopened and solved again', async () => {
    const { id } = await desk.open();
    for (const solution of ['wait an hour', 'wait a day']) {
      await desk.step(`requests/${id}/solve-remotely`, { solution, confirmed: false });
      const agent = await desk.service.as(desk.agent);
      const { body } = await agent.get(`/api/v1/call-backs?requestId=${id}&status=due`).expect(200);
      await desk.step(`call-backs/${(body as { items: [{ id: string }] }).items[0].id}/answer`, { satisfied: false });
    }
    expect(await desk.read(id)).toMatchObject({ status: 'reopened', solution: 'wait a day' });
  });

  it('keeps the timeline as it was written', async () => {
    const { id } = await desk.open();
    const { database } = desk.service;
    await expect(
      database.query(`UPDATE desk.timeline_entry SET kind = 'x' WHERE request_id = $1`, [id]),
    ).rejects.toThrow('append-only');
    await expect(database.query(`DELETE FROM desk.timeline_entry WHERE request_id = $1`, [id])).rejects.toThrow(
      'append-only',
    );
  });
});
