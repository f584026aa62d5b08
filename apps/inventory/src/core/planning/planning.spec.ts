import fc from 'fast-check';
import { demandWithBelow } from './demand-tree.js';
import { learnLeadTime } from './learn-lead-time.js';
import { normalQuantile } from './normal-quantile.js';
import { type Node, planPart } from './plan-part.js';
import { dailyDemand, reorderPolicy } from './reorder-policy.js';

describe('normalQuantile', () => {
  it.each([
    [0.5, 0],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [0.01, -2.3263478740408408],
  ])('of %f is %f', (probability, expected) => {
    expect(Math.abs(normalQuantile(probability) - expected)).toBeLessThan(3e-9);
  });

  it('refuses what is no probability between 0 and 1', () => {
    expect(() => normalQuantile(1)).toThrow('1');
    expect(() => normalQuantile(Number.NaN)).toThrow('NaN');
  });
});

describe('reorderPolicy', () => {
  const leadTime = { meanDays: 3, deviationDays: 0 };
  const rule = { leadTime, reviewDays: 1, cycleDays: 7, serviceLevel: 0.95 };

  it('keeps mean and safety stock over lead time and review', () => {
    const policy = reorderPolicy({ ...rule, meanPerDay: 2, variancePerDay: 4 });
    expect(policy.reorderPoint).toBe(Math.ceil(8 + 1.6448536 * Math.sqrt(16)));
    expect(policy.orderUpTo).toBe(policy.reorderPoint + 13);
    expect(policy.reason).toBe('2 a day over 4 days of lead time and review is 8, safety stock for 95 % is 6.58');
  });

  it('keeps nothing where nothing was wanted', () => {
    expect(reorderPolicy({ ...rule, ...dailyDemand(0, 0, 90) })).toMatchObject({ reorderPoint: 0, orderUpTo: 0 });
  });

  it('keeps more when the lead time is uncertain, and never a broken number', () => {
    const figure = fc.double({ min: 0, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(
        figure,
        figure,
        figure,
        fc.double({ min: 0.01, max: 0.999, noNaN: true }),
        (mean, variance, deviationDays, serviceLevel) => {
          const input = { ...rule, serviceLevel, meanPerDay: mean, variancePerDay: variance };
          const sure = reorderPolicy(input);
          const unsure = reorderPolicy({ ...input, leadTime: { meanDays: 3, deviationDays } });
          expect(Number.isInteger(unsure.reorderPoint) && unsure.reorderPoint >= 0).toBe(true);
          expect(unsure.orderUpTo).toBeGreaterThanOrEqual(unsure.reorderPoint);
          expect(unsure.reorderPoint - sure.reorderPoint).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('learnLeadTime', () => {
  it('moves from what was agreed towards what is measured', () => {
    let lane = { meanDays: 10, deviationDays: 0, samples: 0 };
    for (let delivery = 0; delivery < 200; delivery += 1) lane = learnLeadTime(lane, delivery % 2 ? 4 : 6);
    expect(lane.samples).toBe(200);
    expect(lane.meanDays).toBeCloseTo(5, 0);
    expect(lane.deviationDays).toBeGreaterThan(0.9);
    expect(lane.deviationDays).toBeLessThan(1.4);
  });
});

describe('demandWithBelow', () => {
  it('adds the sites’ demand to the warehouses above them', () => {
    const places = [
      { id: 'central', suppliedFromId: null },
      { id: 'region', suppliedFromId: 'central' },
      { id: 'a', suppliedFromId: 'region' },
      { id: 'b', suppliedFromId: 'region' },
    ];
    const demand = { meanPerDay: 1, variancePerDay: 2 };
    const sums = demandWithBelow(
      places,
      new Map([
        ['a', demand],
        ['b', demand],
      ]),
    );
    expect(sums.get('a')).toEqual(demand);
    expect(sums.get('central')).toEqual({ meanPerDay: 2, variancePerDay: 4 });
  });
});

describe('planPart', () => {
  const node = (locationId: string, suppliedFromId: string | null, rest: Partial<Node>): Node => ({
    locationId,
    suppliedFromId,
    position: 0,
    available: 0,
    backordered: 0,
    reorderPoint: 0,
    orderUpTo: 0,
    ...rest,
  });

  it('sends what the supplier has and lets the supplier order what it owes', () => {
    const orders = planPart(
      [
        node('central', null, { position: 3, available: 3, reorderPoint: 2, orderUpTo: 4 }),
        node('site', 'central', { position: -1, reorderPoint: 4, orderUpTo: 5 }),
      ],
      5,
    );
    expect(orders).toEqual([
      expect.objectContaining({ kind: 'purchase', toLocationId: 'central', quantity: 10, position: -3 }),
      expect.objectContaining({ kind: 'transfer', fromLocationId: 'central', toLocationId: 'site', quantity: 3 }),
    ]);
  });

  it('leaves to waiting orders what they wait for', () => {
    const orders = planPart(
      [
        node('central', null, { position: 2, available: 2 }),
        node('region', 'central', {}),
        node('site', 'region', { position: -1, backordered: 1 }),
        node('other', 'central', { reorderPoint: 2, orderUpTo: 2 }),
      ],
      1,
    );
    expect(orders.filter(({ kind }) => kind === 'transfer')).toMatchObject([{ toLocationId: 'other', quantity: 1 }]);
  });

  it('never sends more than there is and brings every place that it serves in full back to its level', () => {
    const level = fc.integer({ min: 0, max: 20 });
    const site = fc.record({ position: fc.integer({ min: -10, max: 30 }), reorderPoint: level, more: level });
    fc.assert(
      fc.property(level, fc.array(site, { maxLength: 6 }), fc.integer({ min: 1, max: 9 }), (available, sites, pack) => {
        const nodes = [
          node('central', null, { position: available, available, reorderPoint: 5, orderUpTo: 9 }),
          ...sites.map(({ position, reorderPoint, more }, index) =>
            node(`site ${index}`, 'central', { position, reorderPoint, orderUpTo: reorderPoint + more }),
          ),
        ];
        const orders = planPart(nodes, pack);
        const sent = orders.filter(({ kind }) => kind === 'transfer').reduce((sum, { quantity }) => sum + quantity, 0);
        expect(sent).toBeLessThanOrEqual(available);
        const wanted = nodes
          .slice(1)
          .reduce((sum, at) => sum + (at.position < at.reorderPoint ? at.orderUpTo - at.position : 0), 0);
        const bought = orders.find(({ kind }) => kind === 'purchase')?.quantity ?? 0;
        const after = available - wanted;
        expect(after < 5 ? after + bought >= 9 : bought === 0).toBe(true);
        expect(bought % pack).toBe(0);
      }),
    );
  });
});
