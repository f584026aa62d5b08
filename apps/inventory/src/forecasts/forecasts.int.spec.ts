import { setTimeout as pause } from 'node:timers/promises';
import { uuidv7 } from '#common/database/uuid.js';
import { PlanningRunChanged, VisitFinished, VisitScheduled } from '#common/events/index.js';
import { person, siteKey } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import type { PlanningExceptionView } from '../planning-exceptions/planning-exception.dto.js';
import type { PlanningOverrideView } from '../planning-overrides/planning-override.dto.js';
import { enterDemand, planned, reached } from '../testing/planning.js';
import { openInventory } from '../testing/open-inventory.js';
import { enterPart, finished, newOrder, type Places, stock, visit } from '../testing/story.js';
import type { ForecastDetail, ForecastView } from './forecast.dto.js';

describe('forecasts', () => {
  let service: TestService;
  let places: Places;
  let partId: string;
  beforeAll(async () => {
    ({ service, places } = await openInventory({ planWeekly: false }));
    partId = await enterPart(service);
    const old = await enterPart(service, partId);
    await enterDemand(service, partId, places.sites[0], { weeks: 30 });
    await enterDemand(service, old, places.sites[0], { weeks: 60 }); // its successor is planned for both
    await enterDemand(service, partId, places.sites[1], { everyDays: 28, weeks: 60 });
    await stock(service, partId, places.sites[0], 400);
    await planned(service, { scope: {}, publishWhenDone: true });
  }, 90_000);
  afterAll(() => service?.close());

  const planner = () => service.as(person('planner'));
  const forecastAt = async (locationId: string, who = person('planner')) => {
    const agent = await service.as(who);
    const { body } = await agent.get('/api/v1/forecasts').query({ partId, locationId }).expect(200);
    return (body as { items: ForecastView[] }).items[0];
  };
  const detailAt = async (locationId: string) => {
    const { id } = (await forecastAt(locationId))!;
    return (await (await planner()).get(`/api/v1/forecasts/${id}`).expect(200)).body as ForecastDetail;
  };
  /** The run that an override has asked for is published. */
  const plannedAnew = async () => {
    const last = (await service.published(PlanningRunChanged)).at(-1)!;
    await reached(service, last.planningRunId, 'published');
  };

  it('show history, bands, policy and reasons in one answer', async () => {
    const detail = await detailAt(places.sites[0]);
    expect(detail).toMatchObject({ periodDays: 7, asOf: '2026-03-02', overrides: [], stock: { onHand: 400 } });
    expect(detail.history).toHaveLength(59);
    expect(detail.history.at(-1)).toEqual({ from: '2026-02-23', pieces: 2 });
    expect(detail.history.at(0)).toMatchObject({ pieces: 1 });
    expect(detail.bands).toHaveLength(13);
    expect(detail.bands[1]).toMatchObject({ from: '2026-03-09', days: 7 });
    expect(detail.bands[0]!.mean).toBeGreaterThan(1.5);
    const pieces = detail.bands[0]!.quantiles.map((quantile) => quantile.pieces);
    expect(pieces).toEqual(pieces.toSorted((one, other) => one - other));
    expect(detail.reasons.map(({ code }) => code)).toContain('class');
    expect(detail.policy).toMatchObject({ planningRunId: detail.planningRunId, targetShare: detail.targetShare });
    expect(detail.grounds.stocking).toBe('pays');
    const region = await detailAt(places.regional);
    expect(region.meanPerDay).toBeGreaterThan(detail.meanPerDay);
  });

  it('are listed in pages, and a site sees its own alone', async () => {
    const agent = await planner();
    const first = await agent.get('/api/v1/forecasts').query({ partId, limit: 3 }).expect(200);
    const { items, next } = first.body as { items: ForecastView[]; next: string };
    const { body } = await agent.get('/api/v1/forecasts').query({ partId, cursor: next }).expect(200);
    expect([...items, ...(body as { items: ForecastView[] }).items]).toHaveLength(4);
    const manager = person('site_manager', { siteId: places.sites[0] });
    expect(await forecastAt(places.sites[1], manager)).toBeUndefined();
    const own = (await forecastAt(places.sites[0], manager))!;
    const site = await service.as(siteKey(places.sites[0], ['stock:read']));
    expect((await site.get(`/api/v1/forecasts/${own.id}`).expect(200)).body).toMatchObject({ partId, id: own.id });
    const { id } = (await forecastAt(places.sites[1]))!;
    await site.get(`/api/v1/forecasts/${id}`).expect(404);
    await (await service.as(person('technician'))).get('/api/v1/forecasts').expect(403);
  });

  it('follow what a planner knows better, and are automatic again when that ends', async () => {
    const agent = await planner();
    const automatic = await detailAt(places.sites[1]);
    const endsAt = new Date(service.clock.now().getTime() + 5 * 86_400_000).toISOString();
    const item = { partId, locationId: places.sites[1], reason: 'a new contract' };
    const mean = { ...item, kind: 'forecast', meanPerDay: 2 };
    await agent
      .post('/api/v1/planning-overrides')
      .send({ ...mean, targetShare: 0.9 })
      .expect(400);
    await agent
      .post('/api/v1/planning-overrides')
      .send({ ...mean, meanPerDay: undefined })
      .expect(400);
    const { body } = await agent
      .post('/api/v1/planning-overrides')
      .send({ ...mean, endsAt })
      .expect(201);
    await agent.post('/api/v1/planning-overrides').send(mean).expect(409);
    await plannedAnew();
    const told = await detailAt(places.sites[1]);
    expect(told).toMatchObject({
      method: 'planner',
      overrides: [{ id: (body as { id: string }).id, author: 'test planner' }],
    });
    expect(told.meanPerDay).toBeCloseTo(2, 2);
    expect(told.policy.orderUpTo).toBeGreaterThan(automatic.policy.orderUpTo);

    const target = { ...item, kind: 'target', targetShare: 0.5 };
    const second = (await agent.post('/api/v1/planning-overrides').send(target).expect(201))
      .body as PlanningOverrideView;
    await plannedAnew();
    expect(await forecastAt(places.sites[1])).toMatchObject({ targetShare: 0.5, method: 'planner' });
    const end = `/api/v1/planning-overrides/${second.id}/end`;
    await agent.post(end).expect(428);
    await agent.post(end).set('if-match', `"${second.version}"`).expect(200);
    await agent.post(end).set('if-match', `"${second.version}"`).expect(409);
    await service.moveTo(endsAt);
    await plannedAnew();
    const after = await detailAt(places.sites[1]);
    expect(after).toMatchObject({ method: automatic.method, targetShare: automatic.targetShare, overrides: [] });
  });

  it('follow a demand at once, at the place and at all that supply it, with what is left of the stock', async () => {
    const before = await forecastAt(places.sites[0]);
    const order = newOrder();
    const who = { siteId: places.sites[0], technicianId: places.vans[0] };
    const booked = visit(order, who, []);
    await service.hears(VisitScheduled, booked);
    const at = service.clock.now().toISOString();
    await service.hears(
      VisitFinished,
      finished(booked, { at, partsUsed: [{ partId, quantity: 9 }], outcome: 'repaired' }),
    );
    const live = async (locationId: string) => {
      for (let look = 0; look < 500; look += 1) {
        const found = await forecastAt(locationId);
        if (found?.live?.pieces === 9) return found;
        await pause(10);
      }
      throw new Error(`the forecast at ${locationId} has not heard of the demand`);
    };
    const near = await live(places.sites[0]);
    expect(near.live!.meanPerDay).toBeGreaterThan(before!.meanPerDay);
    expect(near.meanPerDay).toBe(before!.meanPerDay);
    expect(near.live).toMatchObject({ at, position: 391, lead: { from: at.slice(0, 10) } });
    expect(near.live!.coverDays).toBeGreaterThan(10);
    expect((await live(places.central)).live!.pieces).toBe(9);
    expect(await service.database.query(`SELECT FROM inventory.forecast_stale`)).toEqual([]);
  });

  it('are what exceptions are found by: excess where nothing like it is needed, and parts that nobody knows', async () => {
    const fresh = await enterPart(service);
    await service.moveTo('2026-03-09T00:00:00Z');
    const agent = await planner();
    const of = async (query: object) => {
      const { body } = await agent.get('/api/v1/planning-exceptions').query(query).expect(200);
      return (body as { items: PlanningExceptionView[] }).items;
    };
    expect(await of({ partId: fresh })).toMatchObject([{ kind: 'new_part', locationId: null }]);
    const [excess] = await of({ partId, kind: 'excess' });
    expect(excess).toMatchObject({ locationId: places.sites[0], numbers: { onHand: 391 } });
    const orderId = uuidv7();
    await service.database.query(
      `INSERT INTO inventory.replenishment_order (id, kind, part_id, to_location_id, quantity, ordered_at, eta)
       VALUES ($1, 'purchase', $2, $3, 4, '2026-02-01', '2026-02-20')`,
      [orderId, partId, places.central],
    );
    await service.moveTo('2026-03-10T00:00:00Z');
    expect(await of({ partId, kind: 'late_order' })).toMatchObject([
      { locationId: places.central, numbers: { replenishmentOrderId: orderId, latePieces: 4, daysLate: 18 } },
    ]);
    expect(await of({ partId, kind: 'excess' })).toMatchObject([{ id: excess!.id, foundAt: excess!.foundAt }]);
    await service.database.query(`DELETE FROM inventory.replenishment_order WHERE id = $1`, [orderId]);
    await service.moveTo('2026-03-11T00:00:00Z');
    expect(await of({ partId, kind: 'late_order' })).toEqual([]);
    const list = await of({});
    expect(list.map(({ severity }) => severity)).toEqual(
      list.map(({ severity }) => severity).toSorted((a, b) => b - a),
    );
    const site = await service.as(person('site_manager', { siteId: places.sites[1] }));
    const { body } = await site.get('/api/v1/planning-exceptions').query({ kind: 'excess' }).expect(200);
    expect(body).toEqual({ items: [], next: null });
  });
});
