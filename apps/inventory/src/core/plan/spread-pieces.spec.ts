import fc from 'fast-check';
import { daysBetween, spreadPieces } from './spread-pieces.js';

const sumOf = (list: readonly (readonly [string, number])[]) => list.reduce((sum, [, pieces]) => sum + pieces, 0);

describe('spreadPieces', () => {
  it('adds evenly, over the whole period', () => {
    const days = daysBetween('2026-02-27', '2026-03-02');
    expect(days).toEqual(['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    expect(spreadPieces(2, days, new Map())).toEqual([
      ['2026-02-27', 1],
      ['2026-03-01', 1],
    ]);
    expect(spreadPieces(9, days, new Map([['2026-02-28', 100]]))?.map(([, pieces]) => pieces)).toEqual([2, 3, 2, 2]);
  });

  it('takes away where there is demand, and not more than there is', () => {
    const days = daysBetween('2026-03-01', '2026-03-03');
    const counted = new Map([
      ['2026-03-01', 2],
      ['2026-03-03', 6],
    ]);
    expect(spreadPieces(-4, days, counted)).toEqual([
      ['2026-03-01', -1],
      ['2026-03-03', -3],
    ]);
    expect(spreadPieces(-8, days, counted)).toEqual([
      ['2026-03-01', -2],
      ['2026-03-03', -6],
    ]);
    expect(spreadPieces(-9, days, counted)).toBeUndefined();
    expect(spreadPieces(-1, days, new Map())).toBeUndefined();
  });

  it('gives all pieces in the one direction, and leaves no day below zero', () => {
    const days = daysBetween('2025-01-01', '2025-12-31');
    const demands = fc.dictionary(fc.constantFrom(...days), fc.integer({ min: 0, max: 1_000_000 }));
    fc.assert(
      fc.property(demands, fc.double({ min: 0.001, max: 1, noNaN: true }), (demand, share) => {
        const counted = new Map(Object.entries(demand));
        const pieces = Math.floor(share * sumOf([...counted]));
        if (pieces === 0) return;
        const less = spreadPieces(-pieces, days, counted)!;
        expect(sumOf(less)).toBe(-pieces);
        expect(less.filter(([day, taken]) => taken >= 0 || counted.get(day)! + taken < 0)).toEqual([]);
        const more = spreadPieces(pieces, days, counted)!;
        expect(sumOf(more)).toBe(pieces);
        const mean = pieces / days.length;
        expect(more.filter(([, added]) => added <= 0 || added > Math.ceil(mean))).toEqual([]);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
