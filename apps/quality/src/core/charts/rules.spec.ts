import fc from 'fast-check';
import { violations } from './rules.js';

describe('violations', () => {
  it('names four of five beyond one sigma', () => {
    expect(violations([1.2, 1.3, 0.2, 1.4, 1.5])[4]).toEqual(['4-of-5-beyond-1-sigma']);
    expect(violations([1.2, -1.3, 0.2, 1.4, 1.5])[4]).toEqual([]);
  });

  it('does not blame a point on the other side', () => {
    expect(violations([2.5, 2.5, -0.1])[2]).toEqual([]);
  });

  it('treats both sides alike', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { maxLength: 40 }), (sigmas) => {
        expect(violations(sigmas.map((value) => -value))).toEqual(violations(sigmas));
      }),
    );
  });
});
