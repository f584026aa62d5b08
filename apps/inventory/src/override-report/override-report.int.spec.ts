import { PlanningRunChanged } from '#common/events/index.js';
import { person } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import type { StockPolicyView } from '../policies/stock-policy.dto.js';
import { enterDemand, planned, reached } from '../testing/planning.js';
import { openInventory } from '../testing/open-inventory.js';
import { enterPart, type Places } from '../testing/story.js';
import type { OverrideReport } from './override-report.dto.js';

describe('the report whether overrides helped', () => {
  let service: TestService;
  let places: Places;
  let partId: string;
  beforeAll(async () => {
    ({ service, places } = await openInventory({ planWeekly: false }));
    partId = await enterPart(service);
    await enterDemand(service, partId, places.sites[0]);
    await enterDemand(service, partId, places.sites[1]);
    await planned(service, { scope: {}, publishWhenDone: true });
  }, 60_000);
  afterAll(() => service?.close());

  const planner = () => service.as(person('planner'));
  const report = async (query: object = {}) => {
    const { body } = await (await planner()).get('/api/v1/override-report').query(query).expect(200);
    return body as OverrideReport;
  };

  it('compares with what happened a forecast that a planner gave, with and without it', async () => {
    const agent = await planner();
    // The supplier takes a week: what is not on the shelf is missed.
    const given = { partId, locationId: places.central, kind: 'forecast', meanPerDay: 2, reason: 'a campaign' };
    await agent.post('/api/v1/planning-overrides').send(given).expect(201);
    const last = (await service.published(PlanningRunChanged)).at(-1)!;
    await reached(service, last.planningRunId, 'published');
    expect((await report()).items).toMatchObject([
      { kind: 'forecast', verdict: 'too-early', author: 'test planner', from: '2026-03-02', days: 0, with: null },
    ]);
    await service.database.query(
      `INSERT INTO inventory.demand (part_id, location_id, day, used)
       SELECT $1, $2, '2026-03-02'::date + n, 2 FROM generate_series(0, 20) AS n`,
      [partId, places.sites[0]],
    );
    await service.moveTo('2026-03-23T00:00:00Z');
    const { items, sums } = await report({ kind: 'forecast' });
    expect(sums).toEqual({ helped: 1, harmed: 0, noDifference: 0, tooEarly: 0 });
    const [outcome] = items;
    expect(outcome).toMatchObject({
      verdict: 'helped',
      days: 21,
      wantedPieces: 42,
      endedAt: null,
      reason: 'a campaign',
    });
    expect(outcome!.with!.expectedPieces).toBeCloseTo(42, 0);
    expect(outcome!.without!.piecesShort).toBeGreaterThan(outcome!.with!.piecesShort);
    expect(outcome!.with!.loss!).toBeLessThan(outcome!.without!.loss!);
    expect(outcome!.savedMinor).toBeGreaterThan(0);
    expect(outcome!.inWords).toMatch(/^helped: 42 pieces wanted in 21 days/);
  });

  it('knows every time that a policy’s own numbers were replaced, also those that have ended', async () => {
    const agent = await planner();
    const locationId = places.sites[1];
    const { body } = await agent.get('/api/v1/stock-policies').query({ partId, locationId }).expect(200);
    const [policy] = (body as { items: StockPolicyView[] }).items;
    const path = `/api/v1/stock-policies/${policy!.id}`;
    const numbers = { reorderPoint: 90, orderUpTo: 99, reason: 'a hunch' };
    const seen = (version: number) => `"${version}"`;
    await agent.post(`${path}/override`).set('if-match', seen(policy!.version)).send(numbers).expect(200);
    await service.moveTo('2026-04-06T00:00:00Z');
    const version = ((await agent.get(path).expect(200)).body as StockPolicyView).version;
    await agent.post(`${path}/automatic`).set('if-match', seen(version)).expect(200);
    await service.moveTo('2026-04-20T00:00:00Z');
    const { items, next } = await report({ locationId });
    expect(items).toMatchObject([
      {
        ...{ kind: 'policy', verdict: 'harmed', days: 14, endedAt: '2026-04-06T00:00:00.000Z' },
        ...{ with: { expectedPieces: null, loss: null, onHand: 99 } },
      },
    ]);
    expect(next).toBeNull();
    expect(items[0]!.savedMinor).toBeLessThan(0);
    await (
      await service.as(person('site_manager', { siteId: places.sites[0] }))
    )
      .get('/api/v1/override-report')
      .expect(403);
  });
});
