import fc from 'fast-check';
import { binOf, quantileOf, sketchBins } from './answer-sketch.js';
import { answeringOf, type OfferHistory, unknownAnswering } from './answering.js';
import { weightAt } from './forward-decay.js';

function sketchOf(minutes: readonly number[]): number[] {
  const sketch = Array<number>(sketchBins).fill(0);
  for (const one of minutes) sketch[binOf(one)]! += 1;
  return sketch;
}

const history = (given: Partial<OfferHistory>): OfferHistory => ({
  accepted: 0,
  declined: 0,
  expired: 0,
  answers: sketchOf([]),
  ...given,
});

describe('a sketch of answer times', () => {
  it('tells every quantile within a tenth', () => {
    const minutes = fc.array(fc.double({ min: 1, max: 400, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(minutes, fc.double({ min: 0.01, max: 1, noNaN: true }), (list, share) => {
        const sorted = list.toSorted((one, other) => one - other);
        const exact = sorted[Math.ceil(share * sorted.length - 1e-9) - 1]!;
        const told = quantileOf(sketchOf(list), share);
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(0.1001 * exact);
      }),
    );
  });

  it('is not moved by how late the latest answer was', () => {
    const most = Array<number>(19).fill(8);
    expect(quantileOf(sketchOf([...most, 100_000]), 0.9)).toBe(quantileOf(sketchOf([...most, 60]), 0.9));
  });
});

describe('how a site is expected to answer', () => {
  it('is what the network does while little is known of it, and what it does itself in the end', () => {
    const network = { good: history({ accepted: 900, declined: 50, expired: 50 }) };
    const chances = (declined: number, accepted = 0) => {
      const answering = answeringOf(new Map(Object.entries({ ...network, one: history({ accepted, declined }) })));
      return answering('one').declined;
    };
    expect(chances(0)).toBeCloseTo(0.05, 2);
    expect(chances(1)).toBeGreaterThan(chances(0));
    expect(chances(1)).toBeLessThan(0.11);
    expect(chances(500, 500)).toBeCloseTo(0.5, 1);
    expect(answeringOf(new Map())('nobody')).toEqual(unknownAnswering);
  });

  it('never has chances beyond one, and another refusal never makes it better', () => {
    const count = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(count, count, count, (accepted, declined, expired) => {
        const of = (more: number) =>
          answeringOf(new Map([['one', history({ accepted, declined: declined + more, expired })]]))('one');
        const { declined: one, expired: other } = of(0);
        expect(one).toBeGreaterThanOrEqual(0);
        expect(one + other).toBeLessThanOrEqual(1);
        expect(of(1).declined).toBeGreaterThanOrEqual(one);
      }),
    );
  });

  it('measures answer times from twenty answers on', () => {
    const few = answeringOf(new Map([['one', history({ answers: sketchOf(Array(19).fill(8)) })]]))('one');
    expect(few.enoughMinutes).toBeUndefined();
    const answers = sketchOf([...Array<number>(16).fill(8), 30, 30, 60, 60]);
    const { usualMinutes, enoughMinutes } = answeringOf(new Map([['one', history({ answers })]]))('one');
    expect(usualMinutes).toBe(quantileOf(answers, 0.5));
    expect(enoughMinutes).toEqual({
      low: quantileOf(answers, 0.95),
      normal: quantileOf(answers, 0.9),
      high: quantileOf(answers, 0.8),
      urgent: quantileOf(answers, 0.7),
    });
  });

  it('weighs what is ninety days old half, for a hundred years', () => {
    const at = Date.parse('2026-06-01T00:00:00Z');
    expect(weightAt(at) / weightAt(at - 90 * 86_400_000)).toBeCloseTo(2, 9);
    expect(Number.isFinite(weightAt(Date.parse('2126-01-01T00:00:00Z')))).toBe(true);
  });
});
