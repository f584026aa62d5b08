import request from 'supertest';
import { uuidv7 } from '#common/database/uuid.js';
import { RepairOrderCannotComplete } from '#common/events/repair-order-cannot-complete.js';
import { RepairOrderCompleted } from '#common/events/repair-order-completed.js';
import { RepairOrderOpened } from '#common/events/repair-order-opened.js';
import { RepairOrderStatusChanged } from '#common/events/repair-order-status-changed.js';
import { RequestReopened } from '#common/events/request-reopened.js';
import { SiteChanged } from '#common/events/site-changed.js';
import { VisitEnRoute } from '#common/events/visit-en-route.js';
import { VisitFinished } from '#common/events/visit-finished.js';
import { VisitScheduled } from '#common/events/visit-scheduled.js';
import { Desk } from '../testing/desk.js';
import type { CustomerLinkView, NewCustomerLinkView } from './customer-link.dto.js';
import type { CustomerRequestView } from './customer.dto.js';

const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2_000, 7)]);

describe('the link of a customer', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk.close());

  const make = async (requestId: string, body: object = {}): Promise<NewCustomerLinkView & { token: string }> => {
    const agent = await desk.service.as(desk.agent);
    const answer = await agent.post(`/api/v1/requests/${requestId}/customer-links`).send(body).expect(201);
    return answer.body as NewCustomerLinkView & { token: string };
  };
  /** Without signing in: the link is all that the customer has. */
  const see = (token: string) => request(desk.service.url).get('/api/v1/customer-link').set('x-callout-link', token);
  const post = (token: string, path: string, body: object, key = uuidv7()) =>
    request(desk.service.url)
      .post(`/api/v1/customer-link/${path}`)
      .set({ 'x-callout-link': token, 'idempotency-key': key })
      .send(body);
  const typeOf = ({ body }: { body: unknown }) => (body as { type: string }).type;

  it('shows where the request stands and when somebody comes, and nothing else', async () => {
    const { id } = await desk.open({ visit: true });
    const { token } = await make(id);
    expect((await see(token).expect(200)).body).toMatchObject({ state: 'looking', mayChooseTime: false });
    const [repairOrderId, visitId] = [uuidv7(), uuidv7()];
    const about = { requestId: id, repairOrderId, visitId, siteId: desk.siteId, technicianId: desk.technicianId };
    const window = { from: '2026-03-03T01:00:00.000Z', to: '2026-03-03T03:00:00.000Z' };
    await desk.service.hears(SiteChanged, { ...SiteChanged.example, siteId: desk.siteId, name: 'Pudong' });
    await desk.service.hears(VisitScheduled, { ...VisitScheduled.example, ...about, window });
    await desk.service.hears(...statusOf(id, repairOrderId, 'scheduled', 3));
    expect((await see(token).expect(200)).body).toEqual({
      number: (await desk.read(id)).number,
      state: 'planned',
      productEn: 'VC 100',
      productZh: '吸尘器 100',
      reportedAt: expect.any(String),
      timeZone: 'Asia/Shanghai',
      promised: window,
      siteName: 'Pudong',
      mayChooseTime: true,
      mayAnswer: false,
      photosLeft: 3,
      repairOrderId,
    });
    const eta = '2026-03-03T01:40:00.000Z';
    await desk.service.hears(VisitEnRoute, { ...VisitEnRoute.example, ...about, eta });
    await desk.service.hears(...statusOf(id, repairOrderId, 'en_route', 4));
    expect((await see(token).expect(200)).body).toMatchObject({ state: 'on_the_way', eta, mayChooseTime: false });
  });

  const statusOf = (requestId: string, orderId: string, to: 'scheduled' | 'en_route', version: number) =>
    [RepairOrderStatusChanged, desk.status(requestId, orderId, to, version)] as const;

  it('takes one answer: satisfied closes the request, the second answer is refused, the same one sent again is not', async () => {
    const { request: due } = await desk.due();
    const { token } = await make(due.id);
    expect((await see(token).expect(200)).body).toMatchObject({ state: 'repaired', mayAnswer: true });
    const key = uuidv7();
    const answer = { satisfied: true, comment: '很好' };
    const first = (await post(token, 'answer', answer, key).expect(200)).body as CustomerRequestView;
    expect(first).toMatchObject({ state: 'closed', mayAnswer: false, satisfied: true });
    expect((await post(token, 'answer', answer, key).expect(200)).body).toEqual(first);
    expect(typeOf(await post(token, 'answer', { satisfied: false }).expect(410))).toBe('/problems/already-answered');
    expect(await desk.callOf(due.id)).toMatchObject({ status: 'answered', satisfied: true, comment: '很好' });
    expect((await desk.read(due.id)).status).toBe('closed');
  });

  it('reopens the request of a customer who is not satisfied, and takes an answer again after the next visit', async () => {
    const { request: due, repairOrderId } = await desk.due();
    const { token } = await make(due.id);
    const reopened = await post(token, 'answer', { satisfied: false, comment: 'still hums' }).expect(200);
    expect(reopened.body).toMatchObject({ mayAnswer: false, satisfied: false });
    expect((await desk.read(due.id)).status).toBe('dispatched');
    const published = await desk.service.published(RequestReopened);
    expect(published.map(({ requestId }) => requestId)).toContain(due.id);
    expect(typeOf(await post(token, 'answer', { satisfied: true }).expect(410))).toBe('/problems/already-answered');
    const second = uuidv7();
    const further = desk.opened(due.id, second, { previousOrderId: repairOrderId });
    await desk.service.hears(RepairOrderOpened, further);
    await desk.service.hears(RepairOrderCompleted, desk.completed(due.id, second));
    expect((await see(token).expect(200)).body).toMatchObject({ state: 'repaired', mayAnswer: true });
    expect((await post(token, 'answer', { satisfied: true }).expect(200)).body).toMatchObject({ state: 'closed' });
  });

  it('says that no fault was found, and that it was not safe to work until it goes on', async () => {
    const unfounded = await desk.open({ visit: true });
    const first = uuidv7();
    await desk.service.hears(RepairOrderOpened, desk.opened(unfounded.id, first));
    const done = { ...desk.completed(unfounded.id, first), reason: 'no_fault_found' as const };
    await desk.service.hears(RepairOrderCannotComplete, done);
    const { token } = await make(unfounded.id);
    expect((await see(token).expect(200)).body).toMatchObject({ state: 'no_fault_found', mayAnswer: true });
    await post(token, 'answer', { satisfied: true }).expect(200);
    expect(await desk.read(unfounded.id)).toMatchObject({ status: 'closed', outcome: 'satisfied' });

    const { id } = await desk.open({ visit: true });
    const [repairOrderId, visitId] = [uuidv7(), uuidv7()];
    await desk.service.hears(RepairOrderOpened, desk.opened(id, repairOrderId));
    await desk.service.hears(VisitFinished, { ...VisitFinished.example, requestId: id, visitId, outcome: 'unsafe' });
    const held = { ...desk.status(id, repairOrderId, 'ready', 5), exceptionReasons: ['unsafe'] };
    await desk.service.hears(RepairOrderStatusChanged, held);
    const open = await make(id);
    expect((await see(open.token).expect(200)).body).toMatchObject({ state: 'unsafe', mayChooseTime: false });
    expect(await desk.read(id)).toMatchObject({ status: 'dispatched' });
    expect(await desk.timeline(id)).toContain('visit_finished');
    await desk.service.hears(RepairOrderStatusChanged, desk.status(id, repairOrderId, 'scheduled', 6));
    expect((await see(open.token).expect(200)).body).toMatchObject({ state: 'planned', mayChooseTime: true });
  });

  it('takes no answer before anything is finished', async () => {
    const { token } = await make((await desk.open()).id);
    expect(typeOf(await post(token, 'answer', { satisfied: true }).expect(409))).toBe('/problems/conflict');
  });

  it('of two answers at once lets one count', async () => {
    const { request: due } = await desk.due();
    const [one, other] = [await make(due.id), await make(due.id)];
    const answers = await Promise.all([
      post(one.token, 'answer', { satisfied: true }),
      post(other.token, 'answer', { satisfied: false }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410]);
  });

  it('adds comments that agents read, and three photos that are photos', async () => {
    const { id } = await desk.open();
    const { token } = await make(id);
    await post(token, 'comments', { text: 'the key is with the neighbour' }).expect(201);
    const photo = { name: 'a.jpg', contentType: 'image/jpeg', contentBase64: jpeg.toString('base64') };
    const text = { name: 'a.txt', contentType: 'text/plain', contentBase64: 'YQ==' };
    await post(token, 'photos', text).expect(400);
    await post(token, 'photos', { ...photo, contentType: 'image/png' }).expect(400);
    for (const photosLeft of [2, 1, 0]) {
      expect((await post(token, 'photos', photo).expect(201)).body).toEqual({ name: 'a.jpg', photosLeft });
    }
    await post(token, 'photos', photo).expect(409);
    const agent = await desk.service.as(desk.agent);
    expect((await agent.get(`/api/v1/requests/${id}/attachments`).expect(200)).body).toHaveLength(3);
    const { body } = await agent.get(`/api/v1/requests/${id}/timeline`).expect(200);
    const { items } = body as { items: { kind: string; actorName: string; data: object }[] };
    expect(items.find(({ kind }) => kind === 'customer_comment')).toMatchObject({
      actorName: 'Customer',
      data: { text: 'the key is with the neighbour' },
    });
  });

  it('is refused when it is forged, revoked or over', async () => {
    const { id } = await desk.open();
    const [good, revoked, short] = [
      await make(id),
      await make(id),
      await make(id, { expiresAt: '2026-03-02T02:00:00Z' }),
    ];
    const forged = `${good.token.slice(0, -1)}${good.token.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of [forged, '', 'nonsense', `${good.token.slice(0, 22)}${revoked.token.slice(22)}`]) {
      const { body } = await see(wrong).expect(404);
      expect(body).toMatchObject({ type: '/problems/link-unknown', errors: [{ field: 'X-Callout-Link' }] });
    }
    const agent = await desk.service.as(desk.agent);
    await agent.delete(`/api/v1/requests/${id}/customer-links/${revoked.id}`).expect(204);
    expect(typeOf(await see(revoked.token).expect(410))).toBe('/problems/link-revoked');
    expect(typeOf(await post(revoked.token, 'comments', { text: 'x' }).expect(410))).toBe('/problems/link-revoked');
    await see(short.token).expect(200);
    await desk.service.moveTo('2026-03-02T02:00:00Z');
    expect(typeOf(await see(short.token).expect(410))).toBe('/problems/link-expired');
    await see(good.token).expect(200);
    await desk.step(`requests/${id}/cancel`, { reason: 'sold' });
    expect((await see(good.token).expect(200)).body).toMatchObject({ state: 'cancelled' });
    await desk.service.moveTo('2026-04-01T02:00:00Z');
    expect(typeOf(await see(good.token).expect(410))).toBe('/problems/link-expired');
  });

  it('is kept only as a digest, and listed without its token', async () => {
    const { id } = await desk.open();
    const { token, ...view } = await make(id);
    const [row] = await desk.service.database.query<{ text: string }>(
      `SELECT row_to_json(l)::text AS text FROM desk.customer_link l WHERE request_id = $1`,
      [id],
    );
    expect(row?.text).not.toContain(token.slice(22));
    const kept = await desk.service.database.query(`SELECT 1 FROM desk.idempotency_key WHERE body::text LIKE $1`, [
      `%${token}%`,
    ]);
    expect(kept).toEqual([]);
    const agent = await desk.service.as(desk.agent);
    const { body } = await agent.get(`/api/v1/requests/${id}/customer-links`).expect(200);
    expect(body as CustomerLinkView[]).toEqual([view]);
  });
});
