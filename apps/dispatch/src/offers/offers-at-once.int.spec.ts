import { OfferWithdrawn } from '#common/events/offer-withdrawn.js';
import { person } from '#common/testing/actors.js';
import { enterSite, enterTechnician } from '../testing/network-rows.js';
import { type OfferRow, type OrderRow, Story } from '../testing/story.js';

const oneByOne = { low: 1, normal: 1, high: 1, urgent: 1, emergency: 1 };
const usualCounter = { pastDueMinutes: 120, prices: [] };

describe('offers by the rules of the network', () => {
  let story: Story;
  let sites: string[];
  beforeEach(async () => {
    story = await Story.begin();
    sites = [];
    for (const [index, code] of ['ONE', 'TWO', 'THREE', 'FOUR'].entries()) {
      const lon = 121.47 + index * 0.05;
      const site = await enterSite(story.service.database, code, { lon });
      await enterTechnician(story.service.database, site, code, { lon });
      sites.push(site);
    }
  });
  afterEach(() => story.end());

  const rules = async (body: object, version = 1, role: 'supervisor' | 'dispatcher' = 'supervisor') =>
    (await story.service.as(person(role))).put('/api/v1/offer-rules').set('if-match', `"${version}"`).send(body);
  const live = async ({ id }: OrderRow) => (await story.offers(id)).filter(({ status }) => status === 'pending');
  const asked = async (order: OrderRow) => (await live(order)).map(({ site_id: site }) => sites.indexOf(site)).sort();
  const decline = ({ id, site_id: site }: OfferRow) =>
    story.post(site, `offers/${id}/decline`, 1, { reason: 'schedule_conflict' });
  const offerOf = async (order: OrderRow, index: number) =>
    (await live(order)).find(({ site_id: site }) => site === sites[index])!;

  it('ask as many sites at once as the priority says, and the next one when one declines or does not answer', async () => {
    expect(await asked(await story.request())).toEqual([0]);
    await rules({ askedAtOnce: { ...oneByOne, normal: 2 }, counter: usualCounter });
    const order = await story.request();
    expect(await asked(order)).toEqual([0, 1]);
    await decline(await offerOf(order, 0));
    expect(await asked(order)).toEqual([1, 2]);
    expect(await story.path(order.id)).toEqual(['ready', 'offered']);
    const dispatcher = await story.service.as(person('dispatcher'));
    const { candidates } = (await dispatcher.get(`/api/v1/repair-orders/${order.id}/candidates`)).body;
    expect(candidates.map(({ siteId }: { siteId: string }) => sites.indexOf(siteId))).toEqual([1, 2, 3]);
    await story.service.moveTo('2026-03-02T01:30:00Z');
    expect(await asked(order)).toEqual([3]);
    await decline(await offerOf(order, 3));
    expect(await story.order(order.request_id)).toMatchObject({ status: 'ready', waiting_for: 'dispatcher' });
  });

  it('give an order to the first that accepts and tell the others no name', async () => {
    await rules({ askedAtOnce: { ...oneByOne, normal: 3 }, counter: usualCounter });
    const order = await story.request();
    const [first, second] = [await offerOf(order, 2), await offerOf(order, 0)];
    expect((await story.post(first.site_id, `offers/${first.id}/accept`, 1)).status).toBe(200);
    expect((await story.post(second.site_id, `offers/${second.id}/accept`, 1)).status).toBe(409);
    expect(await live(order)).toEqual([]);
    const withdrawn = await story.service.published(OfferWithdrawn);
    expect(withdrawn.map(({ reason }) => reason)).toEqual(Array(2).fill('another site was first'));
  });

  it('do not ask more while as many are thinking as shall', async () => {
    const order = await story.request();
    await story.post(undefined, `repair-orders/${order.id}/offers`, order.version, { siteIds: sites.slice(0, 3) });
    await decline(await offerOf(order, 1));
    expect(await asked(order)).toEqual([0, 2]);
    await decline(await offerOf(order, 0));
    expect(await asked(order)).toEqual([2]);
    await decline(await offerOf(order, 2));
    expect(await asked(order)).toEqual([3]);
  });

  it('take a counter-offer at once as far as the network allows', async () => {
    const counter = async (body: object) => {
      const order = await story.request();
      const [offer] = await live(order);
      return (await story.post(offer!.site_id, `offers/${offer!.id}/counter`, 1, body)).body.status;
    };
    const priced = { start: '2026-03-02T08:00:00Z', priceMinor: 9_900, currency: 'CNY' };
    expect(await counter(priced)).toBe('countered');
    const prices = [{ currency: 'CNY', mostMinor: 10_000 }];
    await rules({ askedAtOnce: oneByOne, counter: { ...usualCounter, prices } });
    expect(await counter({ ...priced, start: '2026-03-02T06:00:00Z' })).toBe('accepted');
    expect(await counter({ ...priced, priceMinor: 10_001 })).toBe('countered');
    await rules({ askedAtOnce: oneByOne, counter: { ...usualCounter, laterMinutes: 30 } }, 2);
    expect(await counter({ start: '2026-03-02T09:00:00Z' })).toBe('countered');
  });

  it('are changed by supervisors who have seen them, and by nobody else', async () => {
    const dispatcher = await story.service.as(person('dispatcher'));
    const usual = await dispatcher.get('/api/v1/offer-rules');
    expect(usual.body).toEqual({
      askedAtOnce: { low: 1, normal: 1, high: 1, urgent: 1, emergency: 3 },
      counter: { laterMinutes: null, pastDueMinutes: 120, prices: [] },
      version: 1,
    });
    const { version: _, ...body } = usual.body;
    expect((await rules(body, 1, 'dispatcher')).status).toBe(403);
    expect(
      (await (await story.service.as(person('site_manager', { siteId: sites[0]! }))).get('/api/v1/offer-rules')).status,
    ).toBe(403);
    expect((await rules(body)).body).toEqual({ ...usual.body, version: 2 });
    expect((await rules(body)).status).toBe(412);
    const prices = [
      { currency: 'CNY', mostMinor: 1 },
      { currency: 'CNY', mostMinor: 2 },
    ];
    const twice = await rules({ ...body, counter: { ...body.counter, prices } }, 2);
    expect([twice.status, twice.body.errors?.[0]?.field]).toEqual([400, 'counter.prices[1].currency']);
    const nobody = await rules({ ...body, askedAtOnce: { ...oneByOne, low: 0 } }, 2);
    expect([nobody.status, nobody.body.errors?.[0]?.field]).toEqual([400, 'askedAtOnce.low']);
  });
});
