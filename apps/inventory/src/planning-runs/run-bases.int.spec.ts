import { AssetRegistered, RepairOrderCannotComplete } from '#common/events/index.js';
import { uuidv7 } from '#common/database/uuid.js';
import { person } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import type { ForecastDetail, ForecastView } from '../forecasts/forecast.dto.js';
import { enterDemand, planned } from '../testing/planning.js';
import { openInventory } from '../testing/open-inventory.js';
import { enterPart, type Places, stock } from '../testing/story.js';
import { unitsByCell } from './run-bases.sql.js';

describe('what a run knows of others', () => {
  let service: TestService;
  let places: Places;
  beforeAll(async () => ({ service, places } = await openInventory({ planWeekly: false })), 60_000);
  afterAll(() => service?.close());

  const forecastAt = async (partId: string, locationId: string): Promise<ForecastDetail | undefined> => {
    const planner = await service.as(person('planner'));
    const { body } = await planner.get('/api/v1/forecasts').query({ partId, locationId }).expect(200);
    const [found] = (body as { items: ForecastView[] }).items;
    if (!found) return undefined;
    return (await planner.get(`/api/v1/forecasts/${found.id}`).expect(200)).body as ForecastDetail;
  };
  const plan = (partId: string) => planned(service, { scope: { partIds: [partId] }, publishWhenDone: true });
  const register = (asset: Partial<AssetRegistered>) =>
    service.hears(AssetRegistered, { ...AssetRegistered.example, assetId: uuidv7(), ...asset });

  it('plans a site that hardly wants a part by what the other site wants, in proportion to its size', async () => {
    const partId = await enterPart(service);
    const usual = await enterPart(service);
    await enterDemand(service, partId, places.sites[0], { everyDays: 7 });
    await stock(service, partId, places.sites[1], 1);
    await enterDemand(service, usual, places.sites[0], { everyDays: 7 });
    await enterDemand(service, usual, places.sites[1], { everyDays: 7 });
    await plan(partId);
    const [near, far] = [await forecastAt(partId, places.sites[0]), await forecastAt(partId, places.sites[1])];
    expect(far).toMatchObject({ method: 'pooled' });
    const reason = far!.reasons.find(({ code }) => code === 'pooled')!;
    expect(reason.values).toMatchObject({ ownPieces: 0, perThousandHere: 0 });
    expect(far!.meanPerDay).toBeGreaterThan(0.004);
    expect(far!.meanPerDay).toBeLessThan(near!.meanPerDay);
    expect(near!.method).not.toBe('pooled');
  });

  it('plans a part that nobody has wanted yet where it is bought, by the units in the field and how often such parts fail', async () => {
    const partId = await enterPart(service);
    await plan(partId);
    expect(await forecastAt(partId, places.central)).toBeUndefined();

    const spot = { ...AssetRegistered.example.place, lon: 120.4, lat: 30.3 };
    for (let unit = 0; unit < 20; unit += 1) await register({ installedAt: '2024-01-10T08:00:00Z', place: spot });
    const assetId = uuidv7();
    await register({ assetId, version: 2, installedAt: '2024-01-10T08:00:00Z', place: spot });
    await register({ assetId, version: 1, category: 'toaster', place: spot });
    await register({ category: 'toaster', place: spot });
    const counted = await service.database.query<{ category: string; units: number }>(
      `SELECT category, count(*)::integer AS units FROM inventory.installed_unit GROUP BY 1 ORDER BY 1`,
    );
    expect(counted).toEqual([
      { category: 'toaster', units: 1 },
      { category: 'vacuum', units: 21 },
    ]);
    await plan(partId);
    const forecast = (await forecastAt(partId, places.central))!;
    expect(forecast.method).toBe('installed-base');
    const { values } = forecast.reasons.find(({ code }) => code === 'installed-base')!;
    expect(Number(values['unitYearsPerPeriod'])).toBeCloseTo((21 * 7) / 365, 2);
    expect(forecast.meanPerDay * 7).toBeCloseTo(
      Number(values['unitYearsPerPeriod']) * Number(values['failuresPerUnitYear']),
      3,
    );
  });

  it('takes a unit that was beyond repair away from the units in the field, whatever is heard of first', async () => {
    const category = 'kettle';
    const spot = { ...AssetRegistered.example.place, lon: 120.4, lat: 30.3 };
    const unit = { category, place: spot, installedAt: '2025-03-02T00:00:00Z' };
    const scrap = (
      assetId: string,
      finishedAt: string,
      reason: 'beyond_repair' | 'customer_refused' = 'beyond_repair',
    ) =>
      service.hears(RepairOrderCannotComplete, {
        ...{ ...RepairOrderCannotComplete.example, ...unit, repairOrderId: uuidv7(), assetId, finishedAt, reason },
      });
    const [kept, early, late, again] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    for (const assetId of [kept, late, again]) await register({ ...unit, assetId });
    await scrap(kept, '2025-09-01T00:00:00Z', 'customer_refused');
    await scrap(early, '2025-08-31T00:00:00Z');
    await register({ ...unit, assetId: early });
    await scrap(late, '2025-08-31T00:00:00Z');
    await scrap(again, '2025-03-03T00:00:00Z');
    await register({ ...unit, assetId: again, version: 2, installedAt: '2026-02-01T00:00:00Z' });
    const cells = await service.database.query<{ units: number; unitYears: number }>(
      unitsByCell.replaceAll('installed_unit', 'inventory.installed_unit'),
      ['2025-03-02', '2026-03-02', [category]],
    );
    expect(cells).toMatchObject([{ units: 2 }]);
    expect(cells[0]!.unitYears).toBeCloseTo((365 + 2 * 182 + 29) / 365, 6);
  });
});
