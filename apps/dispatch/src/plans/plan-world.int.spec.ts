import { exampleId } from '#common/events/values.js';
import { ReservationHeld } from '#common/events/reservation-held.js';
import { StockLevelChanged } from '#common/events/stock-level-changed.js';
import { siteDay } from '../core/plans/daily-capacity.js';
import { neededParts } from '../core/plans/plan-stock.js';
import { enterSite, enterTechnician } from '../testing/network-rows.js';
import { Story } from '../testing/story.js';
import { newPlan } from './new-plan.js';
import { PlanQueue } from './plan-queue.js';
import { PlanWorldService } from './plan-world.service.js';

const [motor, pump] = [exampleId(77), exampleId(78)];

describe('what a plan is made from', () => {
  let story: Story;
  beforeEach(async () => (story = await Story.begin()));
  afterEach(() => story.end());

  it('has what is free in vans and at sites, what is set aside for an order, and the visits of the day that are over', async () => {
    const site = await enterSite(story.service.database, 'OWN', { kind: 'own' });
    const li = await enterTechnician(story.service.database, site, 'Li');
    const order = await story.request({ likelyParts: [{ partId: pump, quantity: 1, probability: 0.4 }] });
    const [visit] = await story.visits(order.id);
    await story.service.moveTo(visit!.start_at);
    await story.post(site, `visits/${visit!.id}/arrive`, 1);
    const missing = { outcome: 'part_missing', partsMissing: [{ partId: motor, quantity: 1 }] };
    await story.post(site, `visits/${visit!.id}/finish`, 2, missing);

    const stock = async (number: number, level: Partial<StockLevelChanged>) => {
      const { technicianId: _, ...example } = StockLevelChanged.example;
      await story.service.hears(StockLevelChanged, {
        ...example,
        stockLevelId: exampleId(number),
        siteId: site,
        ...level,
      });
    };
    await stock(90, { partId: pump, locationKind: 'van', technicianId: li, available: 2 });
    await stock(91, { partId: motor, locationKind: 'site', available: 3 });
    await stock(92, { partId: pump, locationKind: 'site', available: 0 });
    const availableAt = '2026-03-02T02:00:00.000Z';
    const line = { ...ReservationHeld.example.lines[0]!, partId: motor, locationId: li, siteId: site, availableAt };
    const held = { repairOrderId: order.id, requestId: order.request_id, lines: [line], availableAt, version: 5 };
    await story.service.hears(ReservationHeld, held);

    const plan = newPlan({
      kind: 'day',
      scope: 'any',
      siteIds: [site],
      firstDay: '2026-03-02',
      lastDay: '2026-03-03',
      seconds: 1,
      seed: 1,
      requestedBy: 'a test',
      requestedAt: story.service.clock.now(),
    });
    const world = await story.service.get(PlanQueue).inTransaction(() => story.service.get(PlanWorldService).of(plan));
    expect(world.stock).toEqual({
      vans: new Map([[li, new Map([[pump, 2]])]]),
      sites: new Map([[site, new Map([[motor, 3]])]]),
    });
    expect(world.visitsBeside).toEqual(new Map([[siteDay(site, world.firstDay), 1]]));
    expect(world.visits.map((one) => neededParts(one.order))).toEqual([
      [{ partId: motor, quantity: 1, locationId: li }],
    ]);
  });
});
