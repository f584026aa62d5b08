import { CallBackAnswered, RepairOrderCompleted, ScoreCardPublished, SiteChanged } from '#common/events/index.js';
import { person, siteKey } from '#common/testing/actors.js';
import { TestService } from '#common/testing/service.js';
import { qualityApp } from '../app.module.js';
import { answered, completed, siteA, siteB } from '../testing/finished-order.js';
import type { IndicatorView, ScoreCardView } from './score-card.dto.js';

const morning = '2026-03-02T08:10:00.000Z';

describe('score cards', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await TestService.start(qualityApp, { now: morning });
    for (const siteId of [siteA, siteB]) await service.hears(SiteChanged, { ...SiteChanged.example, siteId });
  });
  afterEach(() => service.close());

  /** Site A works well; site B arrives late and its customers are not satisfied. */
  const work = async (orders: number) => {
    const finished = service.clock.now().toISOString();
    for (let index = 0; index < orders; index += 1) {
      const [good, bad] = [completed(finished), completed(finished, { siteId: siteB, faultFreePartReplaced: true })];
      for (const order of [good, bad]) await service.hears(RepairOrderCompleted, order);
      await service.hears(CallBackAnswered, answered(good));
      await service.hears(CallBackAnswered, answered(bad, { satisfied: false, attitude: 1, timesConfirmed: false }));
    }
  };
  const card = async (siteId: string) =>
    (await (await service.as(person('dispatcher'))).get(`/api/v1/score-cards/${siteId}`).expect(200))
      .body as ScoreCardView;
  const indicator = ({ indicators }: ScoreCardView, name: string) =>
    indicators.find((one) => one.indicator === name) as IndicatorView;

  it('publishes a new site at once, with the mean of the network, and not again for a new name', async () => {
    await service.hears(SiteChanged, { ...SiteChanged.example, siteId: siteA, name: 'Renamed', version: 2 });
    await service.moveTo('2026-03-02T09:01:00.000Z');
    const published = await service.published(ScoreCardPublished);
    expect(published.map(({ siteId, score, orders }) => ({ siteId, score, orders }))).toEqual([
      { siteId: siteA, score: 80, orders: 0 },
      { siteId: siteB, score: 80, orders: 0 },
    ]);
    expect((await card(siteA)).siteName).toBe('Renamed');
  });

  it('publishes at most once per site and hour, and only what changed', async () => {
    await service.moveTo('2026-03-02T09:05:00.000Z');
    const before = (await service.published(ScoreCardPublished)).length;
    await work(3);
    expect(await service.published(ScoreCardPublished)).toHaveLength(before);
    await service.moveTo('2026-03-02T10:01:00.000Z');
    const after = await service.published(ScoreCardPublished);
    expect(
      after
        .slice(before)
        .map(({ siteId }) => siteId)
        .sort(),
    ).toEqual([siteA, siteB]);
    expect(after.at(-1)?.version).toBe(2);

    await (await service.as(person('quality_engineer'))).post('/api/v1/score-cards/recompute').expect(200);
    const again = (await service.published(ScoreCardPublished)).length;
    await (await service.as(person('quality_engineer'))).post('/api/v1/score-cards/recompute').expect(200);
    expect(await service.published(ScoreCardPublished)).toHaveLength(again);
  });

  it('tells good from bad, shrinks small samples and shows what the numbers are made of', async () => {
    await work(4);
    await service.moveTo('2026-03-02T09:01:00.000Z');
    await (await service.as(person('supervisor'))).post('/api/v1/score-cards/recompute').expect(200);
    const [good, bad] = [await card(siteA), await card(siteB)];
    expect(good.score).toBeGreaterThan(bad.score + 15);
    const diagnosis = indicator(bad, 'diagnosisAccuracy');
    expect(diagnosis).toMatchObject({ ownMean: 0, networkMean: 50, orders: 4, priorOrders: 5, weight: 0.2 });
    expect(diagnosis.score).toBeCloseTo((100 * 5 * 0.5) / (4 + 5), 1);
    expect(diagnosis.definition.zh).toContain('返修');

    const { body } = await (await service.as(person('dispatcher'))).get(diagnosis.ordersAt).expect(200);
    expect(body.items).toHaveLength(4);
    expect(body.items[0]).toMatchObject({ value: 0, faultFreePartReplaced: true, satisfied: false, attitude: 1 });
  });

  it('forgets what is older than the window of a site that gets no orders any more, and tells only whose card changed', async () => {
    await work(4);
    await service.moveTo('2026-03-02T09:01:00.000Z');
    expect((await card(siteB)).score).toBeLessThan(70);
    await service.moveTo('2026-08-29T00:00:00.000Z'); // 180 days and less than 16 hours
    const before = await service.published(ScoreCardPublished);
    expect(await card(siteB)).toMatchObject({ orders: 4 });
    await service.moveTo('2026-08-30T00:00:00.000Z');
    expect(await card(siteB)).toMatchObject({ orders: 0, score: (await card(siteA)).score });
    const after = await service.published(ScoreCardPublished);
    expect(after.slice(before.length).map(({ siteId }) => siteId)).toEqual([siteA, siteB].toSorted());
    await service.moveTo('2026-08-31T00:00:00.000Z');
    const quiet = await service.published(ScoreCardPublished);
    await service.moveTo('2026-09-01T00:00:00.000Z');
    expect(await service.published(ScoreCardPublished)).toHaveLength(quiet.length);
    expect((await card(siteB)).computedAt).toBe('2026-09-01T00:00:00.000Z');
    await service.rings('score-cards-daily', 'daily', new Date('2026-09-02T00:00:00.000Z')); // by a clock that is ahead
    const next = await service.database.query(
      `SELECT due_at AS "dueAt" FROM quality.timer WHERE kind = 'score-cards-daily'`,
    );
    expect(next).toEqual([{ dueAt: new Date('2026-09-03T00:00:00.000Z') }]);
  });

  it('pages through the orders behind an indicator without losing or repeating one', async () => {
    await work(5);
    await service.moveTo('2026-03-02T09:01:00.000Z');
    const agent = await service.as(person('supervisor'));
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const url = `/api/v1/score-cards/${siteA}/orders?indicator=attitude&limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await agent.get(url).expect(200);
      seen.push(...(body.items as { repairOrderId: string }[]).map((order) => order.repairOrderId));
      cursor = body.next as string | null;
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  it('shows a site its own card and no other', async () => {
    await service.moveTo('2026-03-02T09:01:00.000Z');
    const manager = await service.as(person('site_manager', { siteId: siteA }));
    await manager.get(`/api/v1/score-cards/${siteA}`).expect(200);
    await manager.get(`/api/v1/score-cards/${siteB}`).expect(404);
    await manager.get(`/api/v1/score-cards/${siteB}/orders?indicator=attitude`).expect(404);
    const { body } = await manager.get('/api/v1/score-cards').expect(200);
    expect((body.items as ScoreCardView[]).map(({ siteId }) => siteId)).toEqual([siteA]);
    await manager.get('/api/v1/score-cards/weights').expect(403);
    await (await service.as(siteKey(siteA, ['quality:read']))).get(`/api/v1/score-cards/${siteA}`).expect(200);
    await (await service.as(siteKey(siteA, ['offers:read']))).get(`/api/v1/score-cards/${siteA}`).expect(403);
  });

  it('weighs anew with a new version of the weights and keeps the old one', async () => {
    await work(2);
    await service.moveTo('2026-03-02T09:01:00.000Z');
    const engineer = await service.as(person('quality_engineer'));
    const only = { truthfulness: 0, satisfaction: 0, repairTime: 1, diagnosisAccuracy: 0, attitude: 0, compliance: 0 };
    await engineer
      .post('/api/v1/score-cards/weights')
      .send({ ...only, note: 'speed alone' })
      .expect(201);
    const present = await card(siteB);
    expect(present.weightsVersion).toBe(2);
    expect(present.score).toBe(indicator(present, 'repairTime').score);
    const { body } = await engineer.get('/api/v1/score-cards/weights').expect(200);
    expect((body as { version: number }[]).map(({ version }) => version)).toEqual([2, 1]);
    await engineer
      .post('/api/v1/score-cards/weights')
      .send({ ...only, repairTime: 0, note: 'nothing' })
      .expect(422);
  });
});
