import fc from 'fast-check';
import { threeDigits } from './three-digits.js';

describe('three digits', () => {
  const asText = (value: number) => Number(value.toPrecision(3));

  it('are those of the text, whatever the number', () => {
    const usual = fc.double({ min: 0.001, max: 2000, noNaN: true });
    const inTheMiddle = fc.tuple(fc.integer({ min: 100, max: 999 }), fc.integer({ min: -2, max: 6 }));
    fc.assert(
      fc.property(fc.oneof(fc.double(), usual), (value) => Object.is(threeDigits(value), asText(value))),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(inTheMiddle, ([digits, places]) => {
        const value = (digits + 0.5) / 10 ** places;
        return [value, value * (1 + 2e-16), value * (1 - 2e-16)].every((one) => threeDigits(one) === asText(one));
      }),
      { numRuns: 2000 },
    );
  });
});
