import type { UsedPart } from '#common/events/index.js';
import { uuidv7 } from '#common/database/uuid.js';
import { person } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import type { PlanningExceptionView } from '../planning-exceptions/planning-exception.dto.js';
import { openInventory } from '../testing/open-inventory.js';
import { type Places, assertExplained, enterPart, reportedUse, stock } from '../testing/story.js';

const dayMilliseconds = 86_400_000;

describe('a reported use that no stock explains', () => {
  let service: TestService;
  let places: Places;
  beforeAll(async () => ({ service, places } = await openInventory({ planWeekly: false })), 60_000);
  afterAll(() => service?.close());
  afterEach(() => assertExplained(service));

  const report = (...partsUsed: UsedPart[]) => reportedUse(service, places, partsUsed);
  const exceptions = async (partId: string, as = person('planner')) => {
    const reader = await service.as(as);
    const { body } = await reader.get('/api/v1/planning-exceptions').query({ partId }).expect(200);
    return (body as { items: PlanningExceptionView[] }).items;
  };
  const demandOf = (partId: string) =>
    service.database.query(
      `SELECT location_id AS "locationId", sum(used)::integer AS used FROM inventory.demand WHERE part_id = $1 GROUP BY 1`,
      [partId],
    );
  const nextNight = async () => {
    const days = Math.floor(service.clock.now().getTime() / dayMilliseconds) + 1;
    await service.moveTo(new Date(days * dayMilliseconds));
  };

  it('is told to the planner and counts for what stock gave and one usual use', async () => {
    const partId = await enterPart(service);
    await stock(service, partId, places.sites[0], 8);
    for (let order = 0; order < 3; order += 1) await report({ partId, quantity: 2 });
    expect(await exceptions(partId)).toEqual([]);
    const repairOrderId = await report({ partId, quantity: 900 });
    expect(await demandOf(partId)).toEqual([{ locationId: places.sites[0], used: 6 + 2 + 2 }]);
    const [told, ...more] = await exceptions(partId);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      kind: 'unbacked_use',
      locationId: places.sites[0],
      severity: 898 * 12_000,
      numbers: {
        ...{ repairOrderId, siteId: places.sites[0], uncountedOrderId: repairOrderId },
        ...{ orders: 1, unbackedPieces: 898, uncountedPieces: 896, reportedPieces: 900, countedPieces: 4 },
      },
    });
    await nextNight();
    expect(await exceptions(partId)).toMatchObject([{ id: told!.id, version: told!.version }]);
  });

  it('of a few pieces counts in full, and is on the list after the next night', async () => {
    const partId = await enterPart(service);
    const repairOrderId = await report({ partId, quantity: 2 });
    expect(await demandOf(partId)).toEqual([{ locationId: places.sites[0], used: 2 }]);
    await nextNight();
    const numbers = { repairOrderId, siteId: places.sites[0], unbackedPieces: 2, orders: 1, uncountedPieces: 0 };
    expect(await exceptions(partId)).toMatchObject([{ kind: 'unbacked_use', numbers }]);
  });

  it('of a part that no catalogue has is told with order and site, and comes back with the next order', async () => {
    const [unknown, known] = [uuidv7(), await enterPart(service)];
    await stock(service, known, places.sites[0], 1);
    const repairOrderId = await report({ partId: unknown, quantity: 3 }, { partId: known, quantity: 1 });
    expect([await demandOf(unknown), await exceptions(known)]).toEqual([[], []]);
    const [told] = await exceptions(unknown);
    const numbers = { repairOrderId, siteId: places.sites[0], pieces: 3, orders: 1 };
    expect(told).toMatchObject({ kind: 'unknown_part', partId: unknown, locationId: places.sites[0], numbers });
    for (const [at, count] of [1, 0].entries())
      expect(await exceptions(unknown, person('site_manager', { siteId: places.sites[at]! }))).toHaveLength(count);

    const planner = await service.as(person('planner'));
    const settled = planner
      .post(`/api/v1/planning-exceptions/${told!.id}/settle`)
      .set('if-match', `"${told!.version}"`);
    await settled.send({ reason: 'the site has mistyped it' }).expect(200);
    expect(await exceptions(unknown)).toEqual([]);
    const next = await report({ partId: unknown, quantity: 1 });
    expect(await exceptions(unknown)).toMatchObject([
      { numbers: { repairOrderId: next, pieces: 4, orders: 2 }, settlement: { returnedBecause: 'numbers' } },
    ]);
    await service.moveTo(new Date(service.clock.now().getTime() + 93 * dayMilliseconds));
    expect(await exceptions(unknown)).toEqual([]);
  });
});
