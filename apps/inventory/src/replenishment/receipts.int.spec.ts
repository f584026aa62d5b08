import { setTimeout as pause } from 'node:timers/promises';
import { ReplenishmentOrderReceived } from '#common/events/index.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { asCallout } from '#common/messaging/system-context.js';
import { Timers } from '#common/messaging/timers.js';
import type { TestService } from '#common/testing/service.js';
import { learnLeadTime } from '../core/planning/learn-lead-time.js';
import { Network } from '../core/stock/network.js';
import { StockDraft } from '../core/stock/stock-draft.js';
import { LeadTimesService } from '../lanes/lead-times.service.js';
import { openInventory } from '../testing/open-inventory.js';
import { assertExplained, enterPart, levelOf, type Places } from '../testing/story.js';
import { ReplenishmentService } from './replenishment.service.js';

const dayMilliseconds = 86_400_000;
const agreed = { meanDays: 2, deviationDays: 0, samples: 0 };

describe('deliveries that are due', () => {
  let service: TestService;
  let places: Places;
  beforeAll(async () => ({ service, places } = await openInventory({ planWeekly: false })), 60_000);
  afterAll(() => service?.close());
  afterEach(() => assertExplained(service));

  const inDays = (days: number) => new Date(service.clock.now().getTime() + days * dayMilliseconds);
  /** Buys one piece of each part for each of these places, all at once. */
  const buy = (partIds: string[], toLocationIds: string[]): Promise<string[]> =>
    asCallout(() =>
      service.get(Transactions).run(async () => {
        const { locations, lanes } = await service.get(LeadTimesService).lanesOf(partIds);
        const purchases = toLocationIds.flatMap((toLocationId) =>
          partIds.map((partId) => ({
            kind: 'purchase' as const,
            partId,
            fromLocationId: null,
            toLocationId,
            quantity: 1,
          })),
        );
        return service.get(ReplenishmentService).place(new StockDraft([]), new Network(locations, lanes), purchases);
      }),
    );
  const agree = (toLocationId: string) =>
    service.database.query(`INSERT INTO inventory.lead_time_lane (id, to_location_id, mean_days) VALUES ($1, $2, $3)`, [
      uuidv7(),
      toLocationId,
      agreed.meanDays,
    ]);
  const laneTo = async (toLocationId: string) => {
    const [lane] = await service.database.query(
      `SELECT mean_days AS "meanDays", deviation_days AS "deviationDays", samples FROM inventory.lead_time_lane WHERE to_location_id = $1`,
      [toLocationId],
    );
    return lane;
  };
  const receivedOf = async (ids: string[]) =>
    (await service.published(ReplenishmentOrderReceived)).filter((event) => ids.includes(event.replenishmentOrderId));
  const statusOf = async (ids: string[]) =>
    (
      await service.database.query<{ status: string }>(
        `SELECT status FROM inventory.replenishment_order WHERE id = ANY($1) ORDER BY id`,
        [ids],
      )
    ).map(({ status }) => status);

  it('from one source are booked in together, each once, and each teaches its lane', async () => {
    const [one, other] = [await enterPart(service), await enterPart(service)];
    const [near = '', far = ''] = places.sites;
    await agree(near);
    const ids = await buy([one, other], [near]);
    await agree(far);
    ids.push(...(await buy([one], [far])));
    const arrival = inDays(2);
    await service.database.query(`UPDATE inventory.replenishment_order SET eta = $2 WHERE id = $1`, [
      ids[1],
      inDays(3),
    ]);
    await service.moveTo(arrival);
    expect(await statusOf(ids)).toEqual(['received', 'ordered', 'received']);
    expect((await receivedOf(ids)).map(({ version, quantity }) => [version, quantity])).toEqual([
      [2, 1],
      [2, 1],
    ]);
    expect(await levelOf(service, one, near)).toMatchObject({ onHand: 1, onOrder: 0 });
    expect(await levelOf(service, other, near)).toMatchObject({ onHand: 0, onOrder: 1 });
    const once = learnLeadTime(agreed, 2);
    expect(await laneTo(near)).toEqual(once);

    await service.database.query(`UPDATE inventory.replenishment_order SET eta = $2 WHERE id = $1`, [
      ids[1],
      inDays(2),
    ]);
    const more = await buy([one, other], [near]);
    await service.moveTo(inDays(4));
    expect(await statusOf([...ids, ...more])).toEqual(Array(5).fill('received'));
    const { length } = await receivedOf([...ids, ...more]);
    expect(length).toBe(5);
    // six days for the one that was late, then four for each of the two others
    const learned = [6, 4, 4].reduce(learnLeadTime, once);
    expect(await laneTo(near)).toEqual({
      ...learned,
      meanDays: expect.closeTo(learned.meanDays, 9),
      deviationDays: expect.closeTo(learned.deviationDays, 9),
    });
  });

  it('and are more than one transaction takes are booked in one after the other', async () => {
    const partIds = [];
    for (let count = 0; count < 5; count += 1) partIds.push(await enterPart(service));
    const ids: string[] = [];
    for (let count = 0; count < 45; count += 1) ids.push(...(await buy(partIds, [places.regional])));
    expect(ids).toHaveLength(225);
    await service.moveTo(inDays(30));
    expect(new Set(await statusOf(ids))).toEqual(new Set(['received']));
    expect(await receivedOf(ids)).toHaveLength(225);
    expect(await levelOf(service, partIds[0]!, places.regional)).toMatchObject({ onHand: 45, onOrder: 0 });
  });

  it('hold up nobody if one of them is against what the books say', async () => {
    const [sound, odd] = [await enterPart(service), await enterPart(service)];
    const [near = ''] = places.sites;
    const ids = await buy([odd, sound], [near]);
    const expectOdd = (pieces: number) =>
      service.database.query(`UPDATE inventory.stock_level SET on_order = $2 WHERE part_id = $1`, [odd, pieces]);
    await expectOdd(0);
    service.clock.moveTo(inDays(3));
    while (!(await statusOf(ids)).includes('received')) await pause(10);
    expect(await levelOf(service, sound, near)).toMatchObject({ onHand: 1, onOrder: 0 });
    expect(await levelOf(service, odd, near)).toMatchObject({ onHand: 0 });
    await expectOdd(1);
    await service.settle();
    expect(await statusOf(ids)).toEqual(['received', 'received']);
  });

  it('are booked in by a timer that the version before has set for one order', async () => {
    const partId = await enterPart(service);
    const [id = ''] = await buy([partId], [places.central]);
    await service.database.query(`DELETE FROM inventory.timer WHERE kind = 'replenishment-due'`);
    await service.database.query(`UPDATE inventory.replenishment_order SET eta = $2 WHERE id = $1`, [id, inDays(1)]);
    await asCallout(() =>
      service.get(Transactions).run(() => service.get(Timers).set('replenishment-due', id, inDays(1))),
    );
    await service.moveTo(inDays(1));
    expect(await statusOf([id])).toEqual(['received']);
  });
});
