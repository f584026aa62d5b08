import { OfferMade, PartChanged, SiteChanged, TechnicianChanged } from '#common/events/index.js';
import { uuidv7 } from '#common/database/uuid.js';
import { person, siteKey } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import { openInventory } from '../testing/open-inventory.js';
import { type Places, assertExplained, enterPart, levelOf, likely, newOrder, offer, stock } from '../testing/story.js';

describe('the API of stock', () => {
  let service: TestService;
  let places: Places;
  beforeAll(async () => ({ service, places } = await openInventory()), 60_000);
  afterAll(() => service?.close());
  afterEach(() => assertExplained(service));

  it('counts, corrects and writes off with reasons, but never below what is held', async () => {
    const partId = await enterPart(service);
    const at = { partId, locationId: places.sites[0] };
    const planner = await service.as(person('planner'));
    const post = (what: string, body: object) => planner.post(`/api/v1/stock-movements/${what}`).send(body);
    const received = await post('receipts', { ...at, quantity: 5, reason: 'found in a box' }).expect(201);
    expect(received.body).toMatchObject({ onHand: 5, reserved: 0 });
    await service.hears(OfferMade, offer(newOrder(), places.sites[0], [likely(partId, 0.9, 2)]));

    await post('counts', { ...at, counted: 1, reason: 'yearly count' }).expect(409);
    await post('counts', { ...at, counted: 4, reason: 'yearly count' }).expect(201);
    await post('adjustments', { ...at, quantity: -3, reason: 'broken' }).expect(409);
    await post('adjustments', { ...at, quantity: 0, reason: 'nothing' }).expect(400);
    await post('write-offs', { ...at, quantity: 1, to: 'scrap', reason: 'broken in the van' }).expect(201);
    expect(await levelOf(service, partId, places.sites[0])).toMatchObject({ onHand: 3, reserved: 2 });

    const { body } = await planner
      .get('/api/v1/stock-movements')
      .query({ ...at, limit: 2 })
      .expect(200);
    const page = body as { items: object[]; next: string };
    expect(page.items).toMatchObject([
      { kind: 'scrap', quantity: -1, actorName: 'test planner', at: service.clock.now().toISOString() },
      { kind: 'adjustment', quantity: -1, reason: 'yearly count' },
    ]);
    const rest = await planner
      .get('/api/v1/stock-movements')
      .query({ ...at, cursor: page.next })
      .expect(200);
    expect(rest.body).toMatchObject({ items: [{ kind: 'receipt', quantity: 5 }], next: null });
  });

  it('books corrections by hand while orders take the same pieces: each once, and never below what is held', async () => {
    const partId = await enterPart(service);
    const [locationId] = places.sites;
    await stock(service, partId, locationId, 10);
    const planner = await service.as(person('planner'));
    const post = (quantity: number) =>
      planner.post('/api/v1/stock-movements/adjustments').send({ partId, locationId, quantity, reason: 'counted' });
    const [answers] = await Promise.all([
      Promise.all(Array.from({ length: 40 }, (_, index) => post(index % 2 === 0 ? 1 : -2))),
      ...Array.from({ length: 10 }, () =>
        service.hears(OfferMade, offer(newOrder(), locationId, [likely(partId, 0.9, 1)])),
      ),
    ]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    const booked = (index: number, quantity: number) => (statuses[index] === 201 ? quantity : 0);
    const sum = statuses.reduce((total, _, index) => total + booked(index, index % 2 === 0 ? 1 : -2), 0);
    expect(await levelOf(service, partId, locationId)).toMatchObject({ onHand: 10 + sum });
  });

  it('refuses to rewrite the ledger, and a level that would be negative, in the database itself', async () => {
    const partId = await enterPart(service);
    await stock(service, partId, places.central, 1);
    const write = (text: string) => service.database.query(text, [partId]);
    await expect(write(`UPDATE inventory.stock_movement SET quantity = 2 WHERE part_id = $1`)).rejects.toThrow(
      'append-only',
    );
    await expect(write(`DELETE FROM inventory.stock_movement WHERE part_id = $1`)).rejects.toThrow('append-only');
    await expect(write(`UPDATE inventory.stock_level SET on_hand = -1 WHERE part_id = $1`)).rejects.toThrow(
      'check constraint',
    );
    await expect(write(`UPDATE inventory.stock_level SET reserved = 2 WHERE part_id = $1`)).rejects.toThrow(
      'check constraint',
    );
  });

  it('shows a site its own places and orders and nothing else', async () => {
    const partId = await enterPart(service);
    for (const at of [places.central, ...places.sites, ...places.vans]) await stock(service, partId, at, 3);
    const [own, foreign] = [newOrder(), newOrder()];
    await service.hears(OfferMade, offer(own, places.sites[0], [likely(partId)]));
    await service.hears(OfferMade, offer(foreign, places.sites[1], [likely(partId)]));

    const site = await service.as(siteKey(places.sites[0], ['stock:read', 'stock:write']));
    const ids = async (path: string, field: string) => {
      const { body } = await site.get(`/api/v1/${path}`).query({ limit: 200 }).expect(200);
      return new Set((body as { items: Record<string, string>[] }).items.map((item) => item[field]));
    };
    const ownPlaces = new Set([places.sites[0], places.vans[0]]);
    expect(await ids('stock-locations', 'id')).toEqual(ownPlaces);
    expect(await ids('stock-levels', 'locationId')).toEqual(ownPlaces);
    expect(await ids('stock-movements', 'locationId')).toEqual(ownPlaces);
    expect(await ids('reservations', 'siteId')).toEqual(new Set([places.sites[0]]));
    expect(await ids('transfers', 'siteId')).toEqual(new Set());
    await site.get(`/api/v1/reservations/${own.repairOrderId}`).expect(200);
    await site.get(`/api/v1/reservations/${foreign.repairOrderId}`).expect(404);
    await site.get(`/api/v1/stock-locations/${places.central}`).expect(404);

    const count = { partId, counted: 2, reason: 'weekly count' };
    await site
      .post('/api/v1/stock-movements/counts')
      .send({ ...count, locationId: places.vans[0] })
      .expect(201);
    await site
      .post('/api/v1/stock-movements/counts')
      .send({ ...count, locationId: places.vans[1] })
      .expect(404);
    await site.get('/api/v1/proposals').expect(403);
    const reader = await service.as(siteKey(places.sites[0], ['stock:read']));
    await reader
      .post('/api/v1/stock-movements/counts')
      .send({ ...count, locationId: places.vans[0] })
      .expect(403);
  });

  it('follows sites and technicians, in any order and however often', async () => {
    const [siteId, otherId, technicianId, partId] = [uuidv7(), uuidv7(), uuidv7(), await enterPart(service)];
    const technician = { ...TechnicianChanged.example, technicianId, siteId, active: true };
    await service.hears(TechnicianChanged, technician);
    await stock(service, partId, technicianId, 1);
    const site = {
      ...SiteChanged.example,
      siteId,
      name: 'Suzhou',
      place: { ...SiteChanged.example.place, lon: 120.6, lat: 31.3 },
    };
    await service.hears(SiteChanged, site);
    await service.hears(SiteChanged, site);
    await service.hears(TechnicianChanged, { ...technician, siteId: otherId, version: 2 });
    const planner = await service.as(person('planner'));
    const { body: place } = await planner.get(`/api/v1/stock-locations/${siteId}`).expect(200);
    expect(place).toMatchObject({ kind: 'site', name: 'Suzhou', suppliedFromId: places.central, version: 2 });
    const { body: van } = await planner.get(`/api/v1/stock-locations/${technicianId}`).expect(200);
    expect(van).toMatchObject({ kind: 'van', siteId: otherId, suppliedFromId: otherId });
    const { body: levels } = await planner.get('/api/v1/stock-levels').query({ partId }).expect(200);
    expect(levels).toMatchObject({ items: [{ locationId: technicianId, siteId: otherId, onHand: 1 }] });
  });

  it('keeps the catalogue: numbers once, chains of successors that end, and tells every change', async () => {
    const planner = await service.as(person('planner'));
    const part = {
      number: `M-${Date.now()}`,
      nameEn: 'Suction motor',
      nameZh: '吸尘电机',
      category: 'vacuum',
      unitCostMinor: 9_900,
      currency: 'CNY',
      criticality: 'vital',
    };
    const { body: first } = await planner.post('/api/v1/parts').send(part).expect(201);
    await planner.post('/api/v1/parts').send(part).expect(409);
    const { body: second } = await planner
      .post('/api/v1/parts')
      .send({ ...part, number: `${part.number}b` })
      .expect(201);
    const [firstId, secondId] = [(first as { id: string }).id, (second as { id: string }).id];
    const change = (id: string, body: object, version: number) =>
      planner.patch(`/api/v1/parts/${id}`).set('if-match', `"${version}"`).send(body);
    await change(firstId, { supersededByPartId: secondId }, 1).expect(200);
    await change(secondId, { supersededByPartId: firstId }, 1).expect(400);
    await change(secondId, { supersededByPartId: secondId }, 1).expect(400);
    await change(firstId, { nameEn: null, packQuantity: 4 }, 1).expect(412);
    const { body: changed } = await change(firstId, { nameEn: null, packQuantity: 4 }, 2).expect(200);
    expect(changed).toMatchObject({
      nameEn: 'Suction motor',
      packQuantity: 4,
      supersededByPartId: secondId,
      version: 3,
    });
    for (const ids of [firstId, [firstId, uuidv7()]]) {
      const { body: named } = await planner.get('/api/v1/parts').query({ ids }).expect(200);
      expect(named).toMatchObject({ items: [{ id: firstId }], next: null });
    }
    const { body: refused } = await planner.get('/api/v1/parts').query({ ids: 'mine' }).expect(400);
    expect(refused).toMatchObject({ errors: [{ field: 'ids[0]' }] });
    const { body: found } = await planner.get('/api/v1/parts').query({ search: '吸尘' }).expect(200);
    expect((found as { items: object[] }).items).toHaveLength(2);
    const told = (await service.published(PartChanged)).filter(({ partId }) => partId === firstId);
    expect(told.map(({ version }) => version)).toEqual([1, 2, 3]);
  });
});
