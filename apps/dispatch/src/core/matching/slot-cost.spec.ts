import fc from 'fast-check';
import { hourMs } from '../time/zones.js';
import { SlotCost } from './slot-cost.js';

const now = new Date('2026-03-02T01:00:00Z').getTime();

describe('what a slot costs', () => {
  it('is reached by none that ends before the last finish for it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -40, max: 100 }),
        fc.constantFrom('low' as const, 'normal' as const, 'high' as const, 'urgent' as const),
        fc.double({ min: -100, max: 5_000, noNaN: true }),
        fc.double({ min: 0, max: 400, noNaN: true }),
        (dueHours, priority, minutes, hours) => {
          const cost = new SlotCost({ dueBy: new Date(now + dueHours * hourMs), priority }, now);
          const last = cost.lastFinish(minutes);
          expect(cost.atLeast(last + hours * hourMs)).toBeGreaterThanOrEqual(minutes);
          expect(cost.atLeast(last - 2_000)).toBeLessThan(minutes);
        },
      ),
      { numRuns: 1_000 },
    );
    expect(new SlotCost({ dueBy: new Date(now), priority: 'low' }, now).lastFinish(Infinity)).toBe(Infinity);
  });
});
