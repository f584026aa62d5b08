import { RepairOrderWaitingChanged } from '#common/events/repair-order-waiting-changed.js';
import type { Story } from '../testing/story.js';
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
    expect((await live(order.id)).site_id).toBe(far);
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
    expect((await live(order.id)).site_id).toBe(far);
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
});
