import { uuidv7 } from '#common/database/uuid.js';
import {
  OfferAccepted,
  OfferDeclined,
  OfferExpired,
  PartChanged,
  ProductChanged,
  RepairOrderCannotComplete,
  RepairOrderCompleted,
  RequestReopened,
} from '#common/events/index.js';
import { person } from '#common/testing/actors.js';
import { TestService } from '#common/testing/service.js';
import { qualityApp } from '../app.module.js';
import { cannotComplete, completed, productId, siteA, siteB } from '../testing/finished-order.js';
import type { OfferAnswersView, ParetoView, RateView, RepairTimeView } from './report.dto.js';

const now = '2026-03-02T12:00:00.000Z';
const part = uuidv7();
const fitted = {
  partsUsed: [
    { partId: part, quantity: 3 },
    { partId: part, quantity: 1 },
  ],
};

describe('reports', () => {
  let service: TestService;
  const first = completed('2026-02-01T12:00:00.000Z', fitted);
  const orders = [
    first,
    completed('2026-02-02T12:00:00.000Z', { faultCode: 'hose', siteId: siteB }),
    completed('2026-02-03T12:00:00.000Z', { visits: 2, waitedForPartsSeconds: 3600 }),
    completed('2026-02-04T12:00:00.000Z', { previousOrderId: first.repairOrderId }),
    completed('2026-02-05T12:00:00.000Z', { faultFreePartReplaced: true, category: 'laptop', productId: uuidv7() }),
    completed('2025-06-01T12:00:00.000Z'),
  ];

  beforeAll(async () => {
    service = await TestService.start(qualityApp, { now });
    for (const order of orders) await service.hears(RepairOrderCompleted, order);
    await service.hears(
      RepairOrderCannotComplete,
      cannotComplete('2026-02-06T12:00:00.000Z', { reason: 'no_fault_found' }),
    );
    const { repairOrderId } = first;
    await service.hears(RequestReopened, {
      ...RequestReopened.example,
      repairOrderId,
      reopenedAt: '2026-02-03T12:00:00.000Z',
    });
    await service.hears(ProductChanged, {
      ...ProductChanged.example,
      productId,
      nameEn: 'Vacuum 100',
      nameZh: '吸尘器 100',
    });
    await service.hears(PartChanged, { ...PartChanged.example, partId: part, nameEn: 'Motor', nameZh: '电机' });
  });
  afterAll(() => service.close());

  const get = async <T>(path: string, actor = person('quality_engineer')) =>
    (await (await service.as(actor)).get(path).expect(200)).body as T;
  const records = async (path: string) => (await get<{ items: { number: string }[] }>(path)).items.length;

  it('counts faults, most first, with shares that add up to 1', async () => {
    const { bars, total, from, to, definition } = await get<ParetoView>('/api/v1/reports/pareto?by=fault');
    expect({ total, from, to }).toEqual({ total: 6, from: '2025-12-02T12:00:00.001Z', to: '2026-03-02T12:00:00.001Z' });
    expect(bars.map(({ key, count }) => [key, count])).toEqual([
      ['motor', 5],
      ['hose', 1],
    ]);
    expect(bars.at(-1)?.cumulativeShare).toBe(1);
    expect(definition.en).toContain('most first');
    expect(await records(bars[0]!.recordsAt)).toBe(5);
  });

  it.each(['product', 'category', 'fault', 'part', 'site'])(
    'leads from each bar by %s to the records that it counts',
    async (by) => {
      const { bars } = await get<ParetoView>(`/api/v1/reports/pareto?by=${by}`);
      expect(bars.length).toBeGreaterThan(0);
      for (const { count, recordsAt } of bars) expect(await records(recordsAt)).toBe(count);
    },
  );

  it('names products and parts in both languages', async () => {
    const products = await get<ParetoView>('/api/v1/reports/pareto?by=product');
    expect(products.bars[0]).toMatchObject({ key: productId, label: { en: 'Vacuum 100', zh: '吸尘器 100' } });
    const parts = await get<ParetoView>('/api/v1/reports/pareto?by=part');
    expect(parts.bars).toMatchObject([{ key: part, count: 1, label: { en: 'Motor', zh: '电机' } }]);
  });

  it('counts a fix as first-time only without a second visit, a return or an order before it', async () => {
    const rate = await get<RateView>('/api/v1/reports/first-time-fix?by=site');
    expect([rate.hits, rate.counted, rate.rate]).toEqual([2, 4, 0.5]);
    expect(rate.groups).toMatchObject([
      { key: siteA, hits: 1, counted: 3 },
      { key: siteB, hits: 1, counted: 1 },
    ]);
    expect([await records(rate.hitsAt), await records(rate.missesAt)]).toEqual([2, 2]);
  });

  it('counts repeat visits, unfounded faults and part hits as they are defined', async () => {
    expect(await get<RateView>('/api/v1/reports/repeat-visits')).toMatchObject({ hits: 2, counted: 5 });
    expect(await get<RateView>('/api/v1/reports/no-fault-found')).toMatchObject({ hits: 2, counted: 6 });
    expect(await get<RateView>('/api/v1/reports/part-hits')).toMatchObject({ hits: 0, counted: 0, rate: null });
  });

  it('takes an order without a fault for a fix that failed when its customer comes back for it', async () => {
    const unfounded = cannotComplete('2025-09-10T12:00:00.000Z', { reason: 'no_fault_found' });
    await service.hears(RepairOrderCannotComplete, unfounded);
    const period = 'from=2025-09-10T00:00:00Z&to=2025-09-11T00:00:00Z';
    const fixes = () => get<RateView>(`/api/v1/reports/first-time-fix?${period}`);
    expect(await fixes()).toMatchObject({ hits: 0, counted: 0 });
    const { repairOrderId } = unfounded;
    const back = { ...RequestReopened.example, repairOrderId, reopenedAt: '2025-09-20T12:00:00.000Z' };
    await service.hears(RequestReopened, back);
    expect(await fixes()).toMatchObject({ hits: 0, counted: 1 });
    expect(await get<RateView>(`/api/v1/reports/no-fault-found?${period}`)).toMatchObject({ hits: 1, counted: 1 });
  });

  it('splits the mean repair time into parts that add up', async () => {
    const { total, groups } = await get<RepairTimeView>('/api/v1/reports/repair-time?by=category');
    expect(total).toMatchObject({ orders: 5, waitingPartsSeconds: 720, diagnosisSeconds: 1800, repairSeconds: 5400 });
    const { responseSeconds, waitingPartsSeconds, travelSeconds, diagnosisSeconds, repairSeconds } = total;
    const sum = [responseSeconds, waitingPartsSeconds, travelSeconds, diagnosisSeconds, repairSeconds].reduce<number>(
      (all, one) => all + one!,
      0,
    );
    expect(sum).toBeCloseTo(total.meanSeconds!, 6);
    expect(groups.map(({ key, orders: counted }) => [key, counted])).toEqual([
      ['vacuum', 4],
      ['laptop', 1],
    ]);
  });

  it('answers an empty period with nothing rather than zero per cent', async () => {
    const period = 'from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z';
    expect(await get<RateView>(`/api/v1/reports/first-time-fix?${period}`)).toMatchObject({ counted: 0, rate: null });
    expect(await get<RepairTimeView>(`/api/v1/reports/repair-time?${period}`)).toMatchObject({
      total: { orders: 0, meanSeconds: null },
    });
    expect(await get<ParetoView>(`/api/v1/reports/pareto?by=part&${period}`)).toMatchObject({ total: 0, bars: [] });
  });

  it('filters by product, category and site', async () => {
    expect((await get<ParetoView>(`/api/v1/reports/pareto?by=fault&siteId=${siteB}`)).total).toBe(1);
    expect((await get<ParetoView>('/api/v1/reports/pareto?by=fault&category=laptop')).total).toBe(1);
    expect((await get<ParetoView>(`/api/v1/reports/pareto?by=fault&productId=${productId}`)).total).toBe(5);
  });

  it('shows a site its own records only, whatever it asks for', async () => {
    const manager = person('site_manager', { siteId: siteB });
    expect((await get<ParetoView>('/api/v1/reports/pareto?by=site', manager)).bars.map(({ key }) => key)).toEqual([
      siteB,
    ]);
    expect((await get<ParetoView>(`/api/v1/reports/pareto?by=part&siteId=${siteA}`, manager)).bars).toEqual([]);
    const all = await get<{ items: { failureRecordId: string; siteId: string }[] }>('/api/v1/failure-records');
    const foreign = all.items.find(({ siteId }) => siteId === siteA)!;
    await (await service.as(manager)).get(`/api/v1/failure-records/${foreign.failureRecordId}`).expect(404);
    await (await service.as(person('finance'))).get('/api/v1/reports/pareto?by=site').expect(403);
  });

  it('refuses what it cannot count', async () => {
    const engineer = await service.as(person('quality_engineer'));
    const refused = async (path: string) =>
      (await engineer.get(path).expect(400)).body as { errors: { field: string }[] };
    const cases = {
      by: ['', 'by=colour'],
      limit: ['by=fault&limit=0'],
      siteId: ['by=fault&siteId=x'],
      more: ['by=fault&more=1'],
    };
    for (const [field, queries] of Object.entries(cases)) {
      for (const query of queries)
        expect((await refused(`/api/v1/reports/pareto?${query}`)).errors[0]?.field).toBe(field);
    }
    const backwards = 'by=fault&from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z';
    expect((await refused(`/api/v1/reports/pareto?${backwards}`)).errors[0]?.field).toBe('from');
    await refused('/api/v1/failure-records?cursor=WyJub3QiLCJhIGN1cnNvciJd');
  });

  it('pages through records without losing or repeating one', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const url = `/api/v1/failure-records?limit=2${cursor && `&cursor=${cursor}`}`;
      const page: { items: { failureRecordId: string; finishedAt: string }[]; next: string | null } = await get(url);
      seen.push(...page.items.map(({ failureRecordId }) => failureRecordId));
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(6);
    expect(seen).toHaveLength(6);
  });

  it('counts how sites answer offers', async () => {
    const told = { siteId: siteA, answeredAt: '2026-03-01T12:00:00.000Z' };
    await service.hears(OfferAccepted, { ...OfferAccepted.example, ...told, offerId: uuidv7(), answerSeconds: 100 });
    await service.hears(OfferDeclined, {
      ...OfferDeclined.example,
      ...told,
      offerId: uuidv7(),
      answerSeconds: 300,
      reason: 'skills_mismatch',
    });
    await service.hears(OfferExpired, {
      ...OfferExpired.example,
      siteId: siteA,
      offerId: uuidv7(),
      expiredAt: told.answeredAt,
    });
    const { sites } = await get<OfferAnswersView>('/api/v1/reports/offer-answers');
    expect(sites).toMatchObject([
      {
        siteId: siteA,
        accepted: 1,
        declined: 1,
        expired: 1,
        meanAnswerSeconds: 200,
        reasons: [{ reason: 'skills_mismatch', count: 1 }],
      },
    ]);
  });
});
