import { person } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import type { TargetMatrixView } from '../target-matrix/target-matrix.dto.js';
import { enterDemand, planned, request } from '../testing/planning.js';
import { openInventory } from '../testing/open-inventory.js';
import { enterPart, type Places } from '../testing/story.js';
import type { LabView } from './lab.dto.js';
import type { PlanningRunView } from './planning-run.dto.js';

describe('the policy lab', () => {
  let service: TestService;
  let places: Places;
  let partIds: string[];
  beforeAll(async () => {
    ({ service, places } = await openInventory({ planWeekly: false }));
    partIds = [await enterPart(service), await enterPart(service)];
    await enterDemand(service, partIds[0]!, places.sites[0], { everyDays: 3 });
    await enterDemand(service, partIds[1]!, places.sites[1], { everyDays: 10, pieces: 2 });
  }, 60_000);
  afterAll(() => service?.close());

  const planner = () => service.as(person('planner'));
  const test = (body: object = {}): Promise<PlanningRunView> =>
    planned(service, {
      scope: { partIds },
      whatIf: { methods: ['automatic', 'long-memory'], plannedShares: [0.99, 0.8, 0.95] },
      ...body,
    });
  const curves = async ({ id }: PlanningRunView, query: object = {}) => {
    const { body } = await (await planner()).get(`/api/v1/planning-runs/${id}/lab`).query(query).expect(200);
    return body as { items: LabView[]; next: string | null };
  };

  it('draws what each method and fill rate would have delivered, and at what stock, for all and for each class and place', async () => {
    const run = await test();
    expect(run).toMatchObject({ status: 'done', trigger: 'what-if', partsDone: 2, itemLocations: 6 });
    const { items } = await curves(run);
    expect(items).toMatchObject([{ grouping: 'all', key: 'all' }]);
    const [all] = items;
    expect(all!.curves.map(({ method, itemLocations }) => [method, itemLocations])).toEqual([
      ['automatic', 6],
      ['long-memory', 6],
    ]);
    const { points } = all!.curves[0]!;
    expect(points.map(({ plannedShare }) => plannedShare)).toEqual([0.8, 0.95, 0.99]);
    const values = points.map(({ stockValueMinor }) => stockValueMinor);
    expect(values).toEqual(values.toSorted((one, other) => one - other));
    // 63 days at the site and at both warehouses above it.
    expect(points[0]!.wantedPieces).toBe(3 * (21 + 2 * 7));
    expect(all!.inWords).toContain('automatic planned for 95 % delivered');
    const kinds = await curves(run, { grouping: 'placeKind', limit: 2 });
    expect(kinds.items.map(({ key }) => key)).toEqual(['central', 'regional']);
    expect((await curves(run, { grouping: 'placeKind', cursor: kinds.next })).items).toMatchObject([{ key: 'site' }]);
    const [near] = (await curves(run, { grouping: 'place', key: places.sites[0] })).items;
    expect(near!.curves[0]!.itemLocations).toBe(1);
  });

  it('plans and publishes nothing; a target of it can be adopted', async () => {
    const run = await test({ scope: { partIds, locationIds: [places.sites[0]] } });
    expect(run.itemLocations).toBe(1);
    const agent = await planner();
    const path = `/api/v1/planning-runs/${run.id}`;
    const seen = `"${run.version}"`;
    await agent.post(`${path}/publish`).set('if-match', seen).expect(409);
    await agent
      .get(`${path}/comparison`)
      .query({ with: (await test()).id })
      .expect(409);
    const { body: none } = await agent.get('/api/v1/stock-policies').expect(200);
    expect(none).toEqual({ items: [], next: null });
    const adoption = { targetShare: 0.91, valueClass: 'A', criticality: 'vital', reason: 'costs half' };
    await agent.post(`${path}/adopt`).send(adoption).expect(428);
    const { body } = await agent.post(`${path}/adopt`).set('if-match', seen).send(adoption).expect(200);
    const { cells, reason, version } = body as TargetMatrixView;
    expect({ version, reason }).toEqual({ version: 2, reason: `costs half (what-if run ${run.id})` });
    const changed = cells.filter(({ targetShare }) => targetShare === 0.91);
    expect(changed.map((cell) => `${cell.valueClass}${cell.variationClass} ${cell.criticality}`)).toEqual([
      'AX vital',
      'AY vital',
      'AZ vital',
    ]);
  });

  it('refuses what it cannot test', async () => {
    const agent = await planner();
    const wrong = [
      { whatIf: { methods: ['magic'] } },
      { whatIf: { plannedShares: [1] } },
      { whatIf: { plannedShares: [] } },
      { whatIf: {}, publishWhenDone: true },
    ];
    for (const body of wrong)
      await agent
        .post('/api/v1/planning-runs')
        .send({ scope: {}, ...body })
        .expect(400);
    const { id } = await request(service, { scope: { partIds } });
    await agent.get(`/api/v1/planning-runs/${id}/lab`).expect(409);
  });
});
