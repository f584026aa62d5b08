import fc from 'fast-check';
import { countedPieces, needsUsual } from './plausible-use.js';

describe('countedPieces', () => {
  it('caps what nobody can have had at what stock gave and one usual use', () => {
    expect(countedPieces({ reported: 900, unbacked: 898, usual: 2 })).toBe(4);
    expect(countedPieces({ reported: 900, unbacked: 898, usual: undefined })).toBe(3);
    expect(countedPieces({ reported: 12, unbacked: 1, usual: 1 })).toBe(12);
    expect(countedPieces({ reported: 12, unbacked: 12, usual: 1 })).toBe(1);
  });

  it('believes what stock gave, what is usual, and a few pieces from nowhere', () => {
    expect(countedPieces({ reported: 900, unbacked: 0, usual: 2 })).toBe(900);
    expect(countedPieces({ reported: 50, unbacked: 50, usual: 50 })).toBe(50);
    expect(countedPieces({ reported: 10, unbacked: 10, usual: 1 })).toBe(10);
    expect(countedPieces({ reported: 15, unbacked: 15, usual: undefined })).toBe(15);
  });

  it('never counts more than was reported or less than stock gave, and knows when the usual does not matter', () => {
    const pieces = fc.nat(1000);
    fc.assert(
      fc.property(pieces, pieces, fc.integer({ min: 1, max: 1000 }), (given, unbacked, usual) => {
        const reported = given + unbacked;
        const counted = countedPieces({ reported, unbacked, usual });
        expect(counted).toBeGreaterThanOrEqual(given);
        expect(counted).toBeLessThanOrEqual(reported);
        expect(needsUsual({ reported, unbacked }) || counted === reported).toBe(true);
      }),
    );
  });
});
