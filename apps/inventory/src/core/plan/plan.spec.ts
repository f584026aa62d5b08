import fc from 'fast-check';
import { noGroup } from '../forecasting/group-model.js';
import { learnGroup } from '../forecasting/learn-group.js';
import { calendarOf } from './calendar.js';
import { exceptionsOf, type Situation } from './exceptions.js';
import { historiesWithBelow } from './histories.js';
import { figure, type ItemLocationInput, planItemLocation } from './plan-item-location.js';

describe('a figure', () => {
  it('has six digits, whatever its size', () => {
    expect([1_234_567, -1_234_567, 1_234_567.8, 999_999.7].map(figure)).toEqual([
      1_234_570, -1_234_570, 1_234_570, 1_000_000,
    ]);
    const real = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    const whole = fc.integer({ min: -999_999, max: 999_999 });
    fc.assert(
      fc.property(fc.oneof(real, whole, fc.double({ min: -1e-3, max: 1e-3, noNaN: true })), (value) => {
        const wanted = Number(value.toPrecision(6));
        expect(Math.abs(figure(value) - wanted)).toBeLessThanOrEqual(Math.abs(wanted) * 1.1e-5); // halves go either way
        expect(Number(figure(value).toPrecision(6)) - figure(value)).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('calendarOf', () => {
  it('counts in weeks from half a year on, in days before, and in what a planner wishes', () => {
    expect(calendarOf(730)).toEqual({ periodDays: 7, periods: 104, cycle: 52 });
    expect(calendarOf(200)).toEqual({ periodDays: 7, periods: 28, cycle: 0 });
    expect(calendarOf(20)).toEqual({ periodDays: 1, periods: 20, cycle: 0 });
    expect(calendarOf(730, 28)).toEqual({ periodDays: 28, periods: 26, cycle: 13 });
    expect(calendarOf(0)).toEqual({ periodDays: 1, periods: 0, cycle: 0 });
  });
});

describe('historiesWithBelow', () => {
  it('adds what is wanted at a site to all warehouses above it, oldest period first', () => {
    const places = [
      { id: 'central', suppliedFromId: null },
      { id: 'region', suppliedFromId: 'central' },
      { id: 'a', suppliedFromId: 'region' },
      { id: 'b', suppliedFromId: 'region' },
    ];
    const demand = [
      { locationId: 'a', back: 0, quantity: 2 },
      { locationId: 'b', back: 2, quantity: 1 },
      { locationId: 'b', back: 3, quantity: 9 }, // before the history
      { locationId: 'gone', back: 0, quantity: 9 },
    ];
    const histories = historiesWithBelow(places, demand, 3);
    expect(histories.get('a')).toEqual([0, 0, 2]);
    expect(histories.get('b')).toEqual([1, 0, 0]);
    expect(histories.get('region')).toEqual([1, 0, 2]);
    expect(histories.get('central')).toEqual([1, 0, 2]);
    expect(histories.size).toBe(4);
  });
});

describe('planItemLocation', () => {
  const input: ItemLocationInput = {
    history: Array.from({ length: 104 }, (_, week) => (week % 4 === 0 ? 2 : 0)),
    periodDays: 7,
    horizon: 4,
    leadTime: { meanDays: 10, deviationDays: 2 },
    isBought: true,
    part: { unitCostMinor: 10_000, packQuantity: 5, criticality: 'vital', valueClass: 'B' },
    group: noGroup,
    overrides: {},
    shortageCostMinor: 25_000,
  };

  it('says everything about an item-location, with the reason for it', () => {
    const plan = planItemLocation(input);
    expect(plan).toMatchObject({
      demandClass: 'intermittent',
      targetFrom: 'B/Z/vital',
      stocking: 'pays',
      targetShare: 0.96,
    });
    expect(plan.bands).toHaveLength(4);
    expect(plan.lead.days).toBe(11);
    expect(plan.meanPerDay * 28).toBeGreaterThan(1.4);
    expect(plan.meanPerDay * 28).toBeLessThan(2.6);
    expect((plan.orderUpTo - plan.reorderPoint + 1) % 5).toBe(0);
    expect(plan.reason).toMatch(
      /^intermittent demand of .* a day .*; 96 % of pieces from the shelf \(B\/Z\/vital\), orders by pack$/,
    );
  });

  it('keeps nothing where keeping costs more than it saves, unless a planner has set a target', () => {
    const dear = {
      ...input,
      history: [...Array<number>(103).fill(0), 1],
      part: { ...input.part, unitCostMinor: 90_000_000 },
    };
    expect(planItemLocation(dear)).toMatchObject({ stocking: 'does-not-pay', reorderPoint: 0, orderUpTo: 0 });
    const told = planItemLocation({ ...dear, overrides: { targetShare: 0.9 } });
    expect(told).toMatchObject({ stocking: 'kept-by-planner', targetFrom: 'planner', targetShare: 0.9 });
    expect(told.orderUpTo).toBeGreaterThan(0);
  });

  it('believes a planner’s mean and class, and says so', () => {
    const more = planItemLocation({ ...input, overrides: { meanPerDay: 3 } });
    expect(more.meanPerDay).toBeCloseTo(3, 2);
    expect(more.method).toBe('planner');
    expect(more.reasons.map(({ code }) => code)).toContain('planner-mean');
    expect(more.orderUpTo).toBeGreaterThan(planItemLocation(input).orderUpTo);
    const classed = planItemLocation({ ...input, overrides: { demandClass: 'smooth' } });
    expect(classed.demandClass).toBe('smooth');
    expect(classed.reasons.map(({ code }) => code)).toContain('planner-class');
  });

  it('says what changed since the plan before', () => {
    const before = { method: 'long-memory', demandClass: 'smooth', meanPerPeriod: 30 };
    const codes = planItemLocation({ ...input, before }).reasons.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['method-changed', 'class-changed', 'level-fell']));
  });

  it('answers with whole, ordered numbers on any history, lead time and cost', () => {
    const quantity = fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 1e9 }),
    );
    fc.assert(
      fc.property(
        fc.array(quantity, { maxLength: 104 }),
        fc.double({ min: 0, max: 400, noNaN: true }),
        fc.double({ min: 0, max: 400, noNaN: true }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.constantFrom(1, 7, 28),
        fc.integer({ min: 0, max: 1e9 }),
        (history, meanDays, deviationDays, packQuantity, periodDays, unitCostMinor) => {
          const group = learnGroup([Float64Array.from(history)], { horizon: 6, cycle: 0 });
          const part = { ...input.part, packQuantity, unitCostMinor };
          const leadTime = { meanDays, deviationDays };
          const plan = planItemLocation({ ...input, history, leadTime, periodDays, part, group });
          expect(Number.isInteger(plan.reorderPoint) && Number.isInteger(plan.orderUpTo)).toBe(true);
          expect(plan.reorderPoint >= 0 && plan.orderUpTo >= plan.reorderPoint).toBe(true);
          const numbers = [
            plan.meanPerDay,
            plan.deviationPerDay,
            plan.yearlyNeed,
            plan.safetyStock,
            plan.expectedOnHand,
          ];
          for (const band of [...plan.bands, plan.lead]) numbers.push(band.mean, ...band.quantiles);
          expect(numbers.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
          expect(plan.reason.length).toBeLessThanOrEqual(500);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('exceptionsOf', () => {
  const now = Date.parse('2026-03-02T00:00:00Z');
  const day = 86_400_000;
  const calm: Situation = {
    partId: 'part',
    locationId: 'site',
    unitCostMinor: 1_000,
    shortageCostMinor: 5_000,
    plan: {
      means: [7, 7, 7],
      fromMilliseconds: now,
      periodDays: 7,
      leadDays: 14,
      targetShare: 0.9,
      yearlyNeed: 420,
      daysSinceDemand: 3,
      reasons: [],
    },
    orderUpTo: 30,
    onHand: 40,
    reserved: 2,
    backordered: 0,
    orders: [],
    moves: [],
    leaving: 0,
    used: 90,
    lost: 0,
  };
  const kinds = (situation: Partial<Situation>) => exceptionsOf({ ...calm, ...situation }, now).map(({ kind }) => kind);

  it('finds nothing where all is in order, or nothing is published', () => {
    expect(kinds({})).toEqual([]);
    const { plan: _, ...unplanned } = calm;
    expect(exceptionsOf({ ...unplanned, onHand: 0, lost: 50, backordered: 4 }, now)).toEqual([]);
  });

  it('says when stock runs out, and that an order in time prevents it', () => {
    const [found] = exceptionsOf({ ...calm, onHand: 12 }, now);
    expect(found).toMatchObject({
      kind: 'stock_out_predicted',
      numbers: { expectedAt: '2026-03-12T00:00:00.000Z', piecesShort: 4, availablePieces: 10, meanPerDay: 1 },
      severity: 20_000,
    });
    const order = { id: 'order', pieces: 20, etaMilliseconds: now + 5 * day };
    expect(kinds({ onHand: 12, orders: [order] })).toEqual([]);
    expect(kinds({ onHand: 12, orders: [{ ...order, etaMilliseconds: now + 30 * day }] })).toEqual([
      'stock_out_predicted',
    ]);
    expect(kinds({ onHand: 12, plan: { ...calm.plan!, leadDays: 10 } })).toEqual([]); // ordered today it is there in time
    expect(kinds({ onHand: 0, reserved: 0, orderUpTo: 0 })).toEqual([]);
  });

  it('finds missed targets, shifts, late orders and excess, each with its numbers', () => {
    expect(exceptionsOf({ ...calm, used: 8, lost: 2 }, now)).toMatchObject([
      { kind: 'target_missed', numbers: { servedShare: 0.8, targetShare: 0.9, lostPieces: 2 } },
    ]);
    expect(kinds({ used: 3, lost: 1 })).toEqual([]); // four pieces say nothing
    const reasons = [{ code: 'level-rose' as const, values: { fromPerPeriod: 3.5, toPerPeriod: 7 } }];
    expect(exceptionsOf({ ...calm, plan: { ...calm.plan!, reasons } }, now)).toMatchObject([
      { kind: 'demand_shift', numbers: { direction: 'rose', meanPerDayBefore: 0.5, meanPerDay: 1 } },
    ]);
    const late = { id: 'late', pieces: 4, etaMilliseconds: now - 3 * day };
    expect(exceptionsOf({ ...calm, orders: [late] }, now)).toMatchObject([
      { kind: 'late_order', numbers: { replenishmentOrderId: 'late', daysLate: 3, latePieces: 4 } },
    ]);
    expect(exceptionsOf({ ...calm, onHand: 450 }, now)).toMatchObject([
      { kind: 'excess', numbers: { excessPieces: 30, valueMinor: 30_000 }, severity: 30_000 },
    ]);
    expect(kinds({ onHand: 31, plan: { ...calm.plan!, means: [0, 0, 0], daysSinceDemand: 400 } })).toEqual(['excess']);
  });

  it('names the best of the moves that are proposed, and why pieces lie idle', () => {
    const move = {
      source: 'rebalance',
      fromLocationId: 'b',
      pieces: 2,
      savedShortages: 1.234,
      costMinor: 3_600,
      gainMinor: 9,
    };
    const [found] = exceptionsOf({ ...calm, moves: [move, { ...move, pieces: 5, gainMinor: 40_000 }] }, now);
    expect(found).toMatchObject({ kind: 'move_proposed', severity: 40_000 });
    expect(found!.numbers).toMatchObject({ pieces: 5, fromLocationId: 'b', savedPieces: 1.23, proposals: 2 });
    const idle = { onHand: 450, leaving: 7, plan: { ...calm.plan!, daysSinceDemand: 400 } };
    const [excess] = exceptionsOf({ ...calm, ...idle }, now);
    expect(excess!.numbers).toMatchObject({ reason: 'no-demand-for-long', proposedAwayPieces: 7 });
  });
});
