import { uuidv7 } from '#common/database/uuid.js';
import { person, siteKey } from '#common/testing/actors.js';
import { enterTechnician } from '../testing/network-rows.js';
import type { Story } from '../testing/story.js';
import { TwoSites } from '../testing/two-sites.js';

describe('offers', () => {
  let sites: TwoSites;
  let story: Story;
  let near: string;
  let far: string;
  let li: string;
  beforeEach(async () => {
    sites = await TwoSites.begin();
    ({ story, near, far, li } = sites);
  });
  afterEach(() => story.end());

  const live = (orderId: string) => sites.live(orderId);

  it('let exactly one of 100 parallel acceptances win', async () => {
    const order = await story.request({ emergency: true });
    const offers = await story.offers(order.id);
    const agents = await Promise.all(
      offers.map((offer) => story.service.as(person('site_manager', { siteId: offer.site_id }))),
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

  it('stay with the site that accepted second when the alarm of the first rings late', async () => {
    const order = await story.request();
    await story.post(near, `offers/${(await live(order.id)).id}/accept`, 1);
    const first = await story.order(order.request_id);
    await story.service.moveTo('2026-03-02T01:20:00Z');
    await story.post(undefined, `repair-orders/${order.id}/unassign`, first.version, { reason: 'they are too slow' });
    const free = await story.order(order.request_id);
    await story.post(undefined, `repair-orders/${order.id}/offers`, free.version, { siteIds: [far] });
    await story.post(far, `offers/${(await live(order.id)).id}/accept`, 1);
    const second = await story.order(order.request_id);
    expect(second).toMatchObject({ status: 'accepted', site_id: far });
    expect(second.waiting_until!.getTime()).toBeGreaterThan(first.waiting_until!.getTime());
    await story.service.rings('assign-due', order.id, first.waiting_until!);
    expect(await story.order(order.request_id)).toMatchObject({ status: 'accepted', site_id: far });
    await story.service.moveTo(second.waiting_until!);
    expect(await story.order(order.request_id)).toMatchObject({ status: 'scheduled', site_id: far });
  });

  it('cannot book a technician twice', async () => {
    const [one, two] = [await story.request(), await story.request()];
    const start = '2026-03-02T05:00:00Z';
    const first = await live(one.id);
    expect((await story.post(near, `offers/${first.id}/accept`, 1, { technicianId: li, start })).status).toBe(200);
    const second = await live(two.id);
    const refused = await story.post(second.site_id, `offers/${second.id}/accept`, 1, {
      technicianId: li,
      start: '2026-03-02T05:30:00Z',
    });
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/double-booking']);
    expect((await story.offers(two.id)).map(({ status }) => status)).toEqual(['pending']);
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
      expect((await live(order.id)).site_id).toBe(far);
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
});
