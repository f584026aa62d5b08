import fc from 'fast-check';
import { learnGroup } from '../forecasting/learn-group.js';
import type { Location } from '../stock/network.js';
import { type LoadedBatch, planBatch } from './plan-batch.js';

const at = (id: string, kind: Location['kind'], suppliedFromId: string | null): Location => ({
  ...{ id, kind, suppliedFromId, lon: 120, lat: 30, technicianId: null },
  siteId: kind === 'site' ? id : null,
});
const places = [at('central', 'central', null), at('near', 'site', 'central'), at('far', 'site', 'central')];
const part = {
  category: 'pump',
  unitCostMinor: 9_000,
  currency: 'CNY',
  packQuantity: 2,
  criticality: 'vital',
} as const;
const batch: LoadedBatch = {
  run: { periodDays: 7, periods: 30, horizon: 4, locationIds: null, targets: null },
  categories: null,
  parts: [
    { id: 'a', enteredDaysAgo: null, ...part },
    { id: 'b', enteredDaysAgo: 90, ...part },
  ],
  places,
  ...{ lanes: null, bases: null, before: null, overrides: null },
  demand: [['a', 'near', [0, 3, 29], [2, 1, 4]]],
  kept: [{ partId: 'b', locationId: 'far' }],
};

describe('planBatch', () => {
  it('plans where a part is wanted, here or below, and where it is kept', () => {
    const items = planBatch(batch, new Map([['a', 'A']]), 25_000);
    expect(items.map(({ partId, locationId }) => `${partId} ${locationId}`)).toEqual(['a central', 'a near', 'b far']);
    const [central, near, kept] = items;
    expect(near!.history).toEqual([4, ...Array<number>(25).fill(0), 1, 0, 0, 2]);
    expect(central!.history).toEqual(near!.history);
    expect(near!.plan.targetFrom).toMatch(/^A\//);
    expect(kept).toMatchObject({ method: 'group-rate', demandClass: 'none' });
  });

  it('plans only the places that are asked for, and nothing of nothing', () => {
    const run = { ...batch.run, locationIds: ['near'] };
    expect(planBatch({ ...batch, run }, new Map(), 25_000)).toHaveLength(1);
    const nothing = { ...batch, parts: null, places: null, demand: null, kept: null };
    expect(planBatch(nothing, new Map(), 25_000)).toEqual([]);
  });

  it('answers with rows that a database takes, whatever it has loaded', () => {
    const pieces = fc.oneof(fc.integer({ min: -20, max: 50 }), fc.integer({ min: 0, max: 1e6 }));
    const entry = fc.tuple(
      fc.constantFrom('a', 'b', 'gone'),
      fc.constantFrom('central', 'near', 'far', 'gone'),
      fc.array(fc.tuple(fc.integer({ min: -3, max: 60 }), pieces), { maxLength: 12 }),
    );
    const rate = fc.nat({ max: 1e5 }).map((hundredths) => hundredths / 100);
    const anything = fc.record({
      demand: fc.array(entry, { maxLength: 5 }),
      periods: fc.constantFrom(0, 1, 30, 104),
      periodDays: fc.constantFrom(1 as const, 7 as const, 28 as const),
      bases: fc.array(fc.record({ wanted: rate, wantedPerPeriod: rate, unitYears: rate, unitYearsPerPeriod: rate }), {
        maxLength: 3,
      }),
      alpha: fc.double({ min: 1e-6, max: 100, noNaN: true }),
    });
    fc.assert(
      fc.property(anything, ({ demand, periods, periodDays, bases, alpha }) => {
        const histories = demand.map(([, , list]) => Float64Array.from(list, ([, quantity]) => Math.max(0, quantity)));
        const items = planBatch(
          {
            ...batch,
            run: { ...batch.run, periods, periodDays },
            categories: [
              {
                category: 'pump',
                group: learnGroup(histories, { horizon: 4, cycle: 0 }),
                calibrations: null,
                ratePrior: { alpha, beta: 1 },
              },
            ],
            bases: bases.map((base, index) => ({ ...base, category: 'pump', locationId: places[index]!.id })),
            demand: demand.map(([partId, locationId, list]) => [
              partId,
              locationId,
              list.map(([back]) => back),
              list.map(([, quantity]) => quantity),
            ]),
          },
          new Map(),
          25_000,
        );
        for (const item of items) {
          expect(item.history).toHaveLength(periods);
          expect(item.reorderPoint >= 0 && item.orderUpTo >= item.reorderPoint).toBe(true);
          expect(item.reason.length).toBeLessThanOrEqual(500);
          expect(JSON.stringify(item)).not.toMatch(/null,"(deviationPerDay|orderUpTo|stockValueMinor)|:(NaN|Infinity)/);
          const numbers = [item.meanPerDay, item.deviationPerDay, item.stockValueMinor, item.plan.yearlyNeed];
          expect(numbers.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});
