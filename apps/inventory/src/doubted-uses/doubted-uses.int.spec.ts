import { SiteChanged, type UsedPart } from '#common/events/index.js';
import { uuidv7 } from '#common/database/uuid.js';
import { person } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import type { DemandAdjustmentView } from '../demand/demand-adjustment.dto.js';
import type { VanKitView } from '../moves/van-kit.dto.js';
import type { PlanningExceptionView } from '../planning-exceptions/planning-exception.dto.js';
import { openInventory } from '../testing/open-inventory.js';
import { enterPart, type Places, reportedUse, stock } from '../testing/story.js';
import type { DoubtedUseView } from './doubted-use.dto.js';

describe('a doubted use', () => {
  let service: TestService;
  let places: Places;
  beforeAll(async () => {
    ({ service, places } = await openInventory({ planWeekly: false }));
    const own = { ...SiteChanged.example, siteId: places.sites[0], kind: 'own' as const };
    await service.hears(SiteChanged, own);
  }, 60_000);
  afterAll(() => service?.close());

  const report = (partsUsed: UsedPart[]) => reportedUse(service, places, partsUsed);
  const list = async <T>(path: string, query: object): Promise<T[]> => {
    const { body } = await (await service.as(person('planner'))).get(`/api/v1/${path}`).query(query).expect(200);
    return (body as { items: T[] }).items;
  };
  const uses = (partId: string, more: object = {}) => list<DoubtedUseView>('doubted-uses', { partId, ...more });
  const exceptions = (partId: string, settled = false) =>
    list<PlanningExceptionView>('planning-exceptions', { partId, settled: String(settled) });
  const write = async ({ id, version }: DoubtedUseView, step: 'settle' | 'reopen', body: object = {}) => {
    const planner = await service.as(person('planner'));
    return planner.post(`/api/v1/doubted-uses/${id}/${step}`).set('if-match', `"${version}"`).send(body);
  };
  const settled = async (use: DoubtedUseView, pieces: number) => {
    const { status, body } = await write(use, 'settle', { pieces, reason: 'the site was asked' });
    expect([status, body]).toMatchObject([200, { settlement: { pieces, author: 'test planner' } }]);
    return body as DoubtedUseView;
  };
  const reopened = async (use: DoubtedUseView) => (await write(use, 'reopen')).body as DoubtedUseView;
  const demandOf = async (partId: string) =>
    (
      await service.database.query<{ used: number; adjusted: number }>(
        `SELECT used, adjusted FROM inventory.demand WHERE part_id = $1`,
        [partId],
      )
    ).map(({ used, adjusted }) => [used, adjusted]);
  /** Three orders took two pieces each, and one says that it took 900. */
  const doubted = async () => {
    const partId = await enterPart(service);
    await stock(service, partId, places.sites[0], 8);
    for (let order = 0; order < 3; order += 1) await report([{ partId, quantity: 2 }]);
    return { partId, repairOrderId: await report([{ partId, quantity: 900 }]) };
  };

  it('counts as a planner says: as told, otherwise or not at all, and that settles its exception', async () => {
    const { partId, repairOrderId } = await doubted();
    const [open, ...more] = await uses(partId, { settled: 'false' });
    expect(more).toEqual([]);
    const at = { locationId: places.sites[0], demandLocationId: places.sites[0], demandDay: '2026-03-02' };
    expect(open).toMatchObject({ repairOrderId, reportedPieces: 900, countedPieces: 4, settlement: null, ...at });
    const planner = await service.as(person('planner'));
    const path = `/api/v1/doubted-uses/${open!.id}/settle`;
    await planner.post(path).send({ pieces: 900, reason: 'true' }).expect(428);
    expect((await write({ ...open!, version: 7 }, 'settle', { pieces: 900, reason: 'true' })).status).toBe(412);
    expect((await write(open!, 'settle', { pieces: -1, reason: 'true' })).status).toBe(400);

    const told = await settled(open!, 900);
    expect(await demandOf(partId)).toEqual([[10, 896]]);
    expect(await exceptions(partId)).toEqual([]);
    expect(await exceptions(partId, true)).toMatchObject([
      { kind: 'unbacked_use', settlement: { reason: 'the site was asked', author: 'test planner' } },
    ]);
    expect((await write(told, 'settle', { pieces: 1, reason: 'again' })).status).toBe(409);
    const [adjustment] = await list<DemandAdjustmentView>('demand-adjustments', { partId });
    expect(adjustment).toMatchObject({ pieces: 896, doubtedUseId: open!.id, reason: 'the site was asked' });
    const takeBack = planner.post(`/api/v1/demand-adjustments/${adjustment!.id}/take-back`).set('if-match', '"1"');
    expect((await takeBack).body).toMatchObject({ status: 409, detail: expect.stringContaining('reopen') });

    const again = await reopened(told);
    expect([again.settlement, await demandOf(partId)]).toEqual([null, [[10, 0]]]);
    expect(await exceptions(partId)).toMatchObject([{ numbers: { uncountedPieces: 896, reportedPieces: 900 } }]);
    expect((await write(again, 'reopen')).status).toBe(409);

    const none = await settled(again, 0);
    expect(await demandOf(partId)).toEqual([[10, -4]]);
    const same = await settled(await reopened(none), 4);
    expect([await demandOf(partId), await exceptions(partId)]).toEqual([[[10, 0]], []]);
    expect(await uses(partId, { settled: 'true' })).toEqual([same]);
  });

  it('leaves the exception open while another one is doubted there, and comes back with the next', async () => {
    const { partId } = await doubted();
    const second = await report([{ partId, quantity: 700 }]);
    const [newer, older] = await uses(partId);
    expect(newer).toMatchObject({ repairOrderId: second, reportedPieces: 700 });
    await settled(newer!, 2);
    expect(await exceptions(partId)).toMatchObject([{ numbers: { reportedPieces: 900, uncountedPieces: 896 } }]);
    await settled(older!, 2);
    expect(await exceptions(partId)).toEqual([]);
    const third = await report([{ partId, quantity: 800 }]);
    expect(await exceptions(partId)).toMatchObject([
      { numbers: { uncountedOrderId: third }, settlement: { returnedBecause: 'numbers' } },
    ]);
  });

  it('of a part that no catalogue has cannot count, but be settled', async () => {
    const unknown = uuidv7();
    await report([{ partId: unknown, quantity: 3 }]);
    const [open] = await uses(unknown);
    expect(open).toMatchObject({ reportedPieces: 3, countedPieces: 0 });
    expect((await write(open!, 'settle', { pieces: 3, reason: 'a new one' })).body).toMatchObject({
      status: 400,
      errors: [{ field: 'pieces', message: expect.stringContaining(unknown) }],
    });
    await settled(open!, 0);
    expect([await exceptions(unknown), await uses(unknown, { settled: 'false' })]).toEqual([[], []]);
  });

  it('is settled by planners, and shown to no site', async () => {
    const { partId } = await doubted();
    const [open] = await uses(partId);
    const site = await service.as(person('site_manager', { siteId: places.sites[0] }));
    await site.get('/api/v1/doubted-uses').expect(403);
    const dispatcher = await service.as(person('dispatcher'));
    const settle = `/api/v1/doubted-uses/${open!.id}/settle`;
    for (const one of [site, dispatcher]) await one.post(settle).send({ pieces: 1, reason: 'ours' }).expect(403);
    const planner = await service.as(person('planner'));
    await planner.post(`/api/v1/doubted-uses/${partId}/settle`).send({ pieces: 1, reason: 'none' }).expect(404);
  });

  it('is a job of its site’s vans as it counts', async () => {
    const planner = await service.as(person('planner'));
    const kit = async () => (await planner.get(`/api/v1/van-kits/${places.vans[0]}`).expect(200)).body as VanKitView;
    const { partId } = await doubted();
    const [open] = await uses(partId);
    const before = await kit();
    const asTold = await settled(open!, 900);
    const told = await kit();
    const none = await settled(await reopened(asTold), 0);
    const without = await kit();
    const pieces = ({ parts }: VanKitView) => parts.find((part) => part.partId === partId)?.quantity;
    expect([before, told, without].map(({ jobs }) => jobs - before.jobs)).toEqual([0, 0, -1]);
    expect([before, without].map(pieces)).toEqual([4, 2]);
    expect(told.completedShare).toBeLessThan(before.completedShare);
    expect((await reopened(none)).settlement).toBeNull();
    expect(await kit()).toEqual(before);
  });
});
