import { enterSite, enterTechnician } from '../testing/network-rows.js';
import { Story } from '../testing/story.js';

const asOf = (orderId: string, at: string) => `repair-orders/${orderId}/as-of?at=${at}`;

describe('a repair order as it stood', () => {
  let story: Story;
  beforeEach(async () => (story = await Story.begin()));
  afterEach(() => story.end());

  it('is what the last step up to then said, with the offers that were live', async () => {
    const site = await enterSite(story.service.database, 'F1');
    const technician = await enterTechnician(story.service.database, site, 'Li');
    const order = await story.request();
    const [offer] = await story.offers(order.id);
    await story.service.moveTo('2026-03-02T01:10:00Z');
    await story.post(site, `offers/${offer!.id}/accept`, 1, { technicianId: technician });

    const offered = (await story.get(undefined, asOf(order.id, '2026-03-02T01:09:59.999Z'))).body;
    expect(offered).toMatchObject({
      status: 'offered',
      since: '2026-03-02T01:00:00.000Z',
      waitingFor: 'site',
      steps: 2,
      liveOffers: [{ offerId: offer!.id, siteId: site, madeAt: '2026-03-02T01:00:00.000Z' }],
    });
    const booked = (await story.get(site, asOf(order.id, '2026-03-02T01:10:00Z'))).body;
    expect(booked).toMatchObject({
      status: 'scheduled',
      siteId: site,
      technicianId: technician,
      steps: 4,
      liveOffers: [],
    });
    expect((await story.get(undefined, asOf(order.id, '2026-03-02T00:59:59Z'))).status).toBe(404);
    expect((await story.get(undefined, asOf(order.id, 'yesterday'))).body).toMatchObject({ errors: [{ field: 'at' }] });
  });

  it('shows a site nothing of the time when another had it, and nothing of an order that is not its own', async () => {
    const first = await enterSite(story.service.database, 'F1');
    await enterTechnician(story.service.database, first, 'Li');
    const second = await enterSite(story.service.database, 'F2', { lon: 121.6 });
    await enterTechnician(story.service.database, second, 'Wang', { lon: 121.6 });
    const stranger = await enterSite(story.service.database, 'F3', { lon: 110 });
    const order = await story.request();
    const [offer] = await story.offers(order.id);
    expect(offer?.site_id).toBe(first);
    await story.post(first, `offers/${offer!.id}/accept`, 1, {});
    await story.service.moveTo('2026-03-02T01:20:00Z');
    await story.service.database.query(`UPDATE dispatch.site SET status = 'suspended' WHERE id = $1`, [first]);
    // The first site named nobody in time: Callout books or asks the other one.
    const [late] = await story.service.database.query<{ waiting_until: Date }>(
      `SELECT waiting_until FROM dispatch.repair_order WHERE id = $1`,
      [order.id],
    );
    await story.service.moveTo(late!.waiting_until);
    const [next] = (await story.offers(order.id)).filter(({ site_id }) => site_id === second);
    await story.post(second, `offers/${next!.id}/accept`, 1, {});

    const then = '2026-03-02T01:10:00Z';
    expect((await story.get(undefined, asOf(order.id, then))).body).toMatchObject({
      status: 'accepted',
      siteId: first,
    });
    expect((await story.get(second, asOf(order.id, then))).status).toBe(404);
    expect((await story.get(stranger, asOf(order.id, then))).status).toBe(404);
    const now = (await story.get(second, asOf(order.id, '2026-03-09T00:00:00Z'))).body as Record<string, unknown>;
    expect(now).toMatchObject({ status: 'accepted', siteId: second });
  });
});
