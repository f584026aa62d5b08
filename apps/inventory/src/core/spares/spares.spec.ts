import { poissonDemand } from '../policy/demand-views.js';
import { enoughUnits, exchangeCurve, itemCurve } from './allocation.js';
import { idleStock } from './idle-stock.js';
import { backorders, countPipeline } from './pipeline.js';
import { proposeTransfers } from './rebalance.js';
import { evaluate, planningMethod, type TwoEchelonItem } from './two-echelon.js';

const item: TwoEchelonItem = { depotTime: 10, bases: [0.3, 0.1, 0.05].map((rate) => ({ rate, time: 3 })) };

describe('pipelines', () => {
  it('are right at any size', () => {
    for (const [mean, variance] of [
      [3, 3],
      [40, 90],
      [2000, 2000],
      [5000, 20_000],
    ] as const) {
      const { mean: owed, variance: spread } = backorders(countPipeline(mean, variance), 0);
      expect(owed / mean).toBeCloseTo(1, 7);
      expect(spread / variance).toBeCloseTo(1, 5);
    }
  });
});

describe('two echelons', () => {
  it('with many bases are near the exact answer when told apart by whether the depot owes', () => {
    const many: TwoEchelonItem = {
      depotTime: 20,
      bases: Array.from({ length: 20 }, (_, at) => ({ rate: 0.01 + at / 1000, time: 3 })),
    };
    const stock = many.bases.map(() => 1);
    for (const depotStock of [0, 4, 8, 10]) {
      const total = (method: 'conditional' | 'vari-metric' | 'exact') =>
        evaluate(many, depotStock, stock, method).totalBackorders;
      expect(Math.abs(total('conditional') / total('exact') - 1)).toBeLessThan(0.02);
    }
    expect(planningMethod(many)).toBe('conditional');
    expect(planningMethod(item)).toBe('exact');
  });
});

describe('itemCurve', () => {
  const curve = itemCurve(item, enoughUnits(item), 'exact');

  it('falls ever more slowly, and says where each unit lies', () => {
    const slopes = curve
      .slice(1)
      .map((point, at) => (point.backorders - curve[at]!.backorders) / (point.units - curve[at]!.units));
    expect(slopes.every((slope, at) => slope < 0 && slope >= (slopes[at - 1] ?? slope) - 1e-12)).toBe(true);
    for (const { units, depotStock, baseStock, backorders } of curve) {
      expect(depotStock + baseStock.reduce((sum, stock) => sum + stock, 0)).toBe(units);
      expect(evaluate(item, depotStock, baseStock, 'exact').totalBackorders).toBeCloseTo(backorders, 8);
    }
  });

  it('is as good as trying every placement', () => {
    const point = curve.find(({ units }) => units >= 5)!;
    let best = Number.POSITIVE_INFINITY;
    for (let depot = 0; depot <= point.units; depot += 1) {
      for (let first = 0; first + depot <= point.units; first += 1) {
        for (let second = 0; second + first + depot <= point.units; second += 1) {
          const stock = [first, second, point.units - depot - first - second];
          best = Math.min(best, evaluate(item, depot, stock, 'exact').totalBackorders);
        }
      }
    }
    expect(point.backorders).toBeCloseTo(best, 8);
  });

  it('is spent within the budget, cheapest service first', () => {
    const steps = exchangeCurve(
      [
        { unitCost: 10, curve },
        { unitCost: 100, curve },
      ],
      300,
    );
    expect(steps.at(-1)!.cost).toBeLessThanOrEqual(300);
    expect(steps[0]!.part).toBe(0);
    expect(steps.every(({ backorders }, at) => at === 0 || backorders < steps[at - 1]!.backorders)).toBe(true);
  });
});

describe('stock that lies wrong', () => {
  const place = (locationId: string, available: number, mean: number) => ({
    locationId,
    available,
    expected: 0,
    demand: poissonDemand(mean),
  });

  it('is sent where it saves more than it costs', () => {
    const places = [place('full', 9, 1), place('empty', 0, 2), place('fine', 3, 1)];
    const [proposal, ...others] = proposeTransfers(places, { perTransfer: 10, perPiece: 1, perShortage: 50 });
    expect(proposal).toMatchObject({ fromLocationId: 'full', toLocationId: 'empty' });
    expect(proposal!.gain).toBeCloseTo(proposal!.savedShortages * 50 - proposal!.cost, 10);
    expect(others).toEqual([]);
    expect(proposeTransfers(places, { perTransfer: 500, perPiece: 1, perShortage: 50 })).toEqual([]);
  });

  it('is called by its reason', () => {
    const input = { onHand: 20, orderUpTo: 3, demand: poissonDemand(4), periodsSinceDemand: 1, deadAfterPeriods: 24 };
    expect(idleStock(input)).toEqual({ excess: 12, dead: false, reason: 'more-than-will-be-used' });
    expect(idleStock({ ...input, periodsSinceDemand: 30 })).toEqual({
      excess: 17,
      dead: true,
      reason: 'no-demand-for-long',
    });
    expect(idleStock({ ...input, onHand: 5 })).toMatchObject({ excess: 0, reason: 'within-policy' });
  });
});
