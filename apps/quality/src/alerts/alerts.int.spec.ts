import { uuidv7 } from '#common/database/uuid.js';
import { AlertRaised, AssetRegistered, RepairOrderCompleted } from '#common/events/index.js';
import { person } from '#common/testing/actors.js';
import { TestService } from '#common/testing/service.js';
import { qualityApp } from '../app.module.js';
import type { UChartView } from '../charts/chart.dto.js';
import { completed, productId } from '../testing/finished-order.js';

const monday = '2026-03-02T02:00:00.000Z';
const week = 7 * 86_400_000;
const weeksBack = (weeks: number) => new Date(Date.parse(monday) - weeks * week).toISOString();

describe('charts and alerts', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await TestService.start(qualityApp, { now: '2026-02-27T12:00:00.000Z' });
    for (let unit = 0; unit < 20; unit += 1) {
      await service.hears(AssetRegistered, {
        ...AssetRegistered.example,
        assetId: uuidv7(),
        productId,
        installedAt: weeksBack(60),
      });
    }
    await history(36);
    // Eight failures in the last whole week, W09, where one is usual; the last of them wakes the watch that night.
    for (let count = 0; count < 8; count += 1) await fail('2026-02-25T12:00:00.000Z');
  });
  afterAll(() => service.close());

  const fail = (finishedAt: string) =>
    service.hears(RepairOrderCompleted, completed(finishedAt, { faultCode: uuidv7() }));
  /** One failure in each of the weeks before W09. */
  const history = async (weeks: number) => {
    for (let back = 2; back < weeks + 2; back += 1)
      await fail(new Date(Date.parse(weeksBack(back)) + 2 * 86_400_000).toISOString());
  };
  const chart = async (query: string) =>
    (await (await service.as(person('quality_engineer'))).get(`/api/v1/charts/u?${query}`).expect(200))
      .body as UChartView;

  it('raises an alert once when the week is over and its rate has risen', async () => {
    await service.moveTo('2026-02-28T00:02:00.000Z');
    expect(await service.published(AlertRaised)).toEqual([]);
    await service.moveTo('2026-03-02T00:02:00.000Z');
    expect(await service.published(AlertRaised)).toHaveLength(1);
    await fail('2026-03-02T00:02:00.000Z');
    await service.moveTo('2026-03-03T00:02:00.000Z');
    const [alert, ...more] = await service.published(AlertRaised);
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      productId,
      category: 'vacuum',
      chart: 'u',
      rule: 'beyond-3-sigma',
      period: '2026-W09',
      observed: 8 / 20,
      expected: 1 / 20,
      unitsAtRisk: 20,
    });
  });

  it('draws the same limits on the chart, with what was recorded since, for the product and for its category', async () => {
    for (const query of [`productId=${productId}`, 'category=vacuum']) {
      const { points } = await chart(`${query}&weeks=10`);
      expect(points).toHaveLength(10);
      expect(points.at(-1)).toMatchObject({
        period: '2026-W09',
        failures: 9,
        unitWeeks: 20,
        alarms: ['beyond-3-sigma'],
      });
      expect(points.at(-1)!.upperLimit).toBeCloseTo(0.05 + 3 * Math.sqrt(0.05 / 20), 10);
      expect(points.at(-2)).toMatchObject({ failures: 1, centre: 0.05, rules: [], alarms: [] });
    }
  });

  it('has no limits where nothing is installed', async () => {
    const { points } = await chart(`productId=${uuidv7()}&weeks=3`);
    expect(points).toMatchObject(
      Array.from({ length: 3 }, () => ({ unitWeeks: 0, rate: null, centre: null, alarms: [] })),
    );
  });

  it('asks for one subject', async () => {
    const engineer = await service.as(person('quality_engineer'));
    for (const query of ['', `productId=${productId}&category=vacuum`]) {
      const { body } = await engineer.get(`/api/v1/charts/u?${query}`).expect(400);
      expect(body.errors[0].field).toBe('productId');
    }
  });

  it('lists alerts to those who look after the whole network', async () => {
    const engineer = await service.as(person('quality_engineer'));
    const { body } = await engineer.get(`/api/v1/quality-alerts?productId=${productId}`).expect(200);
    expect(body.items).toHaveLength(1);
    const [{ alertId, chartAt }] = body.items as [{ alertId: string; chartAt: string }];
    await engineer.get(`/api/v1/quality-alerts/${alertId}`).expect(200);
    await engineer.get(chartAt).expect(200);
    await engineer.get(`/api/v1/quality-alerts/${uuidv7()}`).expect(404);
    await (await service.as(person('site_manager', { siteId: uuidv7() }))).get('/api/v1/quality-alerts').expect(403);
  });
});
