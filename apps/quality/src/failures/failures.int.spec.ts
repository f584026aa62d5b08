import fc from 'fast-check';
import { systemActor } from '#common/auth/actor.js';
import { uuidv7 } from '#common/database/uuid.js';
import type { CounterUnit, EventClass } from '#common/events/index.js';
import {
  CallBackAnswered,
  FailureRecorded,
  RepairOrderCannotComplete,
  RepairOrderCompleted,
  RepairOrderOpened,
  RepairOrderPartsNeeded,
  RequestClosed,
  RequestReopened,
  ReservationIssued,
} from '#common/events/index.js';
import { runInContext } from '#common/runtime/context.js';
import { person } from '#common/testing/actors.js';
import { TestService } from '#common/testing/service.js';
import { qualityApp } from '../app.module.js';
import { EvidenceService } from '../evidence/evidence.service.js';
import { answered, cannotComplete, completed } from '../testing/finished-order.js';
import type { FailureRecordView } from './failure-record.dto.js';
import { FailuresService } from './failures.service.js';

type Row = Record<string, unknown>;
const noon = '2026-03-02T12:00:00.000Z';
const part = uuidv7();

describe('failure records', () => {
  let service: TestService;
  beforeEach(async () => (service = await TestService.start(qualityApp, { now: noon })));
  afterEach(() => service.close());

  const record = async (repairOrderId: string) =>
    (
      await service.database.query<Row>('SELECT * FROM quality.failure_record WHERE repair_order_id = $1', [
        repairOrderId,
      ])
    )[0];

  it('turns a finished order into one coded failure and says so once, however often it is told', async () => {
    const order = completed(noon, {
      partsUsed: [{ partId: part, quantity: 2, serialFitted: 'S-2', serialRemoved: 'S-1' }],
    });
    await service.hears(RepairOrderCompleted, order);
    await service.hears(RepairOrderCompleted, order);

    const rows = await service.database.query<Row>('SELECT * FROM quality.failure_record');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      fault_code: 'motor',
      repaired: true,
      age_days: 364,
      response_seconds: 4 * 3600 - 1800,
      travel_seconds: 1800,
      diagnosis_seconds: 1800,
      repair_seconds: 5400,
      parts_used: 1,
      part_hit: null,
    });
    expect(await service.database.query('SELECT part_id, quantity, serial_removed FROM quality.failure_part')).toEqual([
      { part_id: part, quantity: 2, serial_removed: 'S-1' },
    ]);
    const [event, ...more] = await service.published(FailureRecorded);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      repairOrderId: order.repairOrderId,
      partsUsed: [{ partId: part, quantity: 2 }],
      repairSeconds: 7200,
      repaired: true,
    });
  });

  it('keeps how much the unit had been used, and finds records by it', async () => {
    const showing = (value: number, unit: CounterUnit): Partial<RepairOrderCompleted> => ({
      usage: { counter: { value, unit }, ageDays: 90 },
    });
    const young = completed(noon, showing(120.5, 'operating_hours'));
    const old = completed(noon, showing(9_000, 'operating_hours'));
    const printer = completed(noon, { ...showing(9_000, 'pages'), installedAt: undefined as unknown as string });
    const untold = completed(noon, { usage: {} });
    for (const order of [young, old, printer, untold]) await service.hears(RepairOrderCompleted, order);
    const engineer = await service.as(person('quality_engineer'));
    const found = async (query: string) => {
      const { body } = await engineer.get(`/api/v1/failure-records?${query}`).expect(200);
      return body.items as FailureRecordView[];
    };
    const [shown] = await found(`repairOrderId=${young.repairOrderId}`);
    expect(shown).toMatchObject({ counterValue: 120.5, counterUnit: 'operating_hours', ageDays: 364 }); // installed so long ago
    const idsOf = async (query: string) => (await found(query)).map(({ repairOrderId }) => repairOrderId).toSorted();
    expect(await idsOf('counterUnit=operating_hours&counterFrom=120.5&counterTo=9000')).toEqual([young.repairOrderId]);
    expect(await idsOf('counterUnit=operating_hours&counterFrom=9000')).toEqual([old.repairOrderId]);
    expect(await idsOf('ageDaysFrom=90&ageDaysTo=91')).toEqual([printer.repairOrderId]); // as the technician found it
    expect(await record(untold.repairOrderId)).toMatchObject({ counter_value: null, counter_unit: null });
    const { body } = await engineer.get('/api/v1/failure-records?counterFrom=1').expect(400);
    expect(body.errors[0].field).toBe('counterUnit');
  });

  it('keeps why an order could not be completed and blames nobody for its repair time', async () => {
    const order = cannotComplete(noon);
    await service.hears(RepairOrderCannotComplete, order);
    expect(await record(order.repairOrderId)).toMatchObject({
      repaired: false,
      reason: 'beyond_repair',
      repair_time: null,
      compliance: 1,
    });
    expect((await service.published(FailureRecorded))[0]?.repaired).toBe(false);
  });

  it('joins an answer that came before the order was finished', async () => {
    const order = completed(noon);
    await service.hears(CallBackAnswered, answered(order, { attitude: 3, timesConfirmed: false }));
    await service.hears(RepairOrderCompleted, order);
    expect(await record(order.repairOrderId)).toMatchObject({ satisfaction: 1, attitude: 0.5, truthfulness: 2 / 3 });
  });

  it('takes a reopened order as a return from the moment that the customer came back', async () => {
    const order = completed(noon);
    await service.hears(RepairOrderCompleted, order);
    const reopenedAt = '2026-03-05T09:00:00.000Z';
    await service.hears(RequestReopened, {
      ...RequestReopened.example,
      requestId: order.requestId,
      repairOrderId: order.repairOrderId,
      reopenedAt,
    });
    const next = completed('2026-03-06T12:00:00.000Z', {
      ...order,
      repairOrderId: uuidv7(),
      previousOrderId: order.repairOrderId,
    });
    await service.hears(RepairOrderOpened, {
      ...RepairOrderOpened.example,
      repairOrderId: next.repairOrderId,
      previousOrderId: order.repairOrderId,
      openedAt: '2026-03-05T09:00:01.000Z',
    });
    expect(await record(order.repairOrderId)).toMatchObject({
      returned_at: new Date(reopenedAt),
      diagnosis_accuracy: 0,
      satisfaction: 0,
    });
  });

  it('does not take it as a return after 30 days', async () => {
    const order = completed(noon);
    await service.hears(RequestReopened, {
      ...RequestReopened.example,
      repairOrderId: order.repairOrderId,
      reopenedAt: '2026-04-02T12:00:00.000Z',
    });
    await service.hears(RepairOrderCompleted, order);
    expect(await record(order.repairOrderId)).toMatchObject({ returned_at: null, diagnosis_accuracy: 1 });
  });

  it('finds the same fault of the same asset again, whichever order it hears of first', async () => {
    const first = completed('2026-02-10T12:00:00.000Z');
    const second = completed('2026-02-20T12:00:00.000Z', { assetId: first.assetId });
    const other = completed('2026-02-20T12:00:00.000Z', { assetId: first.assetId, faultCode: 'hose' });
    const late = completed('2026-02-05T12:00:00.000Z', { assetId: first.assetId });
    for (const order of [other, second, first, late]) await service.hears(RepairOrderCompleted, order);
    const returns = await Promise.all(
      [late, first, second, other].map(async (order) => (await record(order.repairOrderId))?.['returned_at']),
    );
    expect(returns).toEqual([new Date(first.reportedAt), new Date(second.reportedAt), null, null]);
  });

  it('knows a part hit from a miss', async () => {
    const used = { partsUsed: [{ partId: part, quantity: 1 }] };
    const supplies = [
      { fromHold: true, atHand: true },
      { fromHold: false, atHand: true }, // the technician's own van
      { fromHold: false, atHand: false },
      { fromHold: true, atHand: true },
    ];
    const orders = supplies.map(() => completed(noon, used));
    for (const order of orders) await service.hears(RepairOrderCompleted, order);
    const [first, last] = [orders[0]!.repairOrderId, orders[3]!.repairOrderId];
    await service.hears(RepairOrderPartsNeeded, { ...RepairOrderPartsNeeded.example, repairOrderId: last });
    const askedInTime = { ...RepairOrderPartsNeeded.example, repairOrderId: first, beforeVisit: true };
    await service.hears(RepairOrderPartsNeeded, askedInTime);
    for (const [index, { repairOrderId }] of orders.entries()) {
      await service.hears(ReservationIssued, { ...ReservationIssued.example, repairOrderId, ...supplies[index] });
    }
    const hits = await Promise.all(
      orders.map(async ({ repairOrderId }) => (await record(repairOrderId))?.['part_hit']),
    );
    expect(hits).toEqual([true, true, false, false]);
  });

  it('takes the word of an inventory that does not tell vans apart', async () => {
    const order = completed(noon, { partsUsed: [{ partId: part, quantity: 1 }] });
    await service.hears(RepairOrderCompleted, order);
    const { atHand: _, ...example } = ReservationIssued.example;
    await service.hears(ReservationIssued, { ...example, repairOrderId: order.repairOrderId, fromHold: true });
    expect((await record(order.repairOrderId))?.['part_hit']).toBe(true);
  });

  it('loses no answer that arrives while the record is being made', async () => {
    const orders = Array.from({ length: 60 }, () => completed(noon));
    const [failures, evidence] = [service.get(FailuresService), service.get(EvidenceService)];
    const facts = { satisfied: true, answeredAt: new Date(noon), attitude: 5 };
    const work = orders.flatMap((order) => [
      () => failures.record(order),
      () => evidence.learn(order.repairOrderId, facts),
    ]);
    await Promise.all(work.map((one) => runInContext({ actor: systemActor, correlationId: uuidv7() }, one)));
    const [found] = await service.database.query<Row>(
      'SELECT count(*)::int AS joined FROM quality.failure_record WHERE satisfaction = 1 AND attitude = 1',
    );
    expect(found).toEqual({ joined: 60 });
  });

  it('comes to the same end whatever the order of events, each of them twice', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }), async (places) => {
        const story = storyOf();
        for (const place of places) {
          const [event, data] = story.events[place]!;
          const id = uuidv7();
          await service.hears(event, data, { id });
          await service.hears(event, data, { id });
        }
        outcomes.add(JSON.stringify(await Promise.all(story.orders.map((order) => outcomeOf(order.repairOrderId)))));
      }),
      { numRuns: 12 },
    );
    expect([...outcomes]).toHaveLength(1);
    expect([...outcomes][0]).toContain('"satisfaction":0');
  });

  const outcomeOf = async (repairOrderId: string) => {
    const row = await record(repairOrderId);
    const { satisfaction, attitude, truthfulness, repair_time, diagnosis_accuracy, compliance, part_hit, returned_at } =
      row!;
    return { satisfaction, attitude, truthfulness, repair_time, diagnosis_accuracy, compliance, part_hit, returned_at };
  };
});

/** One asset that fails twice within 30 days, with all that is said about it. */
function storyOf() {
  const first = completed('2026-02-10T12:00:00.000Z', { partsUsed: [{ partId: part, quantity: 1 }] });
  const second = completed('2026-02-20T12:00:00.000Z', { assetId: first.assetId });
  const { repairOrderId, requestId } = first;
  const event = <T extends object>(type: EventClass<T>, data: T): [EventClass, object] => [type as EventClass, data];
  return {
    orders: [first, second],
    events: [
      event(RepairOrderCompleted, first),
      event(RepairOrderCompleted, second),
      event(CallBackAnswered, answered(first)),
      event(CallBackAnswered, answered(second, { satisfied: false })),
      event(ReservationIssued, { ...ReservationIssued.example, repairOrderId, requestId, fromHold: true }),
      event(RequestReopened, {
        ...RequestReopened.example,
        repairOrderId: second.repairOrderId,
        reopenedAt: '2026-02-21T08:00:00.000Z',
      }),
      event(RequestClosed, { ...RequestClosed.example, repairOrderId }),
    ],
  };
}
