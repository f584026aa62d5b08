import request from 'supertest';
import type { Actor } from '#common/auth/actor.js';
import { uuidv7 } from '#common/database/uuid.js';
import { CallBackAnswered } from '#common/events/call-back-answered.js';
import { RepairOrderCompleted } from '#common/events/repair-order-completed.js';
import { RepairOrderOpened } from '#common/events/repair-order-opened.js';
import { RepairOrderStatusChanged } from '#common/events/repair-order-status-changed.js';
import { VisitArrived } from '#common/events/visit-arrived.js';
import { VisitEnRoute } from '#common/events/visit-en-route.js';
import { VisitScheduled } from '#common/events/visit-scheduled.js';
import { person } from '#common/testing/actors.js';
import type { NewCustomerLinkView } from '../customer-links/customer-link.dto.js';
import type { CustomerRequestView } from '../customer-links/customer.dto.js';
import { Desk } from '../testing/desk.js';
import type { ArrivalCodeView } from './arrival-code.dto.js';

describe('the code at the door', () => {
  let desk: Desk;
  let technician: Actor;
  beforeAll(async () => {
    desk = await Desk.start();
    technician = { ...person('technician'), siteId: desk.siteId, technicianId: desk.technicianId };
  });
  afterAll(() => desk.close());

  /** A request whose technician has just left, with what the customer sees by the link. */
  async function onTheWay() {
    const { id } = await desk.open({ visit: true });
    const about = {
      requestId: id,
      repairOrderId: uuidv7(),
      visitId: uuidv7(),
      siteId: desk.siteId,
      technicianId: desk.technicianId,
    };
    await desk.service.hears(RepairOrderOpened, desk.opened(id, about.repairOrderId));
    await desk.service.hears(VisitScheduled, { ...VisitScheduled.example, ...about });
    await desk.service.hears(RepairOrderStatusChanged, desk.status(id, about.repairOrderId, 'en_route', 4));
    const left = { id: uuidv7() };
    await desk.service.hears(VisitEnRoute, { ...VisitEnRoute.example, ...about }, left);
    await desk.service.hears(VisitEnRoute, { ...VisitEnRoute.example, ...about }, left);
    const agent = await desk.service.as(desk.agent);
    const made = await agent.post(`/api/v1/requests/${id}/customer-links`).send({}).expect(201);
    const { token = '' } = made.body as NewCustomerLinkView;
    const seen = async () => {
      const answer = await request(desk.service.url)
        .get('/api/v1/customer-link')
        .set('x-callout-link', token)
        .expect(200);
      return answer.body as CustomerRequestView;
    };
    return { ...about, id, seen };
  }

  async function tell({ id, visitId }: { id: string; visitId: string }, code: string, by = technician) {
    const caller = await desk.service.as(by);
    return caller.post(`/api/v1/requests/${id}/arrival-code`).send({ visitId, code });
  }
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

  it('is given to the customer alone, and confirms the arrival once', async () => {
    const visit = await onTheWay();
    const { arrivalCode = '' } = await visit.seen();
    expect(arrivalCode).toMatch(/^\d{6}$/);
    const agent = await desk.service.as(desk.agent);
    const { body } = await agent.get(`/api/v1/notices?requestId=${visit.id}`).expect(200);
    expect((body as { items: { body: string }[] }).items[0]?.body).toContain(`请告知此验证码：${arrivalCode}。`);
    expect((await tell(visit, wrong(arrivalCode))).body).toEqual({
      visitId: visit.visitId,
      confirmed: false,
      triesLeft: 4,
    });
    expect((await tell(visit, arrivalCode)).body).toMatchObject({ confirmed: true, triesLeft: 4 });
    expect((await tell(visit, wrong(arrivalCode))).body).toMatchObject({ confirmed: true });
    expect((await visit.seen()).arrivalCode).toBeUndefined();
    expect((await desk.timeline(visit.id)).filter((kind) => kind === 'arrival_confirmed')).toHaveLength(1);
    const events = await desk.service.database.query<{ text: string }>(`SELECT data::text AS text FROM desk.outbox`);
    expect(events.filter(({ text }) => text.includes(`"${arrivalCode}"`))).toEqual([]);
  });

  it('counts no more after five wrong ones', async () => {
    const visit = await onTheWay();
    const { arrivalCode = '' } = await visit.seen();
    const left: number[] = [];
    for (let tries = 0; tries < 6; tries += 1)
      left.push(((await tell(visit, wrong(arrivalCode))).body as ArrivalCodeView).triesLeft);
    expect(left).toEqual([4, 3, 2, 1, 0, 0]);
    expect((await tell(visit, arrivalCode)).body).toMatchObject({ confirmed: false, triesLeft: 0 });
  });

  it('is nothing for others: another technician, another site, who may read notices, a visit that is none', async () => {
    const visit = await onTheWay();
    const statuses: number[] = [];
    for (const by of [
      { ...technician, technicianId: uuidv7() },
      { ...technician, siteId: uuidv7() },
      desk.agent,
      person('dispatcher'),
    ])
      statuses.push((await tell(visit, '000000', by)).status);
    statuses.push((await tell({ ...visit, visitId: uuidv7() }, '000000')).status);
    expect(statuses).toEqual([404, 404, 403, 403, 409]);
  });

  it('bears out the reported arrival where the customer was not asked about it', async () => {
    const visit = await onTheWay();
    const { arrivalCode = '' } = await visit.seen();
    const at = desk.service.clock.now().toISOString();
    await desk.service.hears(VisitArrived, { ...VisitArrived.example, ...visit, at });
    await tell(visit, arrivalCode);
    const done = { ...desk.completed(visit.id, visit.repairOrderId), arrivedAt: at };
    await desk.service.hears(RepairOrderCompleted, done);
    await desk.step(`call-backs/${(await desk.callOf(visit.id)).id}/answer`, { satisfied: true });
    const answered = (await desk.service.published(CallBackAnswered)).find(({ requestId }) => requestId === visit.id);
    expect(answered).toMatchObject({ satisfied: true, timesConfirmed: true });
  });
});
