import { batchesOf, together } from './batches.js';

describe('proposals that are approved in groups', () => {
  it('are all sent, in their order, never more than the API takes', () => {
    const rows = Array.from({ length: 450 }, (_, index) => index);
    const batches = batchesOf(rows);
    expect(batches.map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(batches.flat()).toEqual(rows);
    expect(batchesOf([])).toEqual([]);
    expect(batchesOf(rows.slice(0, 200))).toHaveLength(1);
  });

  it('come to one result, with one sum for each currency', () => {
    const result = (id: string, valueMinor: number, currency: string, left: number) => ({
      outcomes: [{ id }],
      totals: { approved: 1, refused: 2, values: [{ currency, valueMinor }] },
      left,
    });
    const both = together(result('a', 100, 'CNY', 9), result('b', 20, 'CNY', 3));
    expect(together(both, result('c', 7, 'GBP', 0))).toEqual({
      outcomes: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
      totals: {
        approved: 3,
        refused: 6,
        values: [
          { currency: 'CNY', valueMinor: 120 },
          { currency: 'GBP', valueMinor: 7 },
        ],
      },
      left: 0,
    });
  });
});
