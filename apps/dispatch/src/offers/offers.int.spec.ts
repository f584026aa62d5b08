import { uuidv7 } from '#common/database/uuid.js';
import { OfferExpired } from '#common/events/offer-expired.js';
import { OfferUrgencyChanged } from '#common/events/offer-urgency-changed.js';
import { OfferWithdrawn } from '#common/events/offer-withdrawn.js';
import { RepairOrderUrgencyChanged } from '#common/events/repair-order-urgency-changed.js';
import { RepairOrderWaitingChanged } from '#common/events/repair-order-waiting-changed.js';
import { RequestCancelled } from '#common/events/request-cancelled.js';
import { VisitRequested } from '#common/events/visit-requested.js';
import { person, siteKey } from '#common/testing/actors.js';
import { enterSite, enterTechnician } from '../testing/network-rows.js';
import { requestVisit } from '../testing/requests.js';
import { type OfferRow, Story } from '../testing/story.js';

describe('offers', () => {
  let story: Story;
  let near: string;
  let far: string;
  let li: string;
  beforeEach(async () => {
    story = await Story.begin();
    near = await enterSite(story.service.database, 'NEAR');
    far = await enterSite(story.service.database, 'FAR', { lon: 121.7 });
    li = await enterTechnician(story.service.database, near, 'Li');
    await enterTechnician(story.service.database, far, 'Zhao', { lon: 121.7 });
  });
  afterEach(() => story.end());

  const live = async (orderId: string) =>
    (await story.offers(orderId)).find(({ status }) => status === 'pending') as OfferRow;
  const siteOf = (offer: OfferRow) => offer.site_id;

  it('go to the next site when one declines, and not back to it within a day', async () => {
    const order = await story.request();
    const first = await live(order.id);
    expect(siteOf(first)).toBe(near);
    expect((await story.post(near, `offers/${first.id}/decline`, 1, { reason: 'schedule_conflict' })).status).toBe(200);
    const second = await live(order.id);
    expect(siteOf(second)).toBe(far);
    await story.post(far, `offers/${second.id}/decline`, 1, { reason: 'other' });
    expect(await story.order(order.request_id)).toMatchObject({
      status: 'ready',
      waiting_for: 'dispatcher',
      exception_reasons: ['refused-recently'],
    });
    await story.service.moveTo('2026-03-03T00:59:00Z');
    expect(await live(order.id)).toBeUndefined();
    await story.service.moveTo('2026-03-03T01:00:00Z');
    expect(siteOf(await live(order.id))).toBe(near);
    expect(await story.path(order.id)).toEqual(['ready', 'offered', 'ready', 'offered', 'ready', 'offered']);
  });

  it('expire after 30 minutes of opening hours: late in the evening that is the next morning', async () => {
    await story.service.moveTo('2026-03-02T09:45:00Z'); // 17:45 there
    const order = await story.request({ dueBy: '2026-03-05T01:00:00.000Z' });
    const first = await live(order.id);
    expect(first.deadline.toISOString()).toBe('2026-03-03T00:15:00.000Z');
    await story.service.moveTo('2026-03-03T00:14:00Z');
    expect(siteOf(await live(order.id))).toBe(near);
    await story.service.moveTo('2026-03-03T00:15:00Z');
    expect(siteOf(await live(order.id))).toBe(far);
    expect(await story.service.published(OfferExpired)).toMatchObject([{ offerId: first.id, siteId: near }]);
    const late = await story.post(near, `offers/${first.id}/accept`, 2);
    expect([late.status, late.body.type]).toEqual([410, '/problems/offer-expired']);
  });

  it('count an emergency around the clock and ask several sites at once; the first to accept has it', async () => {
    await story.service.moveTo('2026-03-02T20:00:00Z'); // 04:00 there
    const order = await story.request({ emergency: true, priority: 'urgent' });
    const offers = await story.offers(order.id);
    expect(offers.map(siteOf).sort()).toEqual([near, far].sort());
    expect(offers.map(({ deadline }) => deadline.toISOString())).toEqual(Array(2).fill('2026-03-02T20:30:00.000Z'));
    const [mine, other] = [
      offers.find((offer) => siteOf(offer) === far)!,
      offers.find((offer) => siteOf(offer) === near)!,
    ];
    expect((await story.post(far, `offers/${mine.id}/accept`, 1)).status).toBe(200);
    const refused = await story.post(near, `offers/${other.id}/accept`, 1);
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/offer-taken']);
    expect(JSON.stringify(refused.body)).not.toContain('FAR');
    expect(JSON.stringify(refused.body)).not.toContain(far);
    expect(await story.service.published(OfferWithdrawn)).toMatchObject([
      { siteId: near, reason: 'another site was first' },
    ]);
  });

  it('of an order that becomes an emergency run out sooner, and more sites are asked', async () => {
    await story.service.moveTo('2026-03-02T09:45:00Z'); // 17:45 there: half an hour of opening hours ends the next morning
    const event = requestVisit({ dueBy: '2026-03-05T01:00:00.000Z' });
    await story.service.hears(VisitRequested, event);
    const order = await story.order(event.requestId);
    const first = await live(order.id);
    await story.service.hears(VisitRequested, { ...event, priority: 'high', version: 2 });
    expect((await live(order.id)).deadline).toEqual(first.deadline);
    await story.service.moveTo('2026-03-02T10:00:00Z');
    await story.service.hears(VisitRequested, { ...event, priority: 'urgent', emergency: true, version: 3 });
    const deadline = '2026-03-02T10:30:00.000Z';
    const offers = await story.offers(order.id);
    expect(offers.map((offer) => [siteOf(offer), offer.deadline.toISOString()])).toEqual([
      [near, deadline],
      [far, deadline],
    ]);
    expect((await story.order(event.requestId)).waiting_until?.toISOString()).toBe(deadline);
    expect(await story.service.published(OfferUrgencyChanged)).toMatchObject([
      { offerId: first.id, siteId: near, priority: 'high', deadline: first.deadline.toISOString(), version: 2 },
      { offerId: first.id, siteId: near, priority: 'urgent', emergency: true, deadline, version: 3 },
    ]);
    expect((await story.service.published(RepairOrderUrgencyChanged)).map(({ priority }) => priority)).toEqual([
      'high',
      'urgent',
    ]);
    await story.service.moveTo(deadline);
    expect((await story.offers(order.id)).map(({ status }) => status)).toEqual(['expired', 'expired']);
  });

  it('accepted without a technician want one sooner when the order becomes an emergency', async () => {
    const event = requestVisit();
    await story.service.hears(VisitRequested, event);
    const order = await story.order(event.requestId);
    await story.post(near, `offers/${(await live(order.id)).id}/accept`, 1);
    expect((await story.order(event.requestId)).waiting_until?.toISOString()).toBe('2026-03-02T03:00:00.000Z');
    await story.service.hears(VisitRequested, { ...event, emergency: true, version: 2 });
    expect((await story.order(event.requestId)).waiting_until?.toISOString()).toBe('2026-03-02T01:30:00.000Z');
    await story.service.moveTo('2026-03-02T01:30:00Z');
    expect(await story.order(event.requestId)).toMatchObject({ status: 'scheduled', site_id: near });
  });

  it('let exactly one of 100 parallel acceptances win', async () => {
    const order = await story.request({ emergency: true });
    const offers = await story.offers(order.id);
    const agents = await Promise.all(
      offers.map((offer) => story.service.as(person('site_manager', { siteId: siteOf(offer) }))),
    );
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        agents[index % 2]!.post(`/api/v1/offers/${offers[index % 2]!.id}/accept`)
          .set('if-match', '"1"')
          .send({}),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(99);
    expect((await story.order(order.request_id)).status).toBe('accepted');
  });

  it('give the first answer again when an acceptance whose answer was lost is repeated', async () => {
    const order = await story.request();
    const offer = await live(order.id);
    const agent = await story.service.as(siteKey(near, ['offers:write']));
    const send = () =>
      agent
        .post(`/api/v1/offers/${offer.id}/accept`)
        .set('if-match', '"1"')
        .set('idempotency-key', key)
        .send({ technicianId: li });
    const key = uuidv7();
    const first = await send();
    const again = await send();
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect(await story.visits(order.id)).toHaveLength(1);
  });

  it('answer 412 to a stale version, 428 without one, and 409 when the step is impossible whatever the version', async () => {
    const order = await story.request();
    const offer = await live(order.id);
    expect((await story.post(near, `offers/${offer.id}/accept`, 7)).status).toBe(412);
    const agent = await story.service.as(person('site_manager', { siteId: near }));
    expect((await agent.post(`/api/v1/offers/${offer.id}/accept`).send({})).status).toBe(428);
    expect((await story.post(near, `offers/${offer.id}/accept`, 1)).status).toBe(200);
    expect((await story.post(near, `offers/${offer.id}/decline`, 7, { reason: 'other' })).status).toBe(409);
  });

  it('are invisible to other sites', async () => {
    const order = await story.request();
    const offer = await live(order.id);
    expect((await story.post(far, `offers/${offer.id}/accept`, 1)).status).toBe(404);
    const other = await story.service.as(person('site_manager', { siteId: far }));
    expect((await other.get(`/api/v1/offers/${offer.id}`)).status).toBe(404);
    expect((await other.get(`/api/v1/repair-orders/${order.id}`)).status).toBe(404);
    expect((await other.get('/api/v1/offers')).body).toEqual({ items: [], next: null });
    const own = await story.service.as(person('site_manager', { siteId: near }));
    expect((await own.get('/api/v1/offers')).body.items).toHaveLength(1);
  });

  it('do not tell a site who had the order before, nor why', async () => {
    const order = await story.request();
    await story.post(near, `offers/${(await live(order.id)).id}/decline`, 1, { reason: 'parts_unavailable' });
    const steps = await story.get(far, `repair-orders/${order.id}/transitions`);
    expect(steps.body).not.toHaveLength(0);
    expect(JSON.stringify(steps.body)).not.toMatch(/parts_unavailable|actorName/);
    expect(JSON.stringify((await story.get(undefined, `repair-orders/${order.id}/transitions`)).body)).toMatch(
      /parts_unavailable/,
    );
  });

  it('show a site the locality only until it has accepted', async () => {
    const order = await story.request({ place: { ...placeIn(121.473701, 31.230416) } });
    const offer = await live(order.id);
    const own = await story.service.as(person('site_manager', { siteId: near }));
    expect((await own.get(`/api/v1/repair-orders/${order.id}`)).body.place).toMatchObject({ lon: 121.47, lat: 31.23 });
    expect((await own.get(`/api/v1/offers/${offer.id}`)).body.place).toEqual({
      lon: 121.47,
      lat: 31.23,
      locality: 'Shanghai',
    });
    await story.post(near, `offers/${offer.id}/accept`, 1, { technicianId: li });
    expect((await own.get(`/api/v1/repair-orders/${order.id}`)).body.place).toMatchObject({
      lon: 121.473701,
      lat: 31.230416,
    });
  });

  it('accepted without a technician wait for the site to name one', async () => {
    const order = await story.request();
    const offer = await live(order.id);
    await story.post(near, `offers/${offer.id}/accept`, 1);
    const accepted = await story.order(order.request_id);
    expect(accepted).toMatchObject({ status: 'accepted', waiting_for: 'site', site_id: near });
    expect(accepted.waiting_until!.toISOString()).toBe('2026-03-02T03:00:00.000Z');
    const assigned = await story.post(near, `repair-orders/${order.id}/assign`, accepted.version, {
      technicianId: li,
      start: '2026-03-02T05:00:00Z',
    });
    expect(assigned.body).toMatchObject({ status: 'scheduled', technicianId: li });
    expect((await story.visits(order.id))[0]).toMatchObject({ start_at: new Date('2026-03-02T05:00:00Z') });
  });

  it('accepted without a technician are booked by Callout when the site names none in time', async () => {
    const order = await story.request();
    await story.post(near, `offers/${(await live(order.id)).id}/accept`, 1);
    await story.service.moveTo('2026-03-02T03:00:00Z');
    expect(await story.order(order.request_id)).toMatchObject({
      status: 'scheduled',
      site_id: near,
      technician_id: li,
    });
  });

  it('cannot book a technician twice', async () => {
    const [one, two] = [await story.request(), await story.request()];
    const start = '2026-03-02T05:00:00Z';
    const first = await live(one.id);
    expect((await story.post(near, `offers/${first.id}/accept`, 1, { technicianId: li, start })).status).toBe(200);
    const second = await live(two.id);
    const refused = await story.post(siteOf(second), `offers/${second.id}/accept`, 1, {
      technicianId: li,
      start: '2026-03-02T05:30:00Z',
    });
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/double-booking']);
    expect((await story.offers(two.id)).map(({ status }) => status)).toEqual(['pending']);
  });

  it('propose different hours of the same technician to different orders', async () => {
    await story.service.database.query(`UPDATE dispatch.site SET status = 'suspended' WHERE id = $1`, [far]);
    const orders = await story.requestMany(8);
    const offers = (await Promise.all(orders.map(({ id }) => story.offers(id)))).flat();
    const starts = offers.map(({ proposed_start: start }) => start.getTime());
    expect(new Set(starts).size).toBe(8);
  });

  it('refuse a technician who lacks the level, and one of another site', async () => {
    const order = await story.request();
    const offer = await live(order.id);
    const junior = await enterTechnician(story.service.database, near, 'Junior', { skills: { 'small-appliance': 1 } });
    const stranger = await enterTechnician(story.service.database, far, 'Stranger');
    const refused = await story.post(near, `offers/${offer.id}/accept`, 1, { technicianId: junior });
    expect([refused.status, refused.body.rule]).toEqual([422, 'level']);
    expect((await story.post(near, `offers/${offer.id}/accept`, 1, { technicianId: stranger })).status).toBe(404);
  });

  it('countered with another time in time are taken by rule', async () => {
    const order = await story.request();
    const offer = await live(order.id);
    const countered = await story.post(near, `offers/${offer.id}/counter`, 1, {
      start: '2026-03-02T08:00:00Z',
      note: 'after lunch',
    });
    expect(countered.body).toMatchObject({ status: 'accepted' });
    expect((await story.visits(order.id))[0]).toMatchObject({ start_at: new Date('2026-03-02T08:00:00Z') });
  });

  it('countered with a price wait for the dispatcher, who refuses: the next site is asked', async () => {
    const order = await story.request();
    const offer = await live(order.id);
    const countered = await story.post(near, `offers/${offer.id}/counter`, 1, { priceMinor: 9900, currency: 'CNY' });
    expect(countered.body).toMatchObject({ status: 'countered', counter: { priceMinor: 9900 } });
    const waiting = await story.order(order.request_id);
    expect(waiting).toMatchObject({ status: 'offered', waiting_for: 'dispatcher', version: order.version + 1 });
    expect(await story.service.published(RepairOrderWaitingChanged)).toMatchObject([
      { repairOrderId: order.id, waitingFor: 'dispatcher', version: waiting.version },
    ]);
    expect((await story.post(undefined, `offers/${offer.id}/refuse`, 2, { reason: 'too dear' })).body).toMatchObject({
      status: 'refused',
    });
    expect(siteOf(await live(order.id))).toBe(far);
  });

  it('cannot be countered with what nobody could take', async () => {
    const offer = await live((await story.request()).id);
    const field = async (body: object) =>
      (await story.post(near, `offers/${offer.id}/counter`, 1, body)).body.errors?.[0]?.field as string;
    const zhao = await story.service.database.query<{ id: string }>(
      `SELECT id FROM dispatch.technician WHERE site_id = $1`,
      [far],
    );
    expect(await field({ start: '9999-03-02T08:00:00Z' })).toBe('start');
    expect(await field({ start: '2026-03-01T08:00:00Z' })).toBe('start');
    expect(await field({ technicianId: zhao[0]?.id, start: '2026-03-02T08:00:00Z' })).toBe('technicianId');
    expect(await field({ priceMinor: 1, currency: '€$x' })).toBe('currency');
  });

  it('countered and never answered by the dispatcher go to the next site', async () => {
    const order = await story.request();
    await story.post(near, `offers/${(await live(order.id)).id}/counter`, 1, { priceMinor: 9900, currency: 'CNY' });
    await story.service.moveTo('2026-03-02T03:00:00Z');
    expect(siteOf(await live(order.id))).toBe(far);
  });

  it('countered with a price can be taken by the dispatcher', async () => {
    const order = await story.request();
    const offer = await live(order.id);
    await story.post(near, `offers/${offer.id}/counter`, 1, { priceMinor: 9900, currency: 'CNY' });
    expect((await story.post(undefined, `offers/${offer.id}/take-counter`, 2)).body).toMatchObject({
      status: 'accepted',
    });
    expect(await story.order(order.request_id)).toMatchObject({ status: 'scheduled', site_id: near });
  });

  it('are taken back when the request is cancelled', async () => {
    const order = await story.request();
    await story.service.hears(RequestCancelled, { ...RequestCancelled.example, requestId: order.request_id });
    expect((await story.offers(order.id)).map(({ status }) => status)).toEqual(['withdrawn']);
    expect(await story.order(order.request_id)).toMatchObject({ status: 'cancelled', waiting_for: 'nobody' });
  });

  it('of a suspended site are taken back and it gets no more', async () => {
    const order = await story.request();
    const supervisor = await story.service.as(person('supervisor'));
    const answer = await supervisor
      .post(`/api/v1/sites/${near}/suspend`)
      .set('if-match', '"1"')
      .send({ reason: 'fraud' });
    expect([answer.status, answer.body.status]).toEqual([200, 'suspended']);
    await story.service.settle();
    expect(siteOf(await live(order.id))).toBe(far);
    expect(siteOf(await live((await story.request()).id))).toBe(far);
  });

  describe('accepted by a site that is then suspended', () => {
    const standing = async (to: 'suspend' | 'activate', version: number) => {
      const supervisor = await story.service.as(person('supervisor'));
      const path = `/api/v1/sites/${near}/${to}`;
      const answer = await supervisor.post(path).set('if-match', `"${version}"`).send({ reason: 'fraud' });
      expect(answer.status).toBe(200);
      await story.service.settle();
    };

    it('go to somebody else while nobody is named', async () => {
      const order = await story.request();
      await story.post(near, `offers/${(await live(order.id)).id}/accept`, 1);
      await standing('suspend', 1);
      expect(siteOf(await live(order.id))).toBe(far);
    });

    it('are the dispatcher’s to look at while a visit stands, and the site’s again when it is taken on again', async () => {
      const order = await story.request();
      await story.post(near, `offers/${(await live(order.id)).id}/accept`, 1, { technicianId: li });
      await standing('suspend', 1);
      const exception = { waiting_for: 'dispatcher', exception_reasons: ['site-not-active'] };
      expect(await story.order(order.request_id)).toMatchObject({ status: 'scheduled', ...exception });
      await standing('activate', 2);
      const [visit] = await story.visits(order.id);
      const again = { waiting_for: 'technician', waiting_until: visit?.start_at, exception_reasons: [] };
      expect(await story.order(order.request_id)).toMatchObject({ status: 'scheduled', ...again });
    });

    it('cannot be given to it by hand', async () => {
      await standing('suspend', 1);
      const order = await story.request();
      const { id: offerId } = await live(order.id);
      await story.post(far, `offers/${offerId}/decline`, 1, { reason: 'other' });
      const { version } = await story.order(order.request_id);
      const answer = await story.post(undefined, `repair-orders/${order.id}/assign`, version, { technicianId: li });
      expect([answer.status, answer.body.rule]).toEqual([422, 'site-not-active']);
    });
  });

  it('can be made by the dispatcher to several sites at once', async () => {
    const order = await story.request();
    const answer = await story.post(undefined, `repair-orders/${order.id}/offers`, order.version, {
      siteIds: [near, far],
    });
    expect(answer.status).toBe(200);
    const offers = (await story.offers(order.id)).filter(({ status }) => status === 'pending');
    expect(offers.map(siteOf).sort()).toEqual([near, far].sort());
  });
});

const placeIn = (lon: number, lat: number) => ({
  lon,
  lat,
  timeZone: 'Asia/Shanghai',
  country: 'CN',
  subdivision: '23',
  locality: 'Shanghai',
});
