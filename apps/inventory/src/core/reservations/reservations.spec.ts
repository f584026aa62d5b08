import fc from 'fast-check';
import { type Location, Network, inTransitId } from '../stock/network.js';
import type { Level, Movement } from '../stock/level.js';
import { StockDraft } from '../stock/stock-draft.js';
import { allocate } from './allocate.js';
import { arrive } from './arrive.js';
import type { Bench } from './bench.js';
import { end } from './end.js';
import { hold } from './hold.js';
import { need } from './need.js';
import { newReservation } from './open.js';
import { settle } from './outcome.js';
import { type Reservation, type Transfer, queueOrder } from './reservation.js';
import { stampOf } from './stamp.js';
import { use } from './use.js';

const place = (
  id: string,
  kind: Location['kind'],
  suppliedFromId: string | null,
  siteId: string | null = null,
): Location => ({
  id,
  kind,
  siteId,
  technicianId: kind === 'van' ? id : null,
  suppliedFromId,
  lon: null,
  lat: null,
});

const network = new Network(
  [
    place(inTransitId, 'in_transit', null),
    place('central', 'central', null),
    place('region', 'regional', 'central'),
    place('site a', 'site', 'region', 'a'),
    place('site b', 'site', 'region', 'b'),
    place('van a', 'van', 'site a', 'a'),
    place('van b', 'van', 'site b', 'b'),
  ],
  [],
);
const chains: Record<string, string[]> = { old: ['old', 'new'], new: ['new'], other: ['other'] };

/** A whole inventory in memory: what the service keeps in tables. */
class World {
  readonly levels = new Map<string, Level>();
  readonly movements: Movement[] = [];
  readonly reservations = new Map<string, Reservation>();
  transfers = new Map<string, Transfer>();
  now = new Date('2026-03-02T08:00:00Z');
  private ids = 0;

  /** Runs one use case on a fresh draft, like a transaction. */
  run(step: (bench: Bench) => void): void {
    const stock = new StockDraft(this.levels.values());
    step({
      now: this.now,
      stock,
      network,
      chainOf: (partId) => chains[partId] ?? [],
      supplies: [],
      transfers: this.transfers,
      newId: () => `transfer ${(this.ids += 1)}`,
      fetchFrom: 0.3,
    });
    this.movements.push(...stock.movements);
    for (const change of stock.changes) {
      const key = `${change.partId} ${change.locationId}`;
      const level = this.levels.get(key) ?? { ...change, onHand: 0, reserved: 0, onOrder: 0, backordered: 0 };
      this.levels.set(key, {
        ...level,
        onHand: level.onHand + change.onHand,
        reserved: level.reserved + change.reserved,
        backordered: level.backordered + change.backordered,
      });
    }
    for (const reservation of this.reservations.values()) settle(reservation);
  }

  order(id: string): Reservation {
    const found = this.reservations.get(id) ?? newReservation(id, `request of ${id}`);
    this.reservations.set(id, found);
    return found;
  }

  receive(partId: string, locationId: string, quantity: number): void {
    this.run(({ stock }) => stock.move({ partId, locationId, kind: 'receipt', quantity, reason: 'test' }));
  }

  arrivals(): void {
    this.now = new Date(this.now.getTime() + 3 * 86_400_000);
    this.run((bench) => {
      for (const transfer of bench.transfers.values()) {
        arrive(bench, transfer, this.order(transfer.repairOrderId).lines, transfer.eta);
      }
    });
  }

  total(partId: string): number {
    return [...this.levels.values()].reduce((sum, level) => sum + (level.partId === partId ? level.onHand : 0), 0);
  }

  /** Levels that ledger, holds and shortages do not explain. */
  unexplained(): Level[] {
    const lines = [...this.reservations.values()].flatMap((reservation) => reservation.lines);
    return [...this.levels.values()].filter(({ partId, locationId, onHand, reserved, backordered }) => {
      const here = (row: { partId: string; locationId: string | null }) =>
        row.partId === partId && row.locationId === locationId;
      const sum = (rows: readonly { quantity: number }[]) => rows.reduce((total, { quantity }) => total + quantity, 0);
      const short = lines.filter((line) => line.state === 'short' && line.wantedLocationId === locationId);
      return (
        onHand !== sum(this.movements.filter(here)) ||
        reserved !== sum(lines.filter((line) => line.state === 'held' && here(line))) ||
        backordered !== sum(short.filter((line) => line.wantedPartId === partId))
      );
    });
  }
}

type Step = (world: World) => void;

/** Visits take place when what travels has come. */
const afterTravel = (now: Date) => new Date(now.getTime() + 5 * 86_400_000);

const open = (world: World, id: string, step: (bench: Bench, reservation: Reservation) => void) => {
  const reservation = world.order(id);
  if (reservation.endedAt === null) world.run((bench) => step(bench, reservation));
};

interface Told {
  order: string;
  site: string;
  part: string;
  quantity: number;
  probability?: number;
}

const offered = ({ order, site, part, quantity }: Told, id: string, minute: number): Step => {
  const at = new Date(Date.UTC(2026, 2, 1, 0, minute));
  const likelyParts = [{ partId: part, quantity, probability: 0.7 }];
  const stamp = stampOf('offer', at, id, 1);
  return (world) =>
    open(world, order, (bench, reservation) =>
      hold(bench, reservation, { siteId: site, technicianId: null, booked: false, likelyParts, at, stamp }, 0.3),
    );
};

const booked = ({ order, site, part, quantity, probability = 0.7 }: Told, id: string, minute: number): Step => {
  const at = new Date(Date.UTC(2026, 2, 1, 0, minute));
  const likelyParts = [{ partId: part, quantity, probability }];
  const stamp = stampOf('visit', at, id, 1);
  return (world) =>
    open(world, order, (bench, reservation) =>
      hold(
        bench,
        reservation,
        { siteId: site, technicianId: `van ${site}`, booked: true, likelyParts, at, stamp },
        0.05,
      ),
    );
};

const needed =
  ({ order, site, part, quantity }: Told, version: number): Step =>
  (world) =>
    world.run((bench) => {
      const told = { siteId: site, technicianId: `van ${site}`, lines: [{ partId: part, quantity }], version };
      need(bench, world.order(order), told);
    });

const finished =
  ({ order, site, part, quantity }: Told, visitId: string, ends: boolean): Step =>
  (world) => {
    const reservation = world.order(order);
    world.run((bench) => {
      if (!reservation.visits.includes(visitId)) {
        reservation.visits.push(visitId);
        const used = quantity > 0 ? [{ partId: part, quantity }] : [];
        use(bench, reservation, used, {
          visitId,
          siteId: site,
          technicianId: `van ${site}`,
          at: afterTravel(bench.now),
        });
      }
      if (ends && reservation.endedAt === null) end(bench, reservation);
    });
  };

const cancelled =
  (order: string): Step =>
  (world) =>
    open(world, order, (bench, reservation) => void end(bench, reservation));

const filled: Step = (world) =>
  world.run((bench) => {
    for (const reservation of [...world.reservations.values()].sort(queueOrder)) {
      if (reservation.endedAt === null) allocate(bench, reservation);
    }
  });

const told = fc.record({
  order: fc.constantFrom('1', '2', '3', '4'),
  site: fc.constantFrom('a', 'b'),
  part: fc.constantFrom('old', 'new', 'other'),
  quantity: fc.integer({ min: 1, max: 3 }),
});
const minute = fc.integer({ min: 0, max: 59 });
const id = fc.constantFrom('v1', 'v2', 'v3');

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(told, id, minute).map((given) => offered(...given)),
  fc.tuple(told, id, minute).map((given) => booked(...given)),
  fc.tuple(told, fc.integer({ min: 1, max: 5 })).map((given) => needed(...given)),
  fc.tuple(told, id, fc.boolean()).map((given) => finished(...given)),
  told.map(({ order }) => cancelled(order)),
  fc.constant(filled),
  fc.constant<Step>((world) => world.arrivals()),
  fc.tuple(told, fc.constantFrom('central', 'region', 'site a', 'van a', 'site b')).map(
    ([{ part, quantity }, at]): Step =>
      (world) =>
        world.receive(part, at, quantity),
  ),
);

describe('reservations', () => {
  it('leave every level explained by ledger, holds and shortages, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 60 }), (steps) => {
        const world = new World();
        for (const step of steps) {
          step(world);
          expect(world.unexplained()).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('end in the same place when events of several aggregates come doubled and in any order', () => {
    const first = { order: '1', site: 'a', part: 'old', quantity: 1 };
    const second = { ...first, site: 'b', quantity: 2 };
    const keys: Step[][] = [
      [offered(first, 'o1', 1)],
      [offered(second, 'o2', 2)],
      [booked(first, 'v1', 3), finished({ ...first, quantity: 0 }, 'v1', false)],
      [needed({ ...second, part: 'other' }, 4), finished({ ...second, part: 'other' }, 'v2', true)],
      [booked(second, 'v2', 6), finished({ ...second, part: 'other' }, 'v2', true)],
    ];
    const finalState = (steps: readonly Step[]) => {
      const world = new World();
      world.receive('old', 'central', 5);
      world.receive('other', 'central', 5);
      for (const step of steps) step(world);
      world.arrivals();
      expect(world.unexplained()).toEqual([]);
      const { status, lines } = world.order('1');
      const states = lines.filter(({ state }) => state === 'unbacked' || state === 'held' || state === 'short');
      return { status, states, old: world.total('old'), other: world.total('other') };
    };
    expect(finalState(keys.flat())).toEqual({ status: 'issued', states: [], old: 5, other: 3 });
    const picks = fc.array(fc.nat(), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(picks, (choices) => {
        expect(finalState(merge(keys, choices))).toEqual({ status: 'issued', states: [], old: 5, other: 3 });
      }),
      { numRuns: 200 },
    );
  });

  it('serve the technician’s van before the site, the site before the region, and a successor only where the part is not', () => {
    const world = new World();
    for (const at of ['van a', 'site a', 'region']) world.receive('old', at, 1);
    world.receive('new', 'site a', 1);
    booked({ order: '1', site: 'a', part: 'old', quantity: 4 }, 'v1', 1)(world);
    const held = world.order('1').lines.map(({ partId, locationId }) => `${partId} ${locationId}`);
    expect(held).toEqual(['old van a', 'old site a', 'new site a', `old ${inTransitId}`]);
  });

  it('hold a mere guess where it is at hand, and neither send it, nor wait for it, nor keep it when the work moves away', () => {
    const world = new World();
    world.receive('other', 'region', 1);
    const guess = { order: '1', site: 'a', part: 'other', quantity: 1, probability: 0.1 };
    booked(guess, 'v1', 1)(world);
    expect(world.order('1').lines).toEqual([]);
    world.receive('other', 'site a', 1);
    booked(guess, 'v1', 2)(world);
    expect(world.order('1')).toMatchObject({ status: 'held', lines: [{ state: 'held', locationId: 'site a' }] });
    booked({ ...guess, site: 'b' }, 'v2', 3)(world);
    expect(world.order('1')).toMatchObject({ status: 'held', lines: [{ state: 'released' }] });
    expect(world.levels.get('other site a')).toMatchObject({ onHand: 1, reserved: 0, backordered: 0 });
    booked(guess, 'v3', 4)(world);
    expect(world.order('1').lines.map(({ state }) => state)).toEqual(['released', 'held']);
    expect(world.transfers.size).toBe(0);
    expect(world.unexplained()).toEqual([]);
  });

  it('send travelling pieces on when the work moves to another site', () => {
    const world = new World();
    world.receive('other', 'region', 1);
    const order = { order: '1', site: 'a', part: 'other', quantity: 1 };
    booked(order, 'v1', 1)(world);
    const before = world.order('1').availableAt;
    booked({ ...order, site: 'b' }, 'v2', 2)(world);
    expect(world.order('1').availableAt?.getTime()).toBeGreaterThan(before?.getTime() ?? Infinity);
    world.arrivals();
    expect(world.levels.get('other site b')).toMatchObject({ onHand: 1, reserved: 1 });
  });
});

/** Takes from the keys in the order of `choices`, each key's own steps in their order, now and then one twice. */
function merge(keys: readonly (readonly Step[])[], choices: readonly number[]): Step[] {
  const left = keys.map((steps) => [...steps]);
  const merged: Step[] = [];
  for (let turn = 0; left.some((steps) => steps.length > 0); turn += 1) {
    const choice = choices[turn % choices.length] ?? 0;
    const waiting = left.filter((steps) => steps.length > 0);
    const step = waiting[choice % waiting.length]?.shift();
    if (step) merged.push(step, ...(choice % 3 === 0 ? [step] : []));
  }
  return merged;
}
