import {
  RepairOrderCancelled,
  RepairOrderCannotComplete,
  RepairOrderCompleted,
  RepairOrderPartsNeeded,
  RepairOrderUrgencyChanged,
  OfferMade,
  ReservationDelayed,
  ReservationHeld,
  ReservationIssued,
  ReservationReleased,
  ReservationShort,
  StockLevelChanged,
  VisitFinished,
  VisitScheduled,
} from '#common/events/index.js';
import { uuidv7 } from '#common/database/uuid.js';
import { person } from '#common/testing/actors.js';
import { withAdmin } from '#common/runtime/postgres-provision.js';
import type { TestService } from '#common/testing/service.js';
import { openInventory } from '../testing/open-inventory.js';
import {
  type Places,
  assertExplained,
  completed,
  enterPart,
  finished,
  levelOf,
  likely,
  newOrder,
  offer,
  stock,
  visit,
} from '../testing/story.js';

describe('a hold for a repair order', () => {
  let service: TestService;
  let places: Places;
  beforeAll(async () => ({ service, places } = await openInventory()), 60_000);
  afterAll(() => service?.close());
  afterEach(() => assertExplained(service));

  const last = async <T extends object>(event: Parameters<TestService['published']>[0], repairOrderId: string) =>
    ((await service.published(event)) as (T & { repairOrderId: string })[])
      .filter((data) => data.repairOrderId === repairOrderId)
      .at(-1);
  const near = () => ({ siteId: places.sites[0], technicianId: places.vans[0] });
  const far = () => ({ siteId: places.sites[1], technicianId: places.vans[1] });

  it('is made at the first offer, moves with the visit, travels, and is issued from where the work is done', async () => {
    const partId = await enterPart(service);
    await stock(service, partId, places.sites[0], 1);
    await stock(service, partId, places.regional, 2);
    const order = newOrder();

    await service.hears(OfferMade, offer(order, places.sites[0], [likely(partId), likely(partId, 0.1)]));
    expect(await levelOf(service, partId, places.sites[0])).toMatchObject({ onHand: 1, reserved: 1 });
    expect(await last(ReservationHeld, order.repairOrderId)).toMatchObject({
      lines: [{ partId, quantity: 1, locationId: places.sites[0], siteId: places.sites[0] }],
      availableAt: service.clock.now().toISOString(),
    });

    const booked = visit(order, far(), [likely(partId)]);
    await service.hears(VisitScheduled, booked);
    expect(await levelOf(service, partId, places.sites[0])).toMatchObject({ onHand: 1, reserved: 0 });
    expect(await levelOf(service, partId, places.regional)).toMatchObject({ onHand: 1, reserved: 0 });
    const held = await last<ReservationHeld>(ReservationHeld, order.repairOrderId);
    expect(new Date(held!.availableAt).getTime()).toBeGreaterThan(service.clock.now().getTime() + 6 * 3_600_000);

    await service.moveTo(held!.availableAt);
    expect(await levelOf(service, partId, places.sites[1])).toMatchObject({ onHand: 1, reserved: 1 });

    const use = {
      at: service.clock.now().toISOString(),
      partsUsed: [{ partId, quantity: 1 }],
      outcome: 'repaired' as const,
    };
    await service.hears(VisitFinished, finished(booked, use));
    await service.hears(RepairOrderCompleted, completed(booked, use));
    expect(await levelOf(service, partId, places.sites[1])).toMatchObject({ onHand: 0, reserved: 0 });
    expect(await last(ReservationIssued, order.repairOrderId)).toMatchObject({
      used: [{ partId, quantity: 1 }],
      returned: [],
      fromHold: true,
    });
    const demand = await service.database.query(
      `SELECT location_id AS "locationId", used, lost FROM inventory.demand WHERE part_id = $1`,
      [partId],
    );
    expect(demand).toEqual([{ locationId: places.sites[0], used: 1, lost: 0 }]);
  });

  it('takes the technician’s van first and gives back what was not used', async () => {
    const [used, spare] = [await enterPart(service), await enterPart(service)];
    await stock(service, used, places.sites[0], 5);
    await stock(service, used, places.vans[0], 1);
    await stock(service, spare, places.sites[0], 1);
    const order = newOrder();
    const booked = visit(order, near(), [likely(used), likely(spare)]);
    await service.hears(VisitScheduled, booked);
    expect(await levelOf(service, used, places.vans[0])).toMatchObject({ onHand: 1, reserved: 1 });
    expect(await levelOf(service, spare, places.sites[0])).toMatchObject({ onHand: 1, reserved: 1 });

    const use = { at: service.clock.now().toISOString(), partsUsed: [{ partId: used, quantity: 1 }] };
    await service.hears(RepairOrderCompleted, completed(booked, use));
    await service.hears(VisitFinished, finished(booked, use));
    expect(await levelOf(service, used, places.vans[0])).toMatchObject({ onHand: 0, reserved: 0 });
    expect(await levelOf(service, spare, places.sites[0])).toMatchObject({ onHand: 1, reserved: 0 });
    expect(await service.published(ReservationIssued)).toContainEqual(
      expect.objectContaining({ repairOrderId: order.repairOrderId, returned: [{ partId: spare, quantity: 1 }] }),
    );
  });

  it('is issued although the technician also names a part that nobody knows', async () => {
    const partId = await enterPart(service);
    await stock(service, partId, places.sites[0], 1);
    const order = newOrder();
    const booked = visit(order, near(), [likely(partId)]);
    await service.hears(VisitScheduled, booked);
    const named = [partId, uuidv7()].map((id) => ({ partId: id, quantity: 1 }));
    const at = service.clock.now().toISOString();
    await service.hears(VisitFinished, finished(booked, { at, partsUsed: named, outcome: 'repaired' }));
    expect(await levelOf(service, partId, places.sites[0])).toMatchObject({ onHand: 0, reserved: 0 });
    expect(await last(ReservationIssued, order.repairOrderId)).toMatchObject({ used: [{ partId, quantity: 1 }] });
  });

  it('waits in the queue when nothing is there, and the more urgent order is served first', async () => {
    const partId = await enterPart(service);
    await stock(service, partId, places.central, 1);
    const [first, patient, urgent] = [newOrder(), newOrder(), newOrder()];
    await service.hears(VisitScheduled, visit(first, near(), [likely(partId)]));
    await service.hears(OfferMade, { ...offer(patient, places.sites[0], [likely(partId)]), priority: 'normal' });
    await service.hears(OfferMade, { ...offer(urgent, places.sites[0], [likely(partId)]), priority: 'urgent' });
    const short = await last<ReservationShort>(ReservationShort, urgent.repairOrderId);
    expect(short).toMatchObject({ held: [], short: [{ partId, quantity: 1, missing: 1 }] });
    expect(short!.expectedAt! > service.clock.now().toISOString()).toBe(true);
    expect(await levelOf(service, partId, places.sites[0])).toMatchObject({ backordered: 2 });

    await service.hears(RepairOrderCancelled, { ...RepairOrderCancelled.example, ...first });
    expect(await last(ReservationReleased, first.repairOrderId)).toMatchObject({ lines: [{ partId, quantity: 1 }] });
    await service.moveTo(new Date(service.clock.now().getTime() + 86_400_000)); // its transfer arrives: free stock at the site
    expect(await last(ReservationHeld, urgent.repairOrderId)).toMatchObject({ lines: [{ partId, quantity: 1 }] });
    expect(await last(ReservationHeld, patient.repairOrderId)).toBeUndefined();
    expect(await levelOf(service, partId, places.sites[0])).toMatchObject({ onHand: 1, reserved: 1, backordered: 1 });
  });

  it('goes by the alarms of an instance whose clock is ahead: the transfer arrives, and who still waits is told', async () => {
    const [partId, missing] = [await enterPart(service), await enterPart(service)];
    await stock(service, partId, places.regional, 1);
    const [order, waiting] = [newOrder(), newOrder()];
    await service.hears(VisitScheduled, visit(order, far(), [likely(partId)]));
    const { repairOrderId } = order;
    const [transfer] = await service.database.query<{ id: string; eta: Date }>(
      `SELECT id, eta FROM inventory.transfer WHERE repair_order_id = $1`,
      [repairOrderId],
    );
    const early = new Date(transfer!.eta.getTime() - 1);
    for (const [dueAt, onHand] of [
      [early, 0],
      [transfer!.eta, 1],
    ] as const) {
      await service.rings('transfer-arrival', transfer!.id, dueAt, { repairOrderId });
      expect(await levelOf(service, partId, places.sites[1])).toMatchObject({ onHand, reserved: onHand });
    }

    await service.hears(OfferMade, offer(waiting, places.sites[0], [likely(missing)]));
    const { expectedAt } = (await last<ReservationShort>(ReservationShort, waiting.repairOrderId))!;
    await service.rings('reservation-expected', waiting.repairOrderId, new Date(expectedAt!));
    const delayed = await last<ReservationDelayed>(ReservationDelayed, waiting.repairOrderId);
    expect(delayed).toMatchObject({ previousAvailableAt: expectedAt });
    expect(delayed!.availableAt > expectedAt!).toBe(true);
  });

  it('goes to an order that has become more urgent before those that asked sooner, whatever its offer still says', async () => {
    const partId = await enterPart(service);
    const [patient, raised] = [newOrder(), newOrder()];
    await service.hears(OfferMade, offer(patient, places.sites[0], [likely(partId)]));
    const urgent = { ...RepairOrderUrgencyChanged.example, ...raised, priority: 'urgent' as const };
    await service.hears(RepairOrderUrgencyChanged, urgent);
    await service.hears(OfferMade, offer(raised, places.sites[0], [likely(partId)])); // made before, heard of later
    const planner = await service.as(person('planner'));
    const found = { partId, locationId: places.sites[0], quantity: 1, reason: 'found in a box' };
    await planner.post('/api/v1/stock-movements/receipts').send(found).expect(201);
    await service.settle();
    expect(await last(ReservationHeld, raised.repairOrderId)).toMatchObject({ lines: [{ partId, quantity: 1 }] });
    expect(await last(ReservationHeld, patient.repairOrderId)).toBeUndefined();
  });

  it('adds the parts that a technician names, drops the guesses, and lets a successor serve', async () => {
    const successor = await enterPart(service);
    const [old, guess] = [await enterPart(service, successor), await enterPart(service)];
    await stock(service, successor, places.sites[0], 1);
    await stock(service, guess, places.sites[0], 1);
    const order = newOrder();
    const booked = visit(order, near(), [likely(guess)]);
    await service.hears(VisitScheduled, booked);
    const need = {
      ...RepairOrderPartsNeeded.example,
      ...order,
      ...near(),
      lines: [{ partId: old, quantity: 1 }],
      version: 7,
    };
    await service.hears(RepairOrderPartsNeeded, need);
    await service.hears(RepairOrderPartsNeeded, need);
    expect(await last(ReservationHeld, order.repairOrderId)).toMatchObject({
      lines: [{ partId: old, servedByPartId: successor, quantity: 1 }],
    });
    expect(await levelOf(service, guess, places.sites[0])).toMatchObject({ reserved: 0 });
  });

  it('writes down a claimed part that was not there and takes nothing from stock', async () => {
    const partId = await enterPart(service);
    const booked = visit(newOrder(), near(), []);
    await service.hears(VisitScheduled, booked);
    const use = { at: service.clock.now().toISOString(), partsUsed: [{ partId, quantity: 2 }] };
    await service.hears(VisitFinished, finished(booked, { ...use, outcome: 'level_too_low' }));
    const lines = await service.database.query(
      `SELECT state, quantity FROM inventory.reservation_line WHERE repair_order_id = $1`,
      [booked.repairOrderId],
    );
    expect(lines).toEqual([{ state: 'unbacked', quantity: 2 }]);
    expect(await last(ReservationIssued, booked.repairOrderId)).toMatchObject({ fromHold: false, atHand: false });
  });

  it('is missed by nobody who has the part in the van, unlike by who takes it from the site', async () => {
    const parts = [await enterPart(service), await enterPart(service)];
    await stock(service, parts[0]!, places.vans[0], 1);
    await stock(service, parts[1]!, places.sites[0], 1);
    for (const [index, atHand] of [true, false].entries()) {
      const booked = visit(newOrder(), near(), []);
      await service.hears(VisitScheduled, booked);
      const use = { at: service.clock.now().toISOString(), partsUsed: [{ partId: parts[index]!, quantity: 1 }] };
      await service.hears(VisitFinished, finished(booked, { ...use, outcome: 'repaired' }));
      expect(await last(ReservationIssued, booked.repairOrderId)).toMatchObject({ fromHold: false, atHand });
    }
  });

  it('is given back when no fault was found, and what was short is no demand then', async () => {
    const [there, short] = [await enterPart(service), await enterPart(service)];
    await stock(service, there, places.sites[0], 1);
    const booked = visit(newOrder(), near(), [likely(there), likely(short)]);
    await service.hears(VisitScheduled, booked);
    const use = { at: service.clock.now().toISOString(), partsUsed: [] };
    await service.hears(VisitFinished, finished(booked, { ...use, outcome: 'no_fault_found' }));
    const ended = { ...completed(booked, use), reason: 'no_fault_found' as const };
    await service.hears(RepairOrderCannotComplete, ended);
    expect(await levelOf(service, there, places.sites[0])).toMatchObject({ onHand: 1, reserved: 0 });
    expect(await last(ReservationReleased, booked.repairOrderId)).toMatchObject({
      lines: [{ partId: there, quantity: 1 }],
      reason: 'the order ended without a repair: no_fault_found',
    });
    expect(await service.database.query(`SELECT 1 FROM inventory.demand WHERE part_id = $1`, [short])).toEqual([]);
  });

  it('waits with an order that was not safe, for its next visit or until it is cancelled', async () => {
    const partId = await enterPart(service);
    await stock(service, partId, places.sites[0], 1);
    const booked = visit(newOrder(), near(), [likely(partId)]);
    await service.hears(VisitScheduled, booked);
    const use = { at: service.clock.now().toISOString(), partsUsed: [] };
    await service.hears(VisitFinished, finished(booked, { ...use, outcome: 'unsafe' }));
    expect(await levelOf(service, partId, places.sites[0])).toMatchObject({ onHand: 1, reserved: 1 });
    const { repairOrderId, requestId } = booked;
    await service.hears(RepairOrderCancelled, { ...RepairOrderCancelled.example, repairOrderId, requestId });
    expect(await levelOf(service, partId, places.sites[0])).toMatchObject({ onHand: 1, reserved: 0 });
  });

  it('remembers an order that was cancelled before it was offered', async () => {
    const partId = await enterPart(service);
    await stock(service, partId, places.sites[0], 1);
    const order = newOrder();
    await service.hears(RepairOrderCancelled, { ...RepairOrderCancelled.example, ...order });
    await service.hears(OfferMade, offer(order, places.sites[0], [likely(partId)]));
    expect(await levelOf(service, partId, places.sites[0])).toMatchObject({ reserved: 0 });
  });

  it('is held for exactly 10 of 64 orders that want the last 10 pieces at once', async () => {
    const partId = await enterPart(service);
    await stock(service, partId, places.central, 10);
    const before = (await service.published(StockLevelChanged)).length;
    const { deliver } = await import('#common/testing/deliver.js');
    const orders = Array.from({ length: 64 }, newOrder);
    await Promise.all(
      orders.map((order, index) =>
        deliver(service.running, OfferMade, offer(order, places.sites[index % 2]!, [likely(partId)]), {
          occurredAt: service.clock.now(),
        }),
      ),
    );
    await service.settle();
    expect(await levelOf(service, partId, places.central)).toMatchObject({ onHand: 10, reserved: 10 });
    const states = await service.database.query(
      `SELECT state, count(*)::integer FROM inventory.reservation_line WHERE wanted_part_id = $1 GROUP BY 1 ORDER BY 1`,
      [partId],
    );
    expect(states).toEqual([
      { state: 'held', count: 10 },
      { state: 'short', count: 54 },
    ]);
    expect((await service.published(StockLevelChanged)).length - before).toBe(10);
  });

  it('shows its lines to its site without reading all reservations of that site', async () => {
    const plan = await withAdmin(service.database.url('inventory'), async (own) => {
      await own.query(`SELECT set_config('app.sites', $1, false)`, [places.sites[0]]);
      const statement = `EXPLAIN SELECT * FROM reservation_line WHERE repair_order_id = '${newOrder().repairOrderId}'`;
      return (await own.query<{ 'QUERY PLAN': string }>(statement)).rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toContain('reservation_pkey');
    expect(plan).not.toMatch(/hashed|Seq Scan on reservation\b/);
  });
});
