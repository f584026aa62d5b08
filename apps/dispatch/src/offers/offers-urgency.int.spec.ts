import { OfferUrgencyChanged } from '#common/events/offer-urgency-changed.js';
import { RepairOrderUrgencyChanged } from '#common/events/repair-order-urgency-changed.js';
import { VisitRequested } from '#common/events/visit-requested.js';
import { requestVisit } from '../testing/requests.js';
import type { OfferRow, Story } from '../testing/story.js';
import { TwoSites } from '../testing/two-sites.js';

describe('offers', () => {
  let sites: TwoSites;
  let story: Story;
  let near: string;
  let far: string;
  beforeEach(async () => {
    sites = await TwoSites.begin();
    ({ story, near, far } = sites);
  });
  afterEach(() => story.end());

  const live = (orderId: string) => sites.live(orderId);
  const siteOf = ({ site_id: site }: OfferRow) => site;

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
});
