import { ReservationDelayed, ReservationShort, VisitScheduled } from '#common/events/index.js';
import { uuidv7 } from '#common/database/uuid.js';
import { person } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import { refusal } from '../core/replenishment/milestones.js';
import { openInventory } from '../testing/open-inventory.js';
import { enterPart, likely, newOrder, type Places, visit } from '../testing/story.js';
import type { ReplenishmentOrderView } from './replenishment-order.dto.js';

describe('milestones', () => {
  let service: TestService;
  let places: Places;
  beforeAll(async () => ({ service, places } = await openInventory({ planWeekly: false })), 60_000);
  afterAll(() => service?.close());

  const after = (days: number) => new Date(service.clock.now().getTime() + days * 86_400_000).toISOString();
  /** A purchase of three pieces for the first site, due in two days. */
  const ordered = async (partId: string): Promise<string> => {
    const id = uuidv7();
    await service.database.query(
      `WITH level AS (
         INSERT INTO inventory.stock_level (part_id, location_id, site_id, on_order) VALUES ($2, $3, $3, 3)
       )
       INSERT INTO inventory.replenishment_order (id, kind, part_id, to_location_id, quantity, ordered_at, eta)
       VALUES ($1, 'purchase', $2, $3, 3, $4, $5)`,
      [id, partId, places.sites[0], service.clock.now(), after(2)],
    );
    return id;
  };
  const order = async (id: string) => {
    const planner = await service.as(person('planner'));
    return (await planner.get(`/api/v1/replenishment-orders/${id}`).expect(200)).body as ReplenishmentOrderView;
  };
  const report = async (id: string, body: object, status = 200) => {
    const planner = await service.as(person('planner'));
    const { version } = await order(id);
    const path = `/api/v1/replenishment-orders/${id}/milestones`;
    const answer = await planner.post(path).set('if-match', `"${version}"`).send(body).expect(status);
    await service.settle();
    return answer.body as ReplenishmentOrderView;
  };

  it('tell where an order is; a later date moves what was said to those who wait, and the receipt', async () => {
    const partId = await enterPart(service);
    const id = await ordered(partId);
    const waiting = newOrder();
    const who = { siteId: places.sites[0], technicianId: places.vans[0] };
    await service.hears(VisitScheduled, visit(waiting, who, [likely(partId)]));
    const [short] = (await service.published(ReservationShort)).filter(
      ({ repairOrderId }) => repairOrderId === waiting.repairOrderId,
    );
    expect(short!.expectedAt).toBe(after(2));

    await report(id, { milestone: 'confirmed' });
    const told = await report(id, { milestone: 'customs', eta: after(4), note: 'papers are missing' });
    expect(told).toMatchObject({ eta: after(4), status: 'ordered', version: 3 });
    expect(told.milestones.map(({ milestone, author }) => [milestone, author])).toEqual([
      ['ordered', null],
      ['confirmed', 'test planner'],
      ['customs', 'test planner'],
    ]);
    const delays = (await service.published(ReservationDelayed)).filter(
      ({ repairOrderId }) => repairOrderId === waiting.repairOrderId,
    );
    expect(delays).toMatchObject([{ availableAt: after(4), previousAvailableAt: after(2) }]);
    expect(delays[0]!.reason).toContain('customs: papers are missing');

    await service.moveTo(after(2.5));
    expect(await order(id)).toMatchObject({ status: 'ordered' });
    const planner = await service.as(person('planner'));
    const path = `/api/v1/replenishment-orders/${id}/receive`;
    await planner.post(path).set('if-match', '"3"').send({ quantity: 1 }).expect(200);
    await service.moveTo(after(2));
    const done = await order(id);
    expect(done).toMatchObject({ status: 'received', received: 3 });
    expect(done.milestones.at(-1)).toMatchObject({ milestone: 'received', at: done.receivedAt });
    await report(id, { milestone: 'shipped' }, 409);
  });

  it('come once, in their order, and not from the future', async () => {
    const id = await ordered(await enterPart(service));
    await report(id, {}, 400);
    await report(id, { milestone: 'shipped', at: after(1) }, 400);
    await report(id, { milestone: 'shipped', at: after(-9) }, 400);
    await report(id, { milestone: 'shipped', eta: after(-1) }, 400);
    await report(id, { milestone: 'received' }, 400);
    await report(id, { milestone: 'shipped' });
    await report(id, { milestone: 'shipped' }, 409);
    await report(id, { milestone: 'confirmed' }, 409);
    expect(refusal(['ordered', 'shipped'], 'customs')).toBeUndefined();
    const { milestones } = await report(id, { eta: after(3) });
    expect(milestones.map(({ milestone, eta }) => [milestone, eta])).toEqual([
      ['ordered', null],
      ['shipped', after(2)],
      [null, after(3)],
    ]);
    const planner = await service.as(person('planner'));
    const path = `/api/v1/replenishment-orders/${id}/milestones`;
    await planner.post(path).send({ milestone: 'customs' }).expect(428);
    await (await service.as(person('dispatcher'))).post(path).send({ milestone: 'customs' }).expect(403);
  });
});
