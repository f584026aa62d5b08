import { OfferMade } from '#common/events/offer-made.js';
import { RepairOrderClosed } from '#common/events/repair-order-closed.js';
import { RepairOrderCompleted } from '#common/events/repair-order-completed.js';
import { RequestClosed } from '#common/events/request-closed.js';
import { VisitScheduled } from '#common/events/visit-scheduled.js';
import { enterSite, enterTechnician } from '../testing/network-rows.js';
import { Story } from '../testing/story.js';

const repaired = { outcome: 'repaired', faultCode: 'motor', causeCode: 'wear', remedyCode: 'replaced' };

describe('the main job', () => {
  let story: Story;
  beforeEach(async () => (story = await Story.begin()));
  afterEach(() => story.end());

  it('goes from request through offer, acceptance and visit to closed at a franchised site', async () => {
    const site = await enterSite(story.service.database, 'F1');
    const technician = await enterTechnician(story.service.database, site, 'Li');
    const order = await story.request();
    expect(order).toMatchObject({ status: 'offered', waiting_for: 'site' });
    const [offer] = await story.offers(order.id);
    expect(offer).toMatchObject({ status: 'pending', site_id: site, technician_id: technician });
    expect(await story.service.published(OfferMade)).toMatchObject([
      { offerId: offer?.id, place: { lon: 121.47, lat: 31.23 } },
    ]);

    const accepted = await story.post(site, `offers/${offer!.id}/accept`, 1, { technicianId: technician });
    expect([accepted.status, accepted.body]).toMatchObject([200, { status: 'accepted', version: 2 }]);
    const [visit] = await story.visits(order.id);
    expect(visit).toMatchObject({ status: 'planned', technician_id: technician, start_at: offer?.proposed_start });
    expect(await story.service.published(VisitScheduled)).toHaveLength(1);

    await story.service.moveTo(visit!.start_at);
    expect((await story.post(site, `visits/${visit!.id}/depart`, 1)).body).toMatchObject({
      status: 'en_route',
      version: 2,
    });
    expect((await story.post(site, `visits/${visit!.id}/arrive`, 2)).body).toMatchObject({ status: 'on_site' });
    await story.service.moveTo(visit!.finish_at);
    const finished = await story.post(site, `visits/${visit!.id}/finish`, 3, repaired);
    expect([finished.status, finished.body]).toMatchObject([200, { status: 'finished', outcome: 'repaired' }]);
    expect(await story.service.published(RepairOrderCompleted)).toMatchObject([
      { repairOrderId: order.id, technicianLevel: 3, visits: 1 },
    ]);

    await story.service.hears(RequestClosed, { ...RequestClosed.example, requestId: order.request_id });
    expect(await story.service.published(RepairOrderClosed)).toHaveLength(1);
    expect(await story.path(order.id)).toEqual([
      'ready',
      'offered',
      'accepted',
      'scheduled',
      'en_route',
      'on_site',
      'completed',
      'closed',
    ]);
  });

  it('books an own site at once', async () => {
    const site = await enterSite(story.service.database, 'O1', { kind: 'own' });
    const technician = await enterTechnician(story.service.database, site, 'Wang');
    const order = await story.request();
    expect(order).toMatchObject({
      status: 'scheduled',
      site_id: site,
      technician_id: technician,
      waiting_for: 'technician',
    });
    expect(await story.visits(order.id)).toHaveLength(1);
    expect(await story.offers(order.id)).toEqual([]);
  });
});
