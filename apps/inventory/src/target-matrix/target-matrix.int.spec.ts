import { person } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import type { StockPolicyView } from '../policies/stock-policy.dto.js';
import { enterDemand, planned } from '../testing/planning.js';
import { openInventory } from '../testing/open-inventory.js';
import { enterPart, type Places } from '../testing/story.js';
import type { TargetMatrixView } from './target-matrix.dto.js';

describe('the matrix of targets', () => {
  let service: TestService;
  let places: Places;
  beforeAll(async () => ({ service, places } = await openInventory({ planWeekly: false })), 60_000);
  afterAll(() => service?.close());

  const path = '/api/v1/target-matrix';
  const planner = () => service.as(person('planner'));
  const matrix = async () => (await (await planner()).get(path).expect(200)).body as TargetMatrixView;

  it('starts with vital parts first, and is replaced as a whole with a reason by who has seen the present one', async () => {
    const start = await matrix();
    expect(start).toMatchObject({ version: 1, author: 'Callout', enteredAt: null });
    expect(start.cells).toHaveLength(27);
    const agent = await planner();
    const cells = start.cells.map((cell) => ({ ...cell, targetShare: 0.9 }));
    const body = { cells, reason: 'the budget of this year' };
    await agent.put(path).send(body).expect(428);
    await agent.put(path).set('if-match', '"2"').send(body).expect(412);
    const wrong = [
      { ...body, cells: cells.slice(1) },
      { ...body, cells: [...cells.slice(1), cells[1]] },
      { ...body, cells: [...cells.slice(1), { ...cells[0], targetShare: 1 }] },
      { ...body, reason: '' },
    ];
    for (const one of wrong) await agent.put(path).set('if-match', '"1"').send(one).expect(400);
    const { body: twice } = await agent.put(path).set('if-match', '"1"').send(wrong[1]).expect(400);
    expect(JSON.stringify(twice)).toContain('is there twice');
    const { body: saved } = await agent.put(path).set('if-match', '"1"').send(body).expect(200);
    expect(saved).toMatchObject({ version: 2, author: 'test planner', reason: body.reason });
    expect(await matrix()).toEqual(saved);
    await agent.put(path).set('if-match', '"1"').send(body).expect(412);
    const { body: versions } = await agent.get(`${path}/versions`).expect(200);
    expect(versions).toEqual({ items: [saved], next: null });
    await (await service.as(person('supervisor'))).put(path).set('if-match', '"2"').send(body).expect(403);
    await (await service.as(person('site_manager', { siteId: places.sites[0] }))).get(path).expect(403);
  });

  it('is what the next run plans with', async () => {
    const partId = await enterPart(service);
    await enterDemand(service, partId, places.sites[0]);
    const { cells, version } = await matrix();
    const agent = await planner();
    const entered = cells.map((cell) => ({ ...cell, targetShare: 0.77 }));
    await agent.put(path).set('if-match', `"${version}"`).send({ cells: entered, reason: 'a trial' }).expect(200);
    const run = await planned(service, { scope: { partIds: [partId] }, publishWhenDone: true });
    expect(run.targetMatrixVersion).toBe(version + 1);
    const { body } = await agent.get('/api/v1/stock-policies').query({ partId }).expect(200);
    const { items } = body as { items: StockPolicyView[] };
    expect(items.map(({ targetShare }) => targetShare)).toEqual([0.77, 0.77, 0.77]);
    expect(items[0]!.reason).toMatch(/77 % of pieces from the shelf|not kept/);
  });
});
