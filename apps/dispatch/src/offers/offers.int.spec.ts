import { OfferExpired } from '#common/events/offer-expired.js';
import { OfferWithdrawn } from '#common/events/offer-withdrawn.js';
import { RequestCancelled } from '#common/events/request-cancelled.js';
import { person } from '#common/testing/actors.js';
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

  it('go to the next site when one declines, and not back to it within a day', async () => {
    const order = await story.request();
    const first = await live(order.id);
    expect(first.site_id).toBe(near);
    expect((await story.post(near, `offers/${first.id}/decline`, 1, { reason: 'schedule_conflict' })).status).toBe(200);
    const second = await live(order.id);
    expect(second.site_id).toBe(far);
    await story.post(far, `offers/${second.id}/decline`, 1, { reason: 'other' });
    expect(await story.order(order.request_id)).toMatchObject({
      status: 'ready',
      waiting_for: 'dispatcher',
      exception_reasons: ['refused-recently'],
    });
    await story.service.moveTo('2026-03-03T00:59:00Z');
    expect(await live(order.id)).toBeUndefined();
    await story.service.moveTo('2026-03-03T01:00:00Z');
    expect((await live(order.id)).site_id).toBe(near);
    expect(await story.path(order.id)).toEqual(['ready', 'offered', 'ready', 'offered', 'ready', 'offered']);
  });

  it('expire after 30 minutes of opening hours: late in the evening that is the next morning', async () => {
    await story.service.moveTo('2026-03-02T09:45:00Z'); // 17:45 there
    const order = await story.request({ dueBy: '2026-03-05T01:00:00.000Z' });
    const first = await live(order.id);
    expect(first.deadline.toISOString()).toBe('2026-03-03T00:15:00.000Z');
    await story.service.moveTo('2026-03-03T00:14:00Z');
    expect((await live(order.id)).site_id).toBe(near);
    await story.service.moveTo('2026-03-03T00:15:00Z');
    expect((await live(order.id)).site_id).toBe(far);
    expect(await story.service.published(OfferExpired)).toMatchObject([{ offerId: first.id, siteId: near }]);
    const late = await story.post(near, `offers/${first.id}/accept`, 2);
    expect([late.status, late.body.type]).toEqual([410, '/problems/offer-expired']);
  });

  it('expire where the clock is behind that of the instance that let the deadline’s alarm ring, not before a moved deadline', async () => {
    const order = await story.request();
    const first = await live(order.id);
    await story.service.rings('offer-deadline', first.id, new Date(first.deadline.getTime() - 1));
    expect((await live(order.id)).id).toBe(first.id);
    await story.service.rings('offer-deadline', first.id, first.deadline);
    expect((await story.offers(order.id)).map(({ status }) => status)).toEqual(['expired', 'pending']);
    expect((await live(order.id)).site_id).toBe(far);
  });

  it('count an emergency around the clock and ask several sites at once; the first to accept has it', async () => {
    await story.service.moveTo('2026-03-02T20:00:00Z'); // 04:00 there
    const order = await story.request({ emergency: true, priority: 'urgent' });
    const offers = await story.offers(order.id);
    expect(offers.map(({ site_id: site }) => site).sort()).toEqual([near, far].sort());
    expect(offers.map(({ deadline }) => deadline.toISOString())).toEqual(Array(2).fill('2026-03-02T20:30:00.000Z'));
    const [mine, other] = [
      offers.find((offer) => offer.site_id === far)!,
      offers.find((offer) => offer.site_id === near)!,
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

  it('say what is to be repaired, and neither whose it is, nor which unit, nor exactly where', async () => {
    const given = {
      symptomCode: 'noise',
      batch: '2025W14',
      installedAt: '2025-04-01T00:00:00.000Z',
      likelyFaults: [{ faultCode: 'bearing', probability: 0.7 }],
    };
    const order = await story.request(given);
    const [offer] = (await story.get(near, 'offers')).body.items;
    const { product_id: productId, ...hidden } = (
      await story.service.database.query<{ product_id: string; customer_id: string; asset_id: string }>(
        `SELECT product_id, customer_id, asset_id FROM dispatch.repair_order WHERE id = $1`,
        [order.id],
      )
    )[0]!;
    expect(offer).toMatchObject({ ...given, productId, underWarranty: true });
    for (const id of Object.values(hidden)) expect(JSON.stringify(offer)).not.toContain(id);
    const { lon, lat } = offer.place;
    for (const degrees of [lon, lat]) expect(Math.round(degrees * 100) / 100).toBe(degrees);
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

  it('tell a site neither how it ranks nor, before it has accepted, whose unit it is', async () => {
    const order = await story.request();
    const offer = await live(order.id);
    const hidden = ['rank', 'score', 'terms'];
    const [own, office] = [
      await story.service.as(person('site_manager', { siteId: near })),
      await story.service.as(person('dispatcher')),
    ];
    const fields = async (who: typeof own, path: string) => Object.keys((await who.get(`/api/v1/${path}`)).body);
    expect(await fields(office, `offers/${offer.id}`)).toEqual(expect.arrayContaining(hidden));
    expect((await office.get('/api/v1/offers')).body.items[0]).toMatchObject({ rank: 1 });
    const { body } = await own.get('/api/v1/offers');
    for (const shown of [await fields(own, `offers/${offer.id}`), Object.keys(body.items[0])])
      expect(shown.filter((field) => hidden.includes(field))).toEqual([]);
    const whose = ['customerId', 'assetId', 'statusReason'];
    expect((await fields(own, `repair-orders/${order.id}`)).filter((field) => whose.includes(field))).toEqual([]);
    const accepted = await story.post(near, `offers/${offer.id}/accept`, 1, { technicianId: li });
    expect(Object.keys(accepted.body).filter((field) => hidden.includes(field))).toEqual([]);
    expect(await fields(own, `repair-orders/${order.id}`)).toEqual(expect.arrayContaining(['customerId', 'assetId']));
  });

  it('propose different hours of the same technician to different orders', async () => {
    await story.service.database.query(`UPDATE dispatch.site SET status = 'suspended' WHERE id = $1`, [far]);
    const orders = await story.requestMany(8);
    const offers = (await Promise.all(orders.map(({ id }) => story.offers(id)))).flat();
    const starts = offers.map(({ proposed_start: start }) => start.getTime());
    expect(new Set(starts).size).toBe(8);
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
    expect((await live(order.id)).site_id).toBe(far);
    expect((await live((await story.request()).id)).site_id).toBe(far);
  });

  it('can be made by the dispatcher to several sites at once', async () => {
    const order = await story.request();
    const answer = await story.post(undefined, `repair-orders/${order.id}/offers`, order.version, {
      siteIds: [near, far],
    });
    expect(answer.status).toBe(200);
    const offers = (await story.offers(order.id)).filter(({ status }) => status === 'pending');
    expect(offers.map(({ site_id: site }) => site).sort()).toEqual([near, far].sort());
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
