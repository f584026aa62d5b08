import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { noGroup } from '../forecasting/group-model.js';
import { learnGroup } from '../forecasting/learn-group.js';
import { replayLevels } from '../policy/replay-levels.js';
import { deliveredFill, nothingSimulated } from '../policy/simulate.js';
import { planItemLocation } from './plan-item-location.js';
import { plannedTarget } from './planned-target.js';
import { type Calibration, periodsOf, rehearsalDays, rehearse, rehearsedPast, type RehearsedItem } from './rehearse.js';

const weeks = 60;
const supply = { leadTime: { meanDays: 3, deviationDays: 0 }, isBought: false, packQuantity: 1 };

/** Pieces by day, about one in ten days. */
function itemOf(seed: number, pieces = 1): RehearsedItem {
  const random = xoroshiro128plus(seed);
  const days = Array.from({ length: weeks * 7 }, () => ((random.next() >>> 0) % 10 === 0 ? pieces : 0));
  return { ...supply, days };
}

describe('replayLevels', () => {
  const replay = (demand: number[], leadDays: number) => {
    const sum = nothingSimulated();
    const rule = { leadDays, pack: 1, from: 0, countFrom: 0, to: demand.length };
    replayLevels(demand, () => ({ reorderPoint: 2, orderUpTo: 2 }), rule, sum);
    return sum;
  };

  it('serves from the shelf what was ordered long enough ago', () => {
    expect(replay([1, 1, 1, 1], 1)).toMatchObject({ wanted: 4, servedAtOnce: 4, onHandSum: 1 });
    expect(replay([2, 2, 0, 2], 2)).toMatchObject({ wanted: 6, servedAtOnce: 2, lines: 3, linesInFull: 1 });
    expect(replay([2, 2, 2], 0)).toMatchObject({ servedAtOnce: 6 });
  });

  it('orders whole packs, and only below the reorder point', () => {
    const sum = nothingSimulated();
    const rule = { leadDays: 0, pack: 5, from: 0, countFrom: 0, to: 3 };
    replayLevels([2, 1, 0], () => ({ reorderPoint: 1, orderUpTo: 3 }), rule, sum);
    expect(sum).toMatchObject({ servedAtOnce: 3, onHandSum: 1 + 0 + 5 });
  });
});

describe('rehearse', () => {
  const days = rehearsalDays(weeks * 7, 7);
  const items = Array.from({ length: 30 }, (_, seed) => itemOf(seed + 1));

  it('looks at the last nine weeks, at less of a short history, at months where periods are months', () => {
    expect(days).toEqual({
      first: (weeks - 15) * 7,
      countFrom: (weeks - 9) * 7,
      to: weeks * 7,
      stepDays: 7,
      decisions: 9,
    });
    expect(rehearsalDays(60, 1)).toMatchObject({ decisions: 2, countFrom: 46, stepDays: 7 });
    expect(rehearsalDays(12, 1)).toMatchObject({ decisions: 0 });
    expect(rehearsalDays(52 * 28, 28)).toMatchObject({ decisions: 9, stepDays: 28 });
  });

  it('delivers more for more, and counts the pieces of the rehearsed days alone', () => {
    const { rehearsals, decisions } = rehearse(items, noGroup, 7, days);
    const fills = rehearsals.map(({ service }) => deliveredFill(service));
    expect(fills).toEqual(fills.toSorted((one, other) => one - other));
    expect(fills.at(-1)).toBeGreaterThan(fills[0]!);
    const wanted = items.reduce(
      (sum, item) => sum + item.days.slice(days.countFrom).reduce((pieces, quantity) => pieces + quantity, 0),
      0,
    );
    expect(rehearsals.every(({ service }) => service.wanted === wanted)).toBe(true);
    expect(decisions).toBe(9);
  });

  it('never knows at a decision what came after it', () => {
    const rehearsed = rehearse([items[0]!], noGroup, 7, days);
    const later = {
      ...items[0]!,
      days: items[0]!.days.map((pieces, day) => (day >= days.to - 7 ? pieces + 50 : pieces)),
    };
    const surprised = rehearse([later], noGroup, 7, days);
    // What was on the shelf until the last week is the same: had the surprise been known, there would have been more.
    const before = rehearse([{ ...items[0]!, days: items[0]!.days.slice(0, -7) }], noGroup, 7, {
      ...days,
      to: days.to - 7,
    });
    surprised.rehearsals.forEach(({ service }, at) => {
      const served = service.servedAtOnce - before.rehearsals[at]!.service.servedAtOnce;
      expect(served).toBeLessThan(25);
      expect(rehearsed.rehearsals[at]!.service.wanted).toBe(service.wanted - 350);
    });
  });

  it('is learnt from no more than was known at the first decision', () => {
    const known = periodsOf(items[0]!.days, days.first, 7);
    expect(known).toHaveLength(weeks - 15);
    const group = learnGroup([known], { horizon: 4 });
    expect(rehearse(items, group, 7, days).items).toBe(30);
  });

  it('reads so much more of a past with a season that the first decision knew two of its cycles', () => {
    expect(rehearsedPast({ periodDays: 7, periods: 104, cycle: 52 }, 900)).toBe(119);
    expect(rehearsedPast({ periodDays: 7, periods: 104, cycle: 52 }, 740)).toBe(105);
    expect(rehearsedPast({ periodDays: 7, periods: 60, cycle: 0 }, 900)).toBe(60);
  });

  it('knows the season that was learnt before the first decision, week by week', () => {
    // Each year has a quarter in which twelve times as much is wanted; the third one begins with the weeks that count.
    const past = rehearsedPast({ periodDays: 7, periods: 104, cycle: 52 }, 900) * 7;
    const seasonal = Array.from({ length: 40 }, (_, seed): RehearsedItem => {
      const random = xoroshiro128plus(seed + 1);
      const chance = (day: number) => ((Math.floor(day / 7) + 46) % 52 < 13 ? 60 : 5);
      return {
        ...supply,
        leadTime: { meanDays: 14, deviationDays: 0 }, // who looks two weeks ahead must know what begins
        days: Array.from({ length: past }, (_, day) => ((random.next() >>> 0) % 100 < chance(day) ? 1 : 0)),
      };
    });
    const rehearsed = rehearsalDays(past, 7);
    const known = seasonal.map((item) => periodsOf(item.days, rehearsed.first, 7));
    const group = learnGroup(known, { horizon: 13, cycle: 52 });
    expect(group.season).toHaveLength(52);
    const fillOf = (season: number[]) => {
      const { rehearsals } = rehearse(seasonal, { ...group, season }, 7, rehearsed);
      return deliveredFill(rehearsals[2]!.service);
    };
    const inSeason = fillOf(group.season);
    expect(inSeason).toBeGreaterThan(fillOf([]) + 0.1);
    expect(inSeason).toBeGreaterThan(fillOf([...group.season.slice(26), ...group.season.slice(0, 26)]) + 0.1);
  });

  it('answers with counts that can be, on any history, season and lead time', () => {
    const pieces = fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.nat({ max: 5 }), fc.nat({ max: 1e6 }));
    const season = fc.oneof(
      fc.constant<number[]>([]),
      fc.array(fc.double({ min: 0.3, max: 3, noNaN: true }), { minLength: 52, maxLength: 52 }),
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 400 }),
        fc.constantFrom(1, 7, 28),
        fc.double({ min: 0, max: 120, noNaN: true }),
        season,
        (list, periodDays, meanDays, factors) => {
          const past = list.slice(0, Math.floor(list.length / periodDays) * periodDays);
          const item = { ...supply, days: past, leadTime: { meanDays, deviationDays: meanDays / 3 } };
          const group = { ...noGroup, season: factors };
          for (const { service } of rehearse([item], group, periodDays, rehearsalDays(past.length, periodDays))
            .rehearsals) {
            expect(service.servedAtOnce).toBeLessThanOrEqual(service.wanted);
            expect(Object.values(service).every((count) => Number.isFinite(count) && count >= 0)).toBe(true);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('says nothing where nothing was wanted', () => {
    const nothing = { ...supply, days: Array<number>(weeks * 7).fill(0) };
    expect(plannedTarget(0.95, rehearse([nothing], noGroup, 7, days))).toBeUndefined();
    expect(plannedTarget(0.95, rehearse([], noGroup, 7, days))).toBeUndefined();
    expect(plannedTarget(0.95, undefined)).toBeUndefined();
  });
});

describe('plannedTarget', () => {
  const calibration = (fills: readonly number[]): Calibration => ({
    rehearsals: [0.9, 0.95, 0.98, 0.993].map((internal, at) => ({
      internal,
      service: { ...nothingSimulated(), wanted: 2_000, servedAtOnce: 2_000 * (fills[at] ?? 1) },
    })),
    decisions: 9,
    stepDays: 7,
    items: 80,
  });

  it('plans for more where less was delivered, and says what that was', () => {
    const target = plannedTarget(0.95, calibration([0.82, 0.88, 0.94, 0.97]))!;
    expect(target.plannedShare).toBeGreaterThan(0.965);
    expect(target.plannedShare).toBeLessThan(0.993);
    expect(target.rehearsedShare).toBeCloseTo(0.88, 2);
    expect(target).toMatchObject({ pieces: 2_000, days: 63 });
  });

  it('goes only a little below a promise that was more than kept', () => {
    const { plannedShare } = plannedTarget(0.95, calibration([1, 1, 1, 1]))!;
    expect(plannedShare).toBeGreaterThan(0.874);
    expect(plannedShare).toBeLessThan(0.95);
  });

  it('stands in the plan with its numbers and its reason', () => {
    const input = {
      history: Array.from({ length: 104 }, (_, week) => (week % 4 === 0 ? 2 : 0)),
      periodDays: 7,
      horizon: 4,
      ...supply,
      part: { unitCostMinor: 10_000, packQuantity: 1, criticality: 'vital', valueClass: 'B' },
      group: noGroup,
      overrides: {},
      shortageCostMinor: 25_000,
    } as const;
    const plain = planItemLocation(input);
    const plan = planItemLocation({ ...input, calibration: calibration([0.8, 0.85, 0.9, 0.94]) });
    expect(plain).toMatchObject({ targetShare: 0.96, plannedShare: 0.96, calibration: null });
    expect(plan.targetShare).toBe(0.96);
    expect(plan.plannedShare).toBeGreaterThan(0.96);
    expect(plan.orderUpTo).toBeGreaterThan(plain.orderUpTo);
    expect(plan.calibration).toMatchObject({ pieces: 2_000, days: 63 });
    expect(plan.reason).toMatch(
      /96 % of pieces from the shelf \(B\/Z\/vital\), planned for 9\d\.?\d* % since plans for it delivered/,
    );
  });
});
