import { randomUUID } from 'node:crypto';
import {
  OfferMade,
  ReplenishmentOrderPlaced,
  ReplenishmentOrderReceived,
  ReservationHeld,
  ReservationShort,
} from '#common/events/index.js';
import { person } from '#common/testing/actors.js';
import type { TestService } from '#common/testing/service.js';
import type { BulkResult, ProposalView } from '../proposals/proposal.dto.js';
import { openInventory } from '../testing/open-inventory.js';
import { type Places, assertExplained, enterPart, levelOf, likely, newOrder, offer, stock } from '../testing/story.js';

const nextMidnight = (service: TestService) =>
  new Date((Math.floor(service.clock.now().getTime() / 86_400_000) + 1) * 86_400_000);

describe('the review of stock', () => {
  let service: TestService;
  let places: Places;
  beforeAll(async () => ({ service, places } = await openInventory({ approveBelowMinor: 50_000 })), 60_000);
  afterAll(() => service?.close());
  afterEach(() => assertExplained(service));

  /** One piece every second day for two months at the near site. */
  const enterDemand = (partId: string) =>
    service.database.query(
      `INSERT INTO inventory.demand (part_id, location_id, day, used)
       SELECT $1, $2, $3::date - 2 * n, 1 FROM generate_series(1, 45) AS n`,
      [partId, places.sites[0], service.clock.now()],
    );

  it('refills site and region from what the central warehouse has, and asks a planner before money leaves', async () => {
    const partId = await enterPart(service);
    await enterDemand(partId);
    await stock(service, partId, places.central, 4);
    await service.moveTo(nextMidnight(service));

    const near = await levelOf(service, partId, places.sites[0]);
    const region = await levelOf(service, partId, places.regional);
    expect(near.onOrder + region.onOrder).toBe(4);
    const planner = await service.as(person('planner'));
    const { body } = await planner.get('/api/v1/proposals').query({ partId, status: 'open' }).expect(200);
    const [proposal] = (body as { items: ProposalView[] }).items;
    expect(proposal).toMatchObject({ kind: 'purchase', toLocationId: places.central, fromLocationId: null });
    expect(proposal!.valueMinor).toBe(proposal!.quantity * 12_000);
    expect(proposal!.reason).toContain('is below the reorder point');

    const approve = `/api/v1/proposals/${proposal!.id}/approve`;
    await planner.post(approve).send({}).expect(428);
    await planner.post(approve).set('if-match', '"9"').send({}).expect(412);
    await planner.post(approve).set('if-match', `"${proposal!.version}"`).send({ quantity: 3 }).expect(400);
    const { body: approved } = await planner
      .post(approve)
      .set('if-match', `"${proposal!.version}"`)
      .send({ quantity: 3, reason: 'the supplier has no more' })
      .expect(200);
    expect(approved).toMatchObject({ status: 'approved', decidedBy: 'test planner' });
    expect(await levelOf(service, partId, places.central)).toMatchObject({ onHand: 0, onOrder: 3 });

    const orderId = (approved as ProposalView).replenishmentOrderId;
    const receive = `/api/v1/replenishment-orders/${orderId}/receive`;
    const first = await planner.post(receive).set('if-match', '"1"').send({ quantity: 1 }).expect(200);
    expect(first.body).toMatchObject({ status: 'partly_received', received: 1 });
    await planner.post(receive).set('if-match', '"2"').send({ quantity: 3 }).expect(400);
    await service.moveTo(new Date(service.clock.now().getTime() + 8 * 86_400_000));
    await planner.post(receive).set('if-match', '"2"').send({}).expect(409);
    const received = (await service.published(ReplenishmentOrderReceived)).filter((data) => data.partId === partId);
    expect(received.reduce((sum, { quantity }) => sum + quantity, 0)).toBeGreaterThanOrEqual(7);
    expect((await service.published(ReplenishmentOrderPlaced)).map((data) => data.partId)).toContain(partId);
  });

  it('orders a shortage at once when it needs no planner, tells when it comes, and serves the order then', async () => {
    const partId = await enterPart(service);
    const order = newOrder();
    await service.hears(OfferMade, offer(order, places.sites[0], [likely(partId)]));
    const mine = <T extends { repairOrderId: string }>(list: T[]) =>
      list.filter((data) => data.repairOrderId === order.repairOrderId);
    const told = mine(await service.published(ReservationShort)).at(-1)!;
    expect(await levelOf(service, partId, places.central)).toMatchObject({ onHand: 0, onOrder: 1 });
    const [placed] = (await service.published(ReplenishmentOrderPlaced)).filter((data) => data.partId === partId);
    expect(told.expectedAt! > placed!.eta).toBe(true);
    expect(Date.parse(told.expectedAt!) - Date.parse(placed!.eta)).toBeLessThan(86_400_000);

    await service.moveTo(placed!.eta);
    expect(mine(await service.published(ReservationHeld)).at(-1)).toMatchObject({
      lines: [{ partId, quantity: 1, locationId: places.central }],
    });
    expect(await levelOf(service, partId, places.sites[0])).toMatchObject({ backordered: 0 });
  });

  it('keeps a planner’s numbers over its own until they are taken back', async () => {
    const partId = await enterPart(service);
    const planner = await service.as(person('planner'));
    const kit = { partId, locationId: places.vans[0], reorderPoint: 1, orderUpTo: 1, reason: 'van kit' };
    const created = await planner.post('/api/v1/stock-policies').send(kit).expect(201);
    expect(created.body).toMatchObject({ overridden: true, reorderPoint: 1, overriddenBy: 'test planner' });
    await planner.post('/api/v1/stock-policies').send(kit).expect(409);
    await planner
      .post('/api/v1/stock-policies')
      .send({ ...kit, orderUpTo: 0 })
      .expect(400);
    await stock(service, partId, places.sites[0], 1);
    await service.moveTo(nextMidnight(service));
    await service.moveTo(nextMidnight(service));
    expect(await levelOf(service, partId, places.vans[0])).toMatchObject({ onHand: 1 });

    const policy = `/api/v1/stock-policies/${(created.body as { id: string }).id}`;
    const { body } = await planner.get(policy).expect(200);
    const { version } = body as { version: number };
    await planner.post(`${policy}/automatic`).set('if-match', `"${version}"`).expect(200);
    await planner.post(`${policy}/automatic`).set('if-match', `"${version}"`).expect(409);
  });

  it('lets a rejected proposal rest, and approves many at once with the refusals beside them', async () => {
    const [rejected, wanted] = [await enterPart(service), await enterPart(service)];
    await enterDemand(rejected);
    await enterDemand(wanted);
    await service.moveTo(nextMidnight(service));
    const planner = await service.as(person('planner'));
    const openOf = async (partId: string) => {
      const { body } = await planner.get('/api/v1/proposals').query({ partId, status: 'open' }).expect(200);
      return (body as { items: ProposalView[] }).items;
    };
    const [no] = await openOf(rejected);
    await planner
      .post(`/api/v1/proposals/${no!.id}/reject`)
      .set('if-match', `"${no!.version}"`)
      .send({ reason: 'runs out' })
      .expect(200);
    await service.moveTo(nextMidnight(service));
    expect(await openOf(rejected)).toEqual([]);

    const [yes] = await openOf(wanted);
    const { body } = await planner
      .post('/api/v1/proposals/approve')
      .send({
        proposals: [
          { id: yes!.id, version: yes!.version },
          { id: no!.id, version: no!.version },
        ],
      })
      .expect(200);
    const { outcomes, totals } = body as BulkResult;
    expect(outcomes.map(({ problem }) => problem)).toEqual([null, 'the proposal is rejected already']);
    expect(totals).toEqual({ approved: 1, refused: 1, values: [{ currency: 'CNY', valueMinor: yes!.valueMinor }] });
  });

  it('gives what a place has to the first of two that are approved together', async () => {
    const partId = await enterPart(service);
    await stock(service, partId, places.central, 3);
    const propose = async (toLocationId: string) => {
      const id = randomUUID();
      await service.database.query(
        `INSERT INTO inventory.proposal (id, kind, part_id, from_location_id, to_location_id, quantity, value_minor, currency, position, reorder_point,
           order_up_to, reason, proposed_at) VALUES ($1, 'transfer', $2, $3, $4, 2, 24000, 'CNY', 0, 1, 2, 'for this test', $5)`,
        [id, partId, places.central, toLocationId, service.clock.now()],
      );
      return { id, version: 1 };
    };
    const [first, second] = [await propose(places.sites[0]), await propose(places.sites[1])];
    const planner = await service.as(person('planner'));
    const proposals = [first, first, second];
    const { body } = await planner.post('/api/v1/proposals/approve').send({ proposals }).expect(200);
    const { outcomes, totals } = body as BulkResult;
    expect(outcomes.map(({ problem }) => problem)).toEqual([
      null,
      'the proposal is approved already',
      'the supplier has 1 pieces left, not 2: approve fewer',
    ]);
    expect(totals.values).toEqual([{ currency: 'CNY', valueMinor: 24_000 }]);
    expect(await levelOf(service, partId, places.central)).toMatchObject({ onHand: 1 });
    expect(await levelOf(service, partId, places.sites[0])).toMatchObject({ onOrder: 2 });
    const { body: order } = await planner
      .get(`/api/v1/replenishment-orders/${outcomes[0]!.replenishmentOrderId}`)
      .expect(200);
    expect(order).toMatchObject({ partId, toLocationId: places.sites[0], quantity: 2 });
  });

  it('approves all below a value by one rule, and says what that comes to', async () => {
    const [cheap, dear] = [await enterPart(service), await enterPart(service)];
    await service.database.query(`UPDATE inventory.part SET unit_cost_minor = 700000 WHERE id = $1`, [dear]);
    await service.database.query(`UPDATE inventory.part SET unit_cost_minor = 30000, currency = 'XTS' WHERE id = $1`, [
      cheap,
    ]);
    await enterDemand(cheap);
    await enterDemand(dear);
    await service.moveTo(nextMidnight(service));
    const planner = await service.as(person('planner'));
    const open = async (partId: string) => {
      const { body } = await planner.get('/api/v1/proposals').query({ partId, status: 'open' }).expect(200);
      return (body as { items: ProposalView[] }).items[0];
    };
    const wanted = await open(cheap);
    const approve = (body: object) => planner.post('/api/v1/proposals/approve').send(body);
    await approve({}).expect(400);
    const rule = { upToValueMinor: wanted!.valueMinor, currency: 'XTS' };
    await approve({ rule, proposals: [{ id: wanted!.id, version: 1 }] }).expect(400);
    const { body } = await approve({ rule }).expect(200);
    expect(body).toMatchObject({
      outcomes: [{ id: wanted!.id, problem: null }],
      totals: { approved: 1, refused: 0, values: [{ currency: 'XTS', valueMinor: wanted!.valueMinor }] },
      left: 0,
    });
    expect(await open(cheap)).toBeUndefined();
    expect(await open(dear)).toMatchObject({ status: 'open' });
  });
});
