import { setTimeout as pause } from 'node:timers/promises';
import { person } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import type { Page } from '#common/http/pages.js';
import type { ForecastDetail, ForecastView } from '../forecasts/forecast.dto.js';
import { openInventory } from '../testing/open-inventory.js';
import { enterDemand, planned } from '../testing/planning.js';
import { enterPart, type Places, stock } from '../testing/story.js';
import type { DemandAdjustmentView } from './demand-adjustment.dto.js';
import type { DemandView } from './demand.dto.js';

describe('an adjustment of demand', () => {
  let service: TestService;
  let places: Places;
  let partId: string;
  beforeAll(async () => ({ service, places } = await openInventory({ planWeekly: false })), 60_000);
  afterAll(() => service?.close());
  beforeAll(async () => {
    partId = await enterPart(service);
    await enterDemand(service, partId, places.sites[0]); // each week one piece, the last on 1 March
    await stock(service, partId, places.sites[0], 100);
    await planned(service, { scope: {}, publishWhenDone: true });
  }, 60_000);

  const agent = () => service.as(person('planner'));
  const read = async <T>(path: string, query: object): Promise<Page<T>> =>
    (await (await agent()).get(`/api/v1/${path}`).query(query).expect(200)).body as Page<T>;
  const adjust = async (body: object) => {
    const item = { partId, locationId: places.sites[0], reason: 'a one-off project' };
    return (await agent()).post('/api/v1/demand-adjustments').send({ ...item, ...body });
  };
  const adjusted = async (from: string, to: string, pieces: number) => {
    const { status, body } = await adjust({ from, to, pieces });
    expect([status, body]).toMatchObject([201, { from, to, pieces }]);
    return body as DemandAdjustmentView;
  };
  const takeBack = async ({ id, version }: DemandAdjustmentView) =>
    (await agent()).post(`/api/v1/demand-adjustments/${id}/take-back`).set('if-match', `"${version}"`);
  const demand = async (from: string, to: string) =>
    (await read<DemandView>('demand', { partId, from, to })).items.map(({ day, used, adjusted: more }) => [
      day,
      used,
      more,
    ]);
  /** The forecast at a place once it counts so many pieces more or less than its run. */
  const live = async (locationId: string, pieces: number) => {
    for (let look = 0; look < 500; look += 1) {
      const [found] = (await read<ForecastView>('forecasts', { partId, locationId })).items;
      if (found?.live?.pieces === pieces) return found;
      await pause(10);
    }
    throw new Error(`the forecast at ${locationId} has not heard of ${pieces} pieces`);
  };

  it('leaves what is recorded alone, counts in the forecasts at once, and can be taken back', async () => {
    const entered = await adjusted('2026-02-14', '2026-02-17', 42);
    expect(entered).toMatchObject({ author: 'test planner', doubtedUseId: null, takenBackAt: null, version: 1 });
    const counted = [
      ['2026-02-14', 0, 11],
      ['2026-02-15', 1, 10],
      ['2026-02-16', 0, 11],
      ['2026-02-17', 0, 10],
    ];
    expect(await demand('2026-02-14', '2026-02-17')).toEqual(counted);
    const near = await live(places.sites[0], 42);
    expect(near.live!.meanPerDay).toBeGreaterThan(2 * near.meanPerDay);
    await live(places.central, 42);

    await (await agent()).post(`/api/v1/demand-adjustments/${entered.id}/take-back`).expect(428);
    expect((await takeBack({ ...entered, version: 9 })).status).toBe(412);
    const { status, body } = await takeBack(entered);
    expect([status, body]).toMatchObject([200, { takenBackBy: 'test planner', version: 2 }]);
    expect((await takeBack(entered)).status).toBe(409);
    expect(await demand('2026-02-14', '2026-02-17')).toEqual([['2026-02-15', 1, 0]]);
    const again = await live(places.sites[0], 0);
    expect(again.live!.meanPerDay).toBeLessThan(1.1 * again.meanPerDay);
    expect(await service.database.query(`SELECT FROM inventory.forecast_stale`)).toEqual([]);
  });

  it('takes away what was booked wrongly, and the next run reads the sum', async () => {
    await service.database.query(`UPDATE inventory.demand SET used = 500 WHERE part_id = $1 AND day = '2026-02-22'`, [
      partId,
    ]);
    const wrong = await adjusted('2026-02-22', '2026-02-22', -499);
    expect(await demand('2026-02-22', '2026-02-22')).toEqual([['2026-02-22', 500, -499]]);
    await planned(service, { scope: {}, publishWhenDone: true });
    const [forecast] = (await read<ForecastView>('forecasts', { partId, locationId: places.sites[0] })).items;
    const { body } = await (await agent()).get(`/api/v1/forecasts/${forecast!.id}`).expect(200);
    expect(Math.max(...(body as ForecastDetail).history.map(({ pieces }) => pieces))).toBe(1);
    expect((await takeBack(wrong)).status).toBe(200);
    await live(places.sites[0], 499);
  });

  it('is refused where it cannot be: days to come, more than there is, and what another one stands on', async () => {
    const refusals = [
      [{ from: '2026-03-01', to: '2026-03-03', pieces: 1 }, 'to', 'override the forecast'],
      [{ from: '2026-03-01', to: '2026-02-01', pieces: 1 }, 'to', 'must not be before from'],
      [{ from: '2024-12-01', to: '2026-02-01', pieces: 1 }, 'to', '366 at most'],
      [{ from: '2019-12-01', to: '2019-12-01', pieces: 1 }, 'from', 'no plan reads'],
      [{ from: '2026-02-01', to: '2026-02-14', pieces: -3 }, 'pieces', '2 count in this period'],
      [{ from: '2026-02-01', to: '2026-02-14', pieces: 0 }, 'pieces', 'adjusted by 0'],
      [{ from: '2026-02-01', to: '2026-02-01', pieces: 1, locationId: partId }, 'locationId', 'there is no'],
      [{ from: '2026-02-01', to: '2026-02-01', pieces: 1, partId: places.central }, 'partId', 'there is no part'],
    ] as const;
    for (const [body, field, why] of refusals)
      expect((await adjust(body)).body).toMatchObject({
        status: 400,
        errors: [{ field, message: expect.stringContaining(why) }],
      });
    const more = await adjusted('2026-02-10', '2026-02-10', 5);
    const less = await adjusted('2026-02-10', '2026-02-10', -4);
    const refused = await takeBack(more);
    expect([refused.status, refused.body]).toMatchObject([409, { detail: expect.stringContaining('2026-02-10 1') }]);
    expect((await takeBack(less)).status).toBe(200);
    expect((await takeBack(more)).status).toBe(200);
  });

  it('is entered once, however often it is sent, and listed in pages with filters', async () => {
    const planner = await agent();
    const body = {
      partId,
      locationId: places.sites[1],
      from: '2025-07-01',
      to: '2025-07-31',
      pieces: 3,
      reason: 'fair',
    };
    const send = () => planner.post('/api/v1/demand-adjustments').set('idempotency-key', 'the-fair').send(body);
    const [first, second] = [await send().expect(201), await send().expect(201)];
    expect(second.body).toEqual(first.body);
    const { id } = first.body as DemandAdjustmentView;
    const list = (query: object) => read<DemandAdjustmentView>('demand-adjustments', { partId, ...query });
    const summer = { from: '2025-07-20', to: '2025-08-20' };
    expect((await list(summer)).items).toMatchObject([{ id, pieces: 3, reason: 'fair' }]);
    expect((await list({ locationId: places.sites[1] })).items).toHaveLength(1);
    expect((await list({ active: 'true' })).items.map((one) => one.id)).toEqual([id]);
    const { items: gone } = await list({ active: 'false' });
    expect(gone).toHaveLength(4);
    const page = await list({ active: 'false', limit: 3 });
    const rest = await list({ active: 'false', limit: 3, cursor: page.next });
    expect([...page.items, ...rest.items]).toEqual(gone);
    await (await service.as(person('dispatcher'))).post('/api/v1/demand-adjustments').send(body).expect(403);
    const site = await service.as(person('site_manager', { siteId: places.sites[1] }));
    await site.get('/api/v1/demand-adjustments').expect(403);
  });
});
