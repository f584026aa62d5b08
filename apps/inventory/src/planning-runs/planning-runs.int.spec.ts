import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { PlanningRunChanged } from '#common/events/index.js';
import { uuidv7 } from '#common/database/uuid.js';
import { PostgresTransport } from '#common/messaging/postgres-transport.js';
import { asCallout } from '#common/messaging/system-context.js';
import { createService } from '#common/runtime/service.js';
import { person } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import type { ForecastDetail } from '../forecasts/forecast.dto.js';
import type { StockPolicyView } from '../policies/stock-policy.dto.js';
import { enterDemand, planned, reached, request, runOf } from '../testing/planning.js';
import { openInventory } from '../testing/open-inventory.js';
import { assertExplained, enterPart, levelOf, type Places, stock } from '../testing/story.js';
import { PlanningData } from './planning-data.js';
import { PlanningSignal } from './planning-signal.js';
import { PlanningRunsService } from './planning-runs.service.js';
import type { PlanningRunView, RunComparison } from './planning-run.dto.js';

describe('planning runs', () => {
  let service: TestService;
  let places: Places;
  beforeAll(async () => ({ service, places } = await openInventory({ planWeekly: false })), 60_000);
  afterAll(() => service?.close());
  afterEach(() => assertExplained(service));

  const policiesOf = async (partId: string) => {
    const planner = await service.as(person('planner'));
    const { body } = await planner.get('/api/v1/stock-policies').query({ partId }).expect(200);
    return new Map((body as { items: StockPolicyView[] }).items.map((policy) => [policy.locationId, policy]));
  };
  const publish = async ({ id, version }: PlanningRunView) => {
    const planner = await service.as(person('planner'));
    const { body } = await planner
      .post(`/api/v1/planning-runs/${id}/publish`)
      .set('if-match', `"${version}"`)
      .expect(200);
    await service.settle();
    return body as PlanningRunView;
  };

  it('plan every place with demand here or below, and change nothing until they are published', async () => {
    const partId = await enterPart(service);
    await enterDemand(service, partId, places.sites[0], { everyDays: 3, pieces: 2 });
    const run = await planned(service, { scope: { partIds: [partId] }, seed: 7 });
    expect(run).toMatchObject({
      status: 'done',
      partsTotal: 1,
      partsDone: 1,
      itemLocations: 3,
      periodDays: 7,
      seed: 7,
    });
    expect(await policiesOf(partId)).toEqual(new Map());

    expect(await publish(run)).toMatchObject({ status: 'published', publishedBy: 'test planner' });
    const policies = await policiesOf(partId);
    expect([...policies.keys()].toSorted()).toEqual([places.central, places.regional, places.sites[0]].toSorted());
    const near = policies.get(places.sites[0]);
    expect(near).toMatchObject({ planningRunId: run.id, overridden: false });
    expect(near!.meanPerDay).toBeGreaterThan(0.5);
    expect(near!.orderUpTo).toBeGreaterThanOrEqual(near!.reorderPoint);
    expect(near!.reason).toContain('of pieces from the shelf');
    const statuses = (await service.published(PlanningRunChanged))
      .filter(({ planningRunId }) => planningRunId === run.id)
      .map(({ status }) => status);
    expect(statuses.at(0)).toBe('waiting');
    expect(statuses.at(-1)).toBe('published');
  });

  it('rehearse on the past what they promise, and store with the policy what they plan for', async () => {
    const partId = await enterPart(service);
    await enterDemand(service, partId, places.sites[0], { everyDays: 2 });
    await enterDemand(service, partId, places.sites[1], { everyDays: 9, pieces: 3 });
    await planned(service, { scope: { partIds: [partId] }, publishWhenDone: true });
    const near = (await policiesOf(partId)).get(places.sites[0])!;
    expect(near.targetShare).toBeGreaterThan(0.9);
    expect(near.plannedShare).not.toBe(near.targetShare);
    const planner = await service.as(person('planner'));
    const { body: page } = await planner
      .get('/api/v1/forecasts')
      .query({ partId, locationId: near.locationId })
      .expect(200);
    const [{ id }] = (page as { items: [{ id: string }] }).items;
    const { body } = await planner.get(`/api/v1/forecasts/${id}`).expect(200);
    const { grounds } = body as ForecastDetail;
    expect(grounds).toMatchObject({ plannedShare: near.plannedShare, calibration: { days: 63 } });
    expect(grounds.calibration!.pieces).toBeGreaterThan(20);
  });

  it('are what the review orders by from then on; parts without a plan keep the first rule', async () => {
    const [partId, other] = [await enterPart(service), await enterPart(service)];
    for (const id of [partId, other]) {
      await enterDemand(service, id, places.sites[0], { everyDays: 2, weeks: 30 });
      await stock(service, id, places.regional, 40);
    }
    const run = await planned(service, { scope: { partIds: [partId] }, publishWhenDone: true });
    const near = (await policiesOf(partId)).get(places.sites[0])!;
    expect(await levelOf(service, partId, places.sites[0])).toMatchObject({ onOrder: near.orderUpTo });
    const midnight = Math.floor(service.clock.now().getTime() / 86_400_000 + 1) * 86_400_000;
    await service.moveTo(new Date(midnight));
    expect((await policiesOf(partId)).get(places.sites[0])).toMatchObject({
      planningRunId: run.id,
      version: near.version,
    });
    const first = (await policiesOf(other)).get(places.sites[0])!;
    expect(first).toMatchObject({ planningRunId: null });
    expect(first.reason).toContain('safety stock');
  });

  it('leave a planner’s numbers alone until their end comes by itself', async () => {
    const partId = await enterPart(service);
    await enterDemand(service, partId, places.sites[1]);
    await planned(service, { scope: { partIds: [partId] }, publishWhenDone: true });
    const { id, version, reorderPoint } = (await policiesOf(partId)).get(places.sites[1])!;
    const planner = await service.as(person('planner'));
    const override = { reorderPoint: 90, orderUpTo: 99, reason: 'a campaign' };
    const path = `/api/v1/stock-policies/${id}/override`;
    const past = { ...override, endsAt: '2020-01-01T00:00:00Z' };
    await planner.post(path).set('if-match', `"${version}"`).send(past).expect(400);
    const endsAt = new Date(service.clock.now().getTime() + 3_600_000).toISOString();
    await planner
      .post(path)
      .set('if-match', `"${version}"`)
      .send({ ...override, endsAt })
      .expect(200);
    await planned(service, { scope: { partIds: [partId] }, publishWhenDone: true });
    expect((await policiesOf(partId)).get(places.sites[1])).toMatchObject({ reorderPoint: 90, overrideEndsAt: endsAt });
    await service.moveTo(endsAt);
    const ended = (await policiesOf(partId)).get(places.sites[1])!;
    expect(ended).toMatchObject({ reorderPoint, overridden: false });
    const laterMs = service.clock.now().getTime() + 3_600_000;
    const again = { ...override, endsAt: new Date(laterMs).toISOString() };
    await planner.post(path).set('if-match', `"${ended.version}"`).send(again).expect(200);
    await service.rings('policy-override-ends', id, new Date(laterMs - 1)); // late, of an end before
    expect((await policiesOf(partId)).get(places.sites[1])).toMatchObject({ reorderPoint: 90 });
    await service.rings('policy-override-ends', id, new Date(laterMs)); // by an instance whose clock is ahead
    expect((await policiesOf(partId)).get(places.sites[1])).toMatchObject({ reorderPoint, overridden: false });
  });

  it('can be stopped, published once, and asked for twice with one key', async () => {
    const planner = await service.as(person('planner'));
    const key = uuidv7();
    const ask = () =>
      planner.post('/api/v1/planning-runs').set('idempotency-key', key).send({ scope: {}, seed: 3 }).expect(201);
    const [first, again] = [await ask(), await ask()];
    expect(again.body).toEqual(first.body);
    const { id } = first.body as PlanningRunView;
    await reached(service, id, 'done');
    const done = await runOf(service, id);
    await planner.post(`/api/v1/planning-runs/${id}/stop`).set('if-match', `"${done.version}"`).expect(409);
    await planner.post(`/api/v1/planning-runs/${id}/publish`).expect(428);
    await publish(done);
    await planner.post(`/api/v1/planning-runs/${id}/publish`).set('if-match', `"${done.version}"`).expect(409);
    await planner.post('/api/v1/planning-runs').send({ scope: {}, periodDays: 3 }).expect(400);
    await planner
      .post('/api/v1/planning-runs')
      .send({ scope: { partIds: [uuidv7()] } })
      .expect(400);
  });

  it('go on with what a dead server had claimed once its lease is over, and write nothing after a stop', async () => {
    const partId = await enterPart(service);
    await enterDemand(service, partId, places.sites[0]);
    const claimed = async () => {
      const id = uuidv7();
      await service.database.query(
        `INSERT INTO inventory.planning_run (id, status, trigger, scope, horizon_periods, period_days, periods, cycle, as_of, seed, groups,
           parts_total, requested_at, requested_by, prepared)
         VALUES ($1, 'running', 'planner', '{}', 4, 7, 20, 0, $2::timestamptz::date, 1, '{}', 1, $2, 'a planner', true)`,
        [id, service.clock.now()],
      );
      await service.database.query(
        `INSERT INTO inventory.planning_batch (run_id, number, part_ids, value_classes, attempts, leased_until)
         VALUES ($1, 0, $2, '{A}', 1, clock_timestamp() + interval '1 hour')`,
        [id, [partId]],
      );
      return id;
    };
    const expire = (id: string) =>
      service.database.query(
        `UPDATE inventory.planning_batch SET leased_until = clock_timestamp() - interval '1 second' WHERE run_id = $1`,
        [id],
      );
    const [stopped, dead] = [await claimed(), await claimed()];
    const planner = await service.as(person('planner'));
    await planner.post(`/api/v1/planning-runs/${stopped}/stop`).set('if-match', '"1"').expect(200);
    await planned(service, { scope: { partIds: [partId] } }); // passes by what is leased
    expect(await runOf(service, dead)).toMatchObject({ status: 'running', partsDone: 0 });
    await expire(stopped);
    await expire(dead);
    await reached(service, dead, 'done');
    expect(await runOf(service, dead)).toMatchObject({ partsDone: 1, itemLocations: 3 });
    expect(await runOf(service, stopped)).toMatchObject({ status: 'stopped', partsDone: 0, itemLocations: 0 });
  });

  it('are shared by two servers, and every part is planned once', async () => {
    const category = `shared-${uuidv7()}`;
    const partIds: string[] = [];
    for (let part = 0; part < 120; part += 1) partIds.push(await enterPart(service));
    await service.database.query(`UPDATE inventory.part SET category = $1 WHERE id = ANY($2)`, [category, partIds]);
    for (const partId of partIds) await enterDemand(service, partId, places.sites[0]);
    const second = await createService({
      ...service.app,
      clock: service.clock,
      serviceSecret: 'of a server that nobody asks',
      transport: new PostgresTransport(),
      database: { ...service.app, url: service.database.url('inventory'), poolSize: 4 },
    });
    try {
      const both = [service.get(PlanningData), second.app.get(PlanningData)];
      const plans = both.map((data) => data.plan.bind(data));
      const planned = both.map((data) => jest.spyOn(data, 'plan'));
      // Either might be so quick that nothing is left for the other: each waits until the other has a batch too.
      planned.forEach((spy, at) =>
        spy.mockImplementation(async (...batch) => {
          const others = () => planned[1 - at]?.mock.calls.length ?? 0;
          for (let look = 0; look < 500 && others() === 0; look += 1) await pause(10);
          return (plans[at] as (typeof plans)[number])(...batch);
        }),
      );
      const bell = setInterval(() => second.app.get(PlanningSignal).ring(), 5);
      const { id } = await request(service, { scope: { categories: [category] } });
      await reached(service, id, 'done').finally(() => clearInterval(bell));
      expect(await runOf(service, id)).toMatchObject({ partsDone: 120, itemLocations: 360 });
      const numbers = planned.map((spy) => spy.mock.calls.map(([batch]) => batch.number));
      expect(numbers.flat().toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
      expect(numbers.every((list) => list.length > 0)).toBe(true);
    } finally {
      await second.close();
    }
  }, 60_000);

  it('published by themselves never undo what a newer run has published, but a planner may go back', async () => {
    const partId = await enterPart(service);
    await enterDemand(service, partId, places.sites[0]);
    const older = await planned(service, { scope: { partIds: [partId] } });
    const newer = await planned(service, { scope: { partIds: [partId] }, publishWhenDone: true });
    const counting = async () => (await policiesOf(partId)).get(places.sites[0])?.planningRunId;
    await asCallout(() => service.get(PlanningRunsService).publishIfDone(older.id));
    expect(await runOf(service, older.id)).toMatchObject({ status: 'published', publishedBy: 'Callout' });
    expect(await counting()).toBe(newer.id);
    const other = await planned(service, { scope: { partIds: [partId] } });
    await planned(service, { scope: { partIds: [partId] }, publishWhenDone: true });
    await publish(other);
    expect(await counting()).toBe(other.id);
  });

  it('that nobody publishes are set aside when eight newer ones have come', async () => {
    const partId = await enterPart(service);
    await enterDemand(service, partId, places.sites[0]);
    const scope = { partIds: [partId] };
    const old = await planned(service, { scope });
    await service.database.query(
      `INSERT INTO inventory.planning_run (id, status, trigger, horizon_periods, as_of, seed, requested_at, requested_by)
       SELECT id, 'stopped', 'planner', 4, '2026-03-02', 1, '2026-03-02', 'a planner' FROM unnest($1::uuid[]) AS id`,
      [Array.from({ length: 8 }, () => uuidv7())],
    );
    await planned(service, { scope });
    expect(await runOf(service, old.id)).toMatchObject({ status: 'stopped' });
    const kept = await service.database.query(`SELECT FROM inventory.planned_item WHERE run_id = $1`, [old.id]);
    expect(kept).toEqual([]);
  });

  it('are compared with each other: sums, and the largest differences', async () => {
    const partId = await enterPart(service);
    await enterDemand(service, partId, places.sites[0], { everyDays: 1 });
    const scope = { partIds: [partId] };
    const weeks = await planned(service, { scope });
    await service.database.query(`UPDATE inventory.demand SET used = 6 WHERE part_id = $1`, [partId]);
    const more = await planned(service, { scope });
    const planner = await service.as(person('planner'));
    const path = `/api/v1/planning-runs/${more.id}/comparison`;
    const { body } = await planner.get(path).query({ with: weeks.id }).expect(200);
    const comparison = body as RunComparison;
    expect(comparison).toMatchObject({ onlyInRun: 0, onlyInOther: 0, differing: 3 });
    expect(comparison.run.meanPerDay).toBeGreaterThan(4 * comparison.other.meanPerDay);
    expect(comparison.run.stockValueMinor).toBe(more.stockValueMinor);
    const values = comparison.differences.map(({ stockValueMinor }) => Math.abs(stockValueMinor));
    expect(values).toEqual(values.toSorted((one, other) => other - one));
    await planner.get(path).query({ with: more.id }).expect(400);
    await planner.get(path).query({ with: uuidv7() }).expect(404);
  });
});

describe('the weekly run', () => {
  it('comes with the business clock and is published by itself', async () => {
    const { service, places } = await openInventory();
    try {
      const partId = await enterPart(service);
      await enterDemand(service, partId, places.sites[0]);
      await service.moveTo('2026-03-08T20:00:00Z');
      const [run] = await service.published(PlanningRunChanged);
      await reached(service, run!.planningRunId, 'published');
      expect(await runOf(service, run!.planningRunId)).toMatchObject({
        trigger: 'weekly',
        status: 'published',
        publishedBy: 'Callout',
        itemLocations: 3,
      });
      await service.moveTo('2026-03-15T20:00:00Z');
      const runs = new Set((await service.published(PlanningRunChanged)).map(({ planningRunId }) => planningRunId));
      expect(runs.size).toBe(2);
    } finally {
      await service.close();
    }
  }, 60_000);
});
