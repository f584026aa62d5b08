import fc from 'fast-check';
import { countDemand, poissonDemand } from '../policy/demand-views.js';
import { type MovablePlace, type MoveCosts, planMoves, positionAt } from './plan-moves.js';
import { proposeTransfers } from './rebalance.js';

const place: MovablePlace = {
  ...{ locationId: 'a', name: 'A', kind: 'site', suppliedFromId: 'region' },
  ...{ onHand: 0, reserved: 0, onOrder: 0, backordered: 0, reorderPoint: 1, orderUpTo: 2 },
  ...{ meanPerDay: 0.1, deviationPerDay: 0.4, leadDays: 5, yearlyNeed: 50, daysSinceDemand: 7 },
};
const region: MovablePlace = { ...place, locationId: 'region', name: 'Region', kind: 'regional', suppliedFromId: null };
const costs: MoveCosts = { perTransferMinor: 3_000, perPieceMinor: 300, shortageMinor: 25_000, unitCostMinor: 12_000 };

describe('planMoves', () => {
  const empty = { ...place, meanPerDay: 0.5 };
  const full = { ...place, locationId: 'b', name: 'B', onHand: 40 };

  it('sends pieces from where they are not missed to where they save most, and says why', () => {
    const [move, ...others] = planMoves([{ ...region, yearlyNeed: 0, orderUpTo: 0 }, empty, full], costs);
    expect(others).toEqual([]);
    expect(move).toMatchObject({ source: 'rebalance', fromLocationId: 'b', toLocationId: 'a' });
    expect(move!.quantity).toBeGreaterThan(3);
    expect(move!.quantity).toBeLessThan(25);
    expect(move!.costMinor).toBe(3_000 + 300 * move!.quantity);
    expect(Math.abs(move!.gainMinor + move!.costMinor - move!.savedShortages * 25_000)).toBeLessThan(1_000);
    expect(move!.reason).toContain('A has and expects 0 for a need of 5 in 10 days, B has 39 to spare');
  });

  it('waits for a supplier that has something as long as the lead time alone', () => {
    const stocked = { ...region, onHand: 9, yearlyNeed: 0, orderUpTo: 0 };
    const [move] = planMoves([stocked, empty, full], costs);
    expect(move!.reason).toContain('a need of 2.5 in 5 days');
  });

  it('sends what nobody will use back to the supplier as far as that needs it, when it is worth the way', () => {
    const idle = { ...full, daysSinceDemand: 500, meanPerDay: 0.001 };
    const [move, ...others] = planMoves([{ ...region, yearlyNeed: 20 }, idle], costs);
    expect(others).toEqual([]);
    expect(move).toMatchObject({ source: 'excess', fromLocationId: 'b', toLocationId: 'region', quantity: 20 });
    expect(move).toMatchObject({ gainMinor: 20 * 12_000 - 9_000, savedShortages: 0 });
    expect(move!.reason).toContain('38 pieces too many (not wanted for 500 days)');
    expect(planMoves([{ ...region, yearlyNeed: 20 }, idle], { ...costs, unitCostMinor: 100 })).toEqual([]);
  });

  it('leaves vans to their kits, places of different suppliers to themselves, and a giver above its reorder point', () => {
    expect(planMoves([empty, { ...full, kind: 'van' }], costs)).toEqual([]);
    expect(planMoves([empty, { ...full, suppliedFromId: 'another' }], costs)).toEqual([]);
    expect(planMoves([empty, { ...full, reorderPoint: 40, orderUpTo: 40 }], costs)).toEqual([]);
    expect(planMoves([empty, { ...full, reserved: 40 }], costs)).toEqual([]);
  });

  const pieces = fc.nat({ max: 1_000_000 });
  const rate = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true }));
  const anyPlace = fc.record({
    kind: fc.constantFrom('site', 'regional', 'van'),
    suppliedFromId: fc.constantFrom(null, '0', '1', 'nowhere'),
    ...{ onHand: pieces, reserved: pieces, onOrder: pieces, backordered: pieces },
    ...{ reorderPoint: pieces, orderUpTo: pieces, yearlyNeed: pieces, daysSinceDemand: pieces },
    ...{ meanPerDay: rate, deviationPerDay: rate, leadDays: fc.double({ min: 0, max: 400, noNaN: true }) },
  });

  it('never fails, and never sends what is not there or what is held, whatever stands where', () => {
    const money = fc.nat({ max: 1_000_000 });
    const anyCosts = fc.record({
      ...{ perTransferMinor: money, perPieceMinor: money, shortageMinor: money, unitCostMinor: money },
    });
    fc.assert(
      fc.property(fc.array(anyPlace, { maxLength: 7 }), anyCosts, (given, money) => {
        const places = given.map((one, at): MovablePlace => ({
          ...one,
          ...{ locationId: String(at), name: `place ${at}`, reserved: Math.min(one.reserved, one.onHand) },
        }));
        const moves = planMoves(places, money);
        for (const one of places) {
          const sent = moves.filter(({ fromLocationId }) => fromLocationId === one.locationId);
          const total = sent.reduce((sum, { quantity }) => sum + quantity, 0);
          expect(total).toBeLessThanOrEqual(Math.max(0, one.onHand - one.reserved));
          expect(total === 0 || positionAt(one) - total >= one.reorderPoint).toBe(true);
          expect(total === 0 || one.kind !== 'van').toBe(true);
        }
        for (const move of moves) {
          expect(Number.isInteger(move.quantity) && move.quantity >= 1).toBe(true);
          expect(move.gainMinor).toBeGreaterThanOrEqual(0);
          expect(Number.isSafeInteger(move.costMinor) && Number.isFinite(move.savedShortages)).toBe(true);
          expect(move.fromLocationId).not.toBe(move.toLocationId);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('proposeTransfers', () => {
  it('finds the number of pieces that trying all of them finds', () => {
    const money = { perTransfer: 40, perPiece: 2, perShortage: 50 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 40 }), (onHand, mean) => {
        const giver = { locationId: 'giver', available: onHand, expected: 0, demand: poissonDemand(3) };
        const taker = { locationId: 'taker', available: 0, expected: 0, demand: countDemand(mean, 2 * mean) };
        const gain = (quantity: number) =>
          (giver.demand.shortage(onHand) + taker.demand.shortage(0)) * 50 -
          (giver.demand.shortage(onHand - quantity) + taker.demand.shortage(quantity)) * 50 -
          (40 + 2 * quantity);
        const best = Math.max(0, ...Array.from({ length: onHand }, (_, at) => gain(at + 1)));
        const [first] = proposeTransfers([giver, taker], money);
        expect(first?.gain ?? 0).toBeCloseTo(best, 6);
      }),
      { numRuns: 100 },
    );
  });

  it('takes numbers that are none for nothing', () => {
    const none = { locationId: 'a', available: Number.NaN, expected: Number.NaN, demand: poissonDemand(1) };
    const endless = { ...none, locationId: 'b', available: Number.POSITIVE_INFINITY, expected: 0 };
    const free = { perTransfer: 0, perPiece: 0, perShortage: 0 };
    expect(proposeTransfers([none, endless], free)).toEqual([]);
    expect(proposeTransfers([], free)).toEqual([]);
  });
});
