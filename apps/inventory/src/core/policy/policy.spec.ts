import fc from 'fast-check';
import { forecastItem } from '../forecasting/forecast-item.js';
import { calibrateTarget } from './calibrate.js';
import { poissonDemand } from './demand-views.js';
import { planKit } from './kit.js';
import { leadTimeOf } from './lead-time-demand.js';
import { introductionDemand, lastTimeBuy, periodsUntilUsedUp, remainingNeed } from './life-cycle.js';
import { fillRateWithLots, planItem } from './plan-item.js';
import { deliveredFill, nothingSimulated, replayOrderUpTo } from './simulate.js';
import { stockOrNot } from './stocking.js';
import { fillRate, type StockTarget, stockFor } from './stock-target.js';
import { startingMatrix, valueClasses, variationClass } from './target-matrix.js';

const history = [0, 2, 0, 0, 1, 3, 0, 0, 0, 2, 1, 0, 0, 4, 0, 1, 0, 0, 2, 0, 0, 1, 0, 3];
const rule = {
  leadPeriods: 3,
  leadVariance: 0.5,
  reviewPeriods: 1,
  target: { kind: 'fill-rate', share: 0.95 },
  lot: { minimum: 1, pack: 1 },
} as const;

describe('planItem', () => {
  it('meets its fill rate with the least stock, and says what limits it', () => {
    const { orderUpTo, service, forecast, limits } = planItem(history, rule);
    expect(service.fillRate).toBeGreaterThanOrEqual(0.95);
    const covered = { protection: forecast.sum(4, 0.5), lead: forecast.sum(3, 0.5) };
    expect(fillRate(covered, orderUpTo - 1)).toBeLessThan(0.95);
    expect(limits).toEqual(['target']);
  });

  it('orders whole packs and still keeps its promise, with a lower reorder point', () => {
    const single = planItem(history, rule);
    const packed = planItem(history, { ...rule, lot: { minimum: 8, pack: 5 } });
    expect(packed.orderUpTo - packed.reorderPoint).toBe(10);
    expect(packed.reorderPoint).toBeLessThan(single.reorderPoint);
    const covered = { protection: packed.forecast.sum(4, 0.5), lead: packed.forecast.sum(3, 0.5) };
    expect(fillRateWithLots(covered, packed.reorderPoint, 10)).toBeGreaterThanOrEqual(0.95);
  });

  it('finds the least reorder point for any lot, as trying them one by one does', () => {
    const figure = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(
        fc.array(figure, { minLength: 3, maxLength: 40 }),
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        (demand, pack, share) => {
          const target = { kind: 'fill-rate', share } as const;
          const lots = planItem(demand, { ...rule, target, lot: { minimum: 1, pack } });
          const covered = { protection: lots.forecast.sum(4, 0.5), lead: lots.forecast.sum(3, 0.5) };
          let least = Math.max(-1, lots.service.orderUpTo - 1);
          while (least >= 0 && fillRateWithLots(covered, least - 1, pack) >= share) least -= 1;
          expect(lots.reorderPoint).toBe(least);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('comes to an end with packs of ten million and demand of thousands', () => {
    const demand = Array.from({ length: 40 }, (_, period) => 900 + (period % 7) * 40);
    const { reorderPoint, orderUpTo } = planItem(demand, { ...rule, lot: { minimum: 1, pack: 10_000_000 } });
    expect(orderUpTo - reorderPoint).toBeCloseTo(10_000_000, -4);
    const single = planItem([...Array<number>(30).fill(0), 300, ...Array<number>(30).fill(9)], {
      ...rule,
      lot: { minimum: 1, pack: 10_000_000 },
    });
    expect(single.reorderPoint).toBe(-1);
  });

  it('keeps no more than is used within the shelf life', () => {
    const short = planItem(history, { ...rule, shelfLifePeriods: 1 });
    expect(short.limits).toContain('shelf-life');
    expect(short.orderUpTo).toBeLessThan(planItem(history, rule).orderUpTo);
  });

  it('keeps more for more: target, lead time, its variance', () => {
    const figure = fc.integer({ min: 0, max: 12 });
    const targets = (share: number): StockTarget[] => [
      { kind: 'fill-rate', share },
      { kind: 'cycle-service', share },
      { kind: 'job-completion', share, pieces: 1 },
    ];
    fc.assert(
      fc.property(
        fc.array(figure, { minLength: 4, maxLength: 40 }),
        fc.double({ min: 0.5, max: 0.98, noNaN: true }),
        (demand, share) => {
          const forecast = forecastItem(demand);
          const covered = { protection: forecast.sum(4), lead: forecast.sum(3) };
          targets(share).forEach((target, at) => {
            const stock = stockFor(target, covered).orderUpTo;
            expect(Number.isInteger(stock) && stock >= 0).toBe(true);
            expect(stockFor(targets(share + 0.015)[at]!, covered).orderUpTo).toBeGreaterThanOrEqual(stock);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps more where a shortage costs more', () => {
    const forecast = forecastItem(history);
    const covered = { protection: forecast.sum(4), lead: forecast.sum(3) };
    const stock = (perPieceShort: number) =>
      stockFor({ kind: 'cost', perPieceShort, holdingPerPiecePeriod: 1 }, covered).orderUpTo;
    expect(stock(100)).toBeGreaterThan(stock(5));
    expect(stock(0.5)).toBe(0);
  });
});

describe('replay', () => {
  it('serves all from enough and nothing from none, and never goes below what is there', () => {
    const play = (level: number) => {
      const service = nothingSimulated();
      replayOrderUpTo(history, () => level, { leadPeriods: 3, from: 0, countFrom: 0, to: history.length }, service);
      return service;
    };
    expect(deliveredFill(play(1000))).toBe(1);
    expect(deliveredFill(play(0))).toBe(0);
    expect(play(4).wanted).toBe(20);
    expect(deliveredFill(play(4))).toBeGreaterThan(deliveredFill(play(2)));
  });

  it('gets an order after the lead time: one piece a period needs lead time and review', () => {
    const ones = new Array<number>(40).fill(1);
    const fill = (level: number) => {
      const service = nothingSimulated();
      replayOrderUpTo(ones, () => level, { leadPeriods: 3, from: 0, countFrom: 20, to: 40 }, service);
      return deliveredFill(service);
    };
    expect(fill(4)).toBe(1);
    expect(fill(3)).toBe(0);
  });
});

describe('calibrateTarget', () => {
  const service = (fill: number) => ({ ...nothingSimulated(), wanted: 10_000, servedAtOnce: 10_000 * fill });
  const rehearsals = [
    { internal: 0.9, service: service(0.8) },
    { internal: 0.98, service: service(0.93) },
    { internal: 0.995, service: service(0.97) },
  ];

  it('aims higher where less was delivered, the more the longer it was rehearsed', () => {
    const long = calibrateTarget(0.95, rehearsals, 100).internal;
    const short = calibrateTarget(0.95, rehearsals, 3).internal;
    expect(long).toBeGreaterThan(0.98);
    expect(short).toBeGreaterThan(0.95);
    expect(short).toBeLessThan(long);
    expect(calibrateTarget(0.95, rehearsals, 9).deliveredUncalibrated).toBeLessThan(0.9);
  });

  it('believes the promise where nothing was rehearsed', () => {
    expect(calibrateTarget(0.95, [], 0).internal).toBeCloseTo(0.95, 12);
  });
});

describe('decisions', () => {
  it('keep a part from its break-even on, and a critical one always', () => {
    const costs = { stockPieces: 1, holdingPerPiecePeriod: 2, fillRate: 0.9, perShortage: 100, perKeptPartPeriod: 1 };
    const at = (demandPerPeriod: number, critical = false) => stockOrNot({ ...costs, demandPerPeriod }, critical);
    const { breakEvenPerPeriod } = at(1);
    expect(breakEvenPerPeriod).toBeCloseTo(3 / 90, 12);
    expect(at(breakEvenPerPeriod * 1.01)).toMatchObject({ keep: true, reason: 'pays' });
    expect(at(breakEvenPerPeriod * 0.99)).toMatchObject({ keep: false, reason: 'does-not-pay' });
    expect(at(0, true)).toMatchObject({ keep: true, reason: 'kept-by-criticality' });
  });

  it('class parts by value and variation', () => {
    expect(valueClasses([700, 5, 200, 80, 15, 0])).toEqual(['A', 'C', 'A', 'B', 'C', 'C']);
    expect([variationClass(10, 9), variationClass(2, 3), variationClass(0, 0)]).toEqual(['X', 'Y', 'Z']);
    expect(Object.keys(startingMatrix)).toHaveLength(27);
    expect(startingMatrix['C/X/vital']).toBeGreaterThan(startingMatrix['A/Z/desirable']);
  });

  it('learn a lane from its deliveries', () => {
    expect(leadTimeOf(10, [])).toEqual({ mean: 10, variance: 0 });
    const learnt = leadTimeOf(
      10,
      Array.from({ length: 100 }, (_, at) => (at % 2 ? 14 : 16)),
    );
    expect(learnt.mean).toBeCloseTo(15, 0);
    expect(learnt.variance).toBeGreaterThan(1);
  });

  it('buy nothing the last time when a shortage costs no more than a piece', () => {
    expect(lastTimeBuy(poissonDemand(20), { unit: 40, leftOver: 5, short: 40 }).quantity).toBe(0);
    const { quantity, expectedShort } = lastTimeBuy(poissonDemand(20), { unit: 40, leftOver: 5, short: 400 }, 10);
    expect(quantity + 10).toBe(poissonDemand(20).quantile(360 / 405));
    expect(expectedShort).toBeLessThan(1);
    expect(remainingNeed(1000, 0.2, 0.1, 3).map(Math.round)).toEqual([89, 72, 57]);
  });

  it('know when a part is used up and how a new one starts', () => {
    expect(periodsUntilUsedUp(10, () => 4)).toBe(2.5);
    expect(periodsUntilUsedUp(1, () => 0, 24)).toBe(24);
    const like = [
      { likeness: 1, piecesPerUnitPeriod: [0.1, 0.2] },
      { likeness: 0.5, piecesPerUnitPeriod: [0.4] },
    ];
    expect(introductionDemand(like, [10, 20])).toEqual([expect.closeTo(2, 10), expect.closeTo(16 / 3, 10)]);
    expect(introductionDemand([], [10])).toEqual([0]);
  });
});

describe('planKit', () => {
  const parts = ['pump', 'seal', 'board'].map((partId, at) => ({
    partId,
    volumeLitres: [10, 1, 2][at]!,
    value: [50, 5, 200][at]!,
  }));
  const jobs = [
    {
      parts: [
        { partId: 'pump', quantity: 1 },
        { partId: 'seal', quantity: 2 },
      ],
      frequency: 5,
    },
    { parts: [{ partId: 'seal', quantity: 1 }], frequency: 4 },
    { parts: [{ partId: 'board', quantity: 1 }], frequency: 1 },
    { parts: [{ partId: 'unknown', quantity: 1 }], frequency: 10 },
  ];

  it('completes most jobs within volume and value', () => {
    const kit = planKit(jobs, parts, { volumeLitres: 12, value: 100 });
    expect(Object.fromEntries(kit.quantities)).toEqual({ pump: 1, seal: 2 });
    expect(kit).toMatchObject({ volumeLitres: 12, value: 60, completedShare: 9 / 20 });
    expect(planKit(jobs, parts, { volumeLitres: 100, value: 1000 }).completedShare).toBe(0.5);
    expect(planKit(jobs, parts, { volumeLitres: 2, value: 100 }).quantities.get('pump')).toBeUndefined();
  });
});
