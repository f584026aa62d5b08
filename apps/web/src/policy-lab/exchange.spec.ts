import fc from 'fast-check';
import { changeBetween, leastFor, mostFor, placeNear, placeOfShare, pointAt, usualPlace } from './exchange.js';
import type { LabPoint } from './queries.js';

const point = (plannedShare: number, deliveredShare: number, stockValueMinor: number): LabPoint => ({
  plannedShare,
  deliveredShare,
  linesInFullShare: deliveredShare,
  wantedPieces: 1_000,
  piecesShort: 1_000 * (1 - deliveredShare),
  onHand: stockValueMinor / 100,
  stockValueMinor,
});
const curve = [point(0.8, 0.7, 1_000), point(0.9, 0.8, 2_000), point(0.96, 0.9, 4_000)];

describe('an exchange curve', () => {
  it('lies on straight lines between its points', () => {
    expect(pointAt(curve, 1)).toEqual(curve[1]);
    expect(pointAt(curve, 1.5)).toMatchObject({ stockValueMinor: 3_000, wantedPieces: 1_000 });
    expect(pointAt(curve, 1.5)!.deliveredShare).toBeCloseTo(0.85);
    expect(pointAt(curve, 9)).toEqual(curve[2]);
    expect(pointAt([], 0)).toBeUndefined();
  });

  it('knows where a planned share stands, and begins at the one nearest to 95 %', () => {
    expect(placeOfShare(curve, 0.93)).toBeCloseTo(1.5);
    expect(placeOfShare(curve, 0.5)).toBe(0);
    expect(placeOfShare(curve, 0.999)).toBe(2);
    expect(usualPlace(curve)).toBe(2);
    expect(placeNear(curve, 3_000)).toBe(1.5);
  });

  it('says how little stock serves as much, and how much as little stock serves', () => {
    expect(leastFor(curve, 0.85)!.stockValueMinor).toBeCloseTo(3_000);
    expect(leastFor(curve, 0.6)!.stockValueMinor).toBe(1_000);
    expect(leastFor(curve, 0.95)).toBeUndefined();
    expect(mostFor(curve, 3_000)!.deliveredShare).toBeCloseTo(0.85);
    expect(mostFor(curve, 9_000)!.deliveredShare).toBe(0.9);
    expect(mostFor(curve, 500)).toBeUndefined();
    const bent = [point(0.8, 0.8, 2_000), point(0.9, 0.75, 1_500), point(0.95, 0.9, 4_000)];
    expect(leastFor(bent, 0.8)!.stockValueMinor).toBe(2_000);
    expect(mostFor(bent, 1_500)!.deliveredShare).toBe(0.75);
  });

  it('never finds less service than was asked for, nor more stock than was allowed', () => {
    const share = fc.integer({ min: 0, max: 1_000 }).map((thousandths) => thousandths / 1_000);
    const points = fc.array(
      fc.tuple(share, share, fc.integer({ min: 0, max: 9_999 })).map(([one, two, three]) => point(one, two, three)),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(points, share, (given, wanted) => {
        const least = leastFor(given, wanted);
        const able = given.filter(({ deliveredShare }) => deliveredShare >= wanted);
        if (!least) return able.length === 0;
        const cheapest = Math.min(...able.map(({ stockValueMinor }) => stockValueMinor));
        return least.deliveredShare >= wanted - 1e-9 && !(least.stockValueMinor > cheapest + 1e-6);
      }),
    );
  });

  it('tells what a piece that is no longer short costs, where it is an exchange at all', () => {
    const change = changeBetween(curve[0]!, curve[1]!);
    expect(change.stockValueMinor).toBe(1_000);
    expect(change.piecesShort).toBeCloseTo(-100);
    expect(change.perPieceMinor).toBeCloseTo(10);
    expect(changeBetween(curve[1]!, curve[0]!).perPieceMinor).toBeCloseTo(10);
    expect(changeBetween(curve[0]!, curve[0]!).perPieceMinor).toBeUndefined();
    expect(changeBetween(curve[0]!, point(0.9, 0.6, 2_000)).perPieceMinor).toBeUndefined();
  });
});
