import { RepairOrderSubStatusChanged } from '#common/events/repair-order-sub-status-changed.js';
import { person, siteKey } from '#common/testing/actors.js';
import { enterSite, enterTechnician } from '../testing/network-rows.js';
import { Story } from '../testing/story.js';

interface Standing {
  items: { repairOrderId: string; code: string; since: string }[];
}

const entries = [
  { code: 'called', name: '已联系客户', status: 'scheduled' },
  { code: 'no-answer', name: '无人接听', status: 'scheduled' },
  { code: 'ordered', name: '配件已订', status: 'waiting_parts' },
];

describe("a site's own words for where its orders stand", () => {
  let story: Story;
  beforeEach(async () => (story = await Story.begin()));
  afterEach(() => story.end());

  const scopes = ['sites:read', 'sites:write', 'orders:read', 'orders:write'] as const;
  const keyOf = (siteId: string) => story.service.as(siteKey(siteId, scopes));

  /** An order that is scheduled at an own site. */
  async function scheduled() {
    const site = await enterSite(story.service.database, 'O1', { kind: 'own' });
    const technicianId = await enterTechnician(story.service.database, site, 'Li');
    return { site, technicianId, order: await story.request() };
  }

  it('are named by the site itself, on the version that it has seen', async () => {
    const site = await enterSite(story.service.database, 'F1');
    const other = await enterSite(story.service.database, 'F2');
    const [mine, theirs] = [await keyOf(site), await keyOf(other)];
    const path = `/api/v1/sites/${site}/sub-statuses`;
    expect((await mine.get(path).expect(200)).body).toEqual({ entries: [], version: 1 });
    const put = (seen: number, list: object[]) => mine.put(path).set('if-match', `"${seen}"`).send({ entries: list });
    expect((await put(1, entries).expect(200)).body).toEqual({ entries, version: 2 });
    await put(1, []).expect(412);
    expect((await put(2, [entries[0]!, entries[0]!]).expect(400)).body).toMatchObject({
      errors: [{ field: 'entries[1].code' }],
    });
    await put(2, [{ ...entries[0], status: 'offered' }]).expect(400);
    await theirs.get(path).expect(404);
    await theirs.put(path).set('if-match', '"2"').send({ entries }).expect(404);
  });

  it('stand at an order until its next step, and are for its state alone', async () => {
    const { site, order } = await scheduled();
    const mine = await keyOf(site);
    await mine.put(`/api/v1/sites/${site}/sub-statuses`).set('if-match', '"1"').send({ entries }).expect(200);
    const path = `/api/v1/repair-orders/${order.id}/sub-status`;
    const standing = async () =>
      ((await mine.get('/api/v1/repair-orders/sub-statuses').expect(200)).body as Standing).items;
    const first = (await mine.put(path).send({ code: 'called' }).expect(200)).body as Standing['items'][0];
    expect(first).toMatchObject({ ...entries[0], repairOrderId: order.id, siteId: site });
    await story.service.moveTo(new Date(story.service.clock.now().getTime() + 60_000));
    expect((await mine.put(path).send({ code: 'called' }).expect(200)).body).toEqual(first);
    expect(await standing()).toEqual([first]);
    expect((await mine.put(path).send({ code: 'ordered' }).expect(409)).body).toMatchObject({
      detail: expect.stringContaining('choose one of called, no-answer') as string,
    });
    await mine.put(path).send({ code: 'lost' }).expect(400);

    const [visit] = await story.visits(order.id);
    await story.post(site, `visits/${visit!.id}/depart`, visit!.version);
    expect(await standing()).toEqual([]);
    await mine.put(path).send({ code: 'called' }).expect(409);
    await mine.delete(path).expect(204);
    const told = await story.service.published(RepairOrderSubStatusChanged);
    expect(told.map(({ code }) => code)).toEqual(['called', undefined]);
  });

  it('go with the entry of the list and when they are taken off', async () => {
    const { site, order } = await scheduled();
    const mine = await keyOf(site);
    const list = `/api/v1/sites/${site}/sub-statuses`;
    const path = `/api/v1/repair-orders/${order.id}/sub-status`;
    const codes = async () =>
      ((await mine.get('/api/v1/repair-orders/sub-statuses')).body as Standing).items.map(({ code }) => code);
    await mine.put(list).set('if-match', '"1"').send({ entries }).expect(200);
    await mine.put(path).send({ code: 'called' }).expect(200);
    await mine.put(path).send({ code: 'no-answer' }).expect(200);
    expect(await codes()).toEqual(['no-answer']);
    await mine
      .put(list)
      .set('if-match', '"2"')
      .send({ entries: entries.slice(0, 1) })
      .expect(200);
    expect(await codes()).toEqual([]);
    await mine.put(path).send({ code: 'called' }).expect(200);
    await mine.delete(path).expect(204);
    await mine.delete(path).expect(204);
    expect(await codes()).toEqual([]);
    const told = await story.service.published(RepairOrderSubStatusChanged);
    expect(told.map(({ code }) => code)).toEqual(['called', 'no-answer', 'called', undefined]);
  });

  it('are nobody else’s to see or to give', async () => {
    const { site, technicianId, order } = await scheduled();
    const other = await enterSite(story.service.database, 'F2');
    const [mine, theirs] = [await keyOf(site), await keyOf(other)];
    await mine.put(`/api/v1/sites/${site}/sub-statuses`).set('if-match', '"1"').send({ entries }).expect(200);
    const path = `/api/v1/repair-orders/${order.id}/sub-status`;
    const own = await story.service.as(person('technician', { siteId: site, technicianId }));
    await own.put(path).send({ code: 'called' }).expect(200);
    await theirs.put(path).send({ code: 'called' }).expect(404);
    await theirs.delete(path).expect(404);
    const nothing = { items: [], next: null };
    expect((await theirs.get(`/api/v1/repair-orders/sub-statuses?siteId=${site}`)).body).toEqual(nothing);
    const colleague = await story.service.as(person('technician', { siteId: site, technicianId: other }));
    expect((await colleague.get('/api/v1/repair-orders/sub-statuses')).body).toEqual(nothing);
    const dispatcher = await story.service.as(person('dispatcher'));
    expect((await dispatcher.get(`/api/v1/repair-orders/sub-statuses?repairOrderId=${order.id}`)).body).toMatchObject({
      items: [{ code: 'called', siteId: site }],
    });
  });
});
