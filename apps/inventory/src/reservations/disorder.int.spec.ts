import fc from 'fast-check';
import {
  OfferMade,
  RepairOrderCompleted,
  RepairOrderPartsNeeded,
  VisitFinished,
  VisitScheduled,
} from '#common/events/index.js';
import type { EventClass } from '#common/events/contract.js';
import { uuidv7 } from '#common/database/uuid.js';
import { deliver } from '#common/testing/deliver.js';
import type { TestService } from '#common/testing/service.js';
import { openInventory } from '../testing/open-inventory.js';
import {
  type Places,
  assertExplained,
  completed,
  enterPart,
  finished,
  likely,
  newOrder,
  offer,
  stock,
  visit,
} from '../testing/story.js';

interface Told {
  event: EventClass;
  data: object;
  id: string;
}

const tell = <T extends object>(event: EventClass<T>, data: T): Told => ({ event, data, id: uuidv7() });

describe('events of many orders that come doubled and in any order', () => {
  let service: TestService;
  let places: Places;
  beforeAll(async () => ({ service, places } = await openInventory()), 60_000);
  afterAll(() => service?.close());

  /** An order whose first visit lacks a part, which the second one fits: its events, one list per key. */
  function story(guess: string, needed: string): Told[][] {
    const order = newOrder();
    const [near, far] = places.sites.map((siteId, index) => ({ siteId, technicianId: places.vans[index]! }));
    const at = new Date(service.clock.now().getTime() + 5 * 86_400_000).toISOString();
    const first = visit(order, near!, [likely(guess)]);
    const second = { ...visit(order, far!, [likely(guess)]), visitId: uuidv7() };
    const need = {
      ...RepairOrderPartsNeeded.example,
      ...order,
      siteId: far!.siteId,
      lines: [{ partId: needed, quantity: 2 }],
    };
    const use = { at, partsUsed: [{ partId: needed, quantity: 2 }] };
    return [
      [tell(OfferMade, offer(order, near!.siteId, [likely(guess)]))],
      [
        tell(VisitScheduled, first),
        tell(VisitFinished, finished(first, { at, partsUsed: [], outcome: 'part_missing' })),
      ],
      [tell(RepairOrderPartsNeeded, { ...need, version: 5 }), tell(RepairOrderCompleted, completed(second, use))],
      [tell(VisitScheduled, second), tell(VisitFinished, finished(second, { ...use, outcome: 'repaired' }))],
    ];
  }

  it('end as the same events told one after the other', async () => {
    const orders = 12;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { minLength: 200, maxLength: 200 }), async (choices) => {
        const [guess, needed] = [await enterPart(service), await enterPart(service)];
        for (const partId of [guess, needed]) await stock(service, partId, places.central, 2 * orders);
        const stories = Array.from({ length: orders }, () => story(guess, needed));
        for (const { event, data, id } of shuffle(stories.flat(), choices)) {
          await deliver(service.running, event, data, { id, occurredAt: service.clock.now() });
        }
        await service.settle();
        await service.moveTo(new Date(service.clock.now().getTime() + 6 * 86_400_000));
        await assertExplained(service);
        expect(await sums(service, guess)).toEqual({ pieces: 2 * orders, reserved: 0, backordered: 0, used: 0 });
        expect(await sums(service, needed)).toEqual({ pieces: 0, reserved: 0, backordered: 0, used: 2 * orders });
        const ids = stories.map(([first]) => (first![0]!.data as OfferMade).repairOrderId);
        expect(await endings(service, ids)).toEqual([{ status: 'issued', unbacked: false, count: orders }]);
      }),
      { numRuns: 3, endOnFailure: true },
    );
  }, 120_000);
});

const sums = async (service: TestService, partId: string) => {
  const [row] = await service.database.query(
    `SELECT sum(on_hand)::integer AS pieces, sum(reserved)::integer AS reserved, sum(backordered)::integer AS backordered,
       (SELECT coalesce(sum(used), 0)::integer FROM inventory.demand WHERE part_id = $1) AS used
     FROM inventory.stock_level WHERE part_id = $1`,
    [partId],
  );
  return row;
};

const endings = (service: TestService, ids: readonly string[]) =>
  service.database.query(
    `SELECT status, EXISTS (SELECT FROM inventory.reservation_line AS line WHERE line.repair_order_id = reservation.repair_order_id
       AND state = 'unbacked') AS unbacked, count(*)::integer FROM inventory.reservation WHERE repair_order_id = ANY($1) GROUP BY 1, 2`,
    [ids],
  );

/** Takes from the keys in the order of `choices`, each key's own events in their order, every third one twice. */
function shuffle(keys: readonly (readonly Told[])[], choices: readonly number[]): Told[] {
  const left = keys.map((events) => [...events]);
  const merged: Told[] = [];
  for (let turn = 0; left.some((events) => events.length > 0); turn += 1) {
    const choice = choices[turn % choices.length] ?? 0;
    const waiting = left.filter((events) => events.length > 0);
    const event = waiting[choice % waiting.length]?.shift();
    if (event) merged.push(event, ...(choice % 3 === 0 ? [event] : []));
  }
  return merged;
}
