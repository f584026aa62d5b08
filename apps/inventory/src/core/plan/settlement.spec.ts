import fc from 'fast-check';
import { exceptionKinds } from './exceptions.js';
import { isBeyond } from './settlement.js';

describe('isBeyond', () => {
  const short = { expectedAt: '2026-03-10T00:00:00.000Z', piecesShort: 10, backorderedPieces: 0, availablePieces: 3 };

  it('is true when a decisive number is worse by a fifth', () => {
    expect(isBeyond('stock_out_predicted', short, short)).toBe(false);
    expect(isBeyond('stock_out_predicted', short, { ...short, piecesShort: 12 })).toBe(false);
    expect(isBeyond('stock_out_predicted', short, { ...short, piecesShort: 12.5 })).toBe(true);
    expect(isBeyond('stock_out_predicted', short, { ...short, piecesShort: 2 })).toBe(false);
    expect(isBeyond('stock_out_predicted', short, { ...short, backorderedPieces: 1 })).toBe(true);
    expect(isBeyond('stock_out_predicted', short, { ...short, availablePieces: 0 })).toBe(false);
    expect(isBeyond('stock_out_predicted', short, { ...short, expectedAt: '2026-03-08T12:00:00.000Z' })).toBe(false);
    expect(isBeyond('stock_out_predicted', short, { ...short, expectedAt: '2026-03-07T12:00:00.000Z' })).toBe(true);
  });

  it('knows that an order is later every day, but not of another date or more pieces', () => {
    const late = {
      replenishmentOrderId: 'a',
      eta: '2026-03-01T00:00:00.000Z',
      daysLate: 2,
      latePieces: 4,
      lateOrders: 1,
    };
    expect(isBeyond('late_order', late, { ...late, daysLate: 20 })).toBe(false);
    expect(isBeyond('late_order', late, { ...late, eta: '2026-03-03T00:00:00.000Z' })).toBe(true);
    expect(isBeyond('late_order', late, { ...late, latePieces: 5 })).toBe(true);
  });

  it('takes a shift on for what it is: further on, or the other way', () => {
    const rose = { direction: 'rose', meanPerDayBefore: 1, meanPerDay: 2 };
    expect(isBeyond('demand_shift', rose, { ...rose, meanPerDay: 2.3 })).toBe(false);
    expect(isBeyond('demand_shift', rose, { ...rose, meanPerDay: 2.5 })).toBe(true);
    expect(isBeyond('demand_shift', rose, { ...rose, direction: 'fell' })).toBe(true);
  });

  it('answers for any numbers, and never that the same are worse', () => {
    const numbers = fc.dictionary(fc.string(), fc.oneof(fc.double(), fc.string()));
    fc.assert(
      fc.property(fc.constantFrom(...exceptionKinds), numbers, numbers, (kind, one, other) => {
        expect(isBeyond(kind, one, one)).toBe(false);
        expect(typeof isBeyond(kind, one, other)).toBe('boolean');
      }),
    );
  });
});
