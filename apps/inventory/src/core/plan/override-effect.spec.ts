import { overrideEffect, type OverrideStretch, type PlannedSide } from './override-effect.js';

const side = (perWeek: number, level: number): PlannedSide => ({
  meanPerDay: perWeek / 7,
  quantiles: [perWeek - 2, perWeek, perWeek + 2, perWeek + 3, perWeek + 4].map((pieces) => Math.max(0, pieces)),
  reorderPoint: level,
  orderUpTo: level,
});
const stretch = (told: PlannedSide, without: PlannedSide, fromDay = 0): OverrideStretch => ({
  ...{ fromDay, periodDays: 7, leadTimeDays: 2 },
  ...{ with: told, without },
});
const costs = { perShortage: 10_000, unitCost: 1_000 };
const days = (count: number, perDay: number) => Array<number>(count).fill(perDay);

describe('overrideEffect', () => {
  it('says what a right word saved: pieces short, stock, cost and loss of the forecast', () => {
    const effect = overrideEffect(days(28, 2), [stretch(side(14, 6), side(7, 3))], costs);
    expect(effect).toMatchObject({ verdict: 'helped', days: 28, wantedPieces: 56 });
    expect(effect.with).toMatchObject({ piecesShort: 0, loss: expect.any(Number) });
    expect(effect.with.expectedPieces).toBeCloseTo(56, 9);
    expect(effect.without.expectedPieces).toBeCloseTo(28, 9);
    expect(effect.without.piecesShort).toBeGreaterThan(20);
    expect(effect.with.loss!).toBeLessThan(effect.without.loss!);
    expect(effect.without.cost - effect.with.cost).toBeGreaterThan(200_000);
  });

  it('says what a wrong word cost, and when there is no telling', () => {
    const wrong = overrideEffect(days(28, 0), [stretch(side(70, 40), side(0, 0))], costs);
    expect(wrong).toMatchObject({ verdict: 'harmed', wantedPieces: 0, without: { cost: 0 } });
    expect(wrong.with.onHand).toBe(40);
    const same = side(14, 6);
    expect(overrideEffect(days(28, 2), [stretch(same, same)], costs).verdict).toBe('no-difference');
    expect(overrideEffect(days(6, 2), [stretch(side(14, 6), side(7, 3))], costs)).toMatchObject({
      verdict: 'too-early',
      with: { loss: null },
    });
    expect(overrideEffect([], [], costs)).toMatchObject({ verdict: 'too-early', days: 0, with: { piecesShort: 0 } });
  });

  it('takes the forecast for the judge where stock is the same', () => {
    expect(overrideEffect(days(28, 2), [stretch(side(14, 6), side(40, 6))], costs).verdict).toBe('helped');
    const numbers = { meanPerDay: null, quantiles: null, reorderPoint: 6, orderUpTo: 6 };
    expect(overrideEffect(days(28, 2), [stretch(numbers, numbers)], costs)).toMatchObject({
      verdict: 'no-difference',
      with: { expectedPieces: null, loss: null },
    });
  });

  it('judges each day by the plan that counted on it', () => {
    const later = [stretch(side(14, 6), side(7, 6)), stretch(side(14, 6), side(14, 6), 14)];
    const effect = overrideEffect(days(28, 2), later, costs);
    expect(effect.without.expectedPieces).toBeCloseTo(14 + 28, 9);
  });
});
