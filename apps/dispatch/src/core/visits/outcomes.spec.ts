import { afterVisit } from './outcomes.js';
import { mandatoryDone } from './procedure.js';

const first = { visits: 1, requiredLevel: 2 };

describe('what follows a visit', () => {
  it.each([
    ['repaired', first, 3, { next: 'completed' }],
    ['part_missing', first, 3, { next: 'waiting_parts' }],
    ['beyond_repair', first, 3, { next: 'cannot_complete', reason: 'beyond_repair' }],
    ['no_fault_found', first, 3, { next: 'cannot_complete', reason: 'no_fault_found' }],
    ['unsafe', { visits: 9, requiredLevel: 2 }, 3, { next: 'held' }],
    ['customer_refused', first, 3, { next: 'cannot_complete', reason: 'customer_refused' }],
    ['other', first, 3, { next: 'cannot_complete', reason: 'other' }],
    ['level_too_low', first, 3, { next: 'other_technician', requiredLevel: 4 }],
    ['level_too_low', first, 5, { next: 'cannot_complete', reason: 'other' }],
    ['no_access', first, 3, { next: 'same_site_again' }],
    ['no_access', { visits: 3, requiredLevel: 2 }, 3, { next: 'cannot_complete', reason: 'no_access' }],
  ] as const)('%s', (outcome, order, level, expected) => {
    expect(afterVisit(outcome, order, level)).toEqual(expected);
  });

  it('takes the level that the technician asks for, never a lower one than he has', () => {
    expect(afterVisit('level_too_low', first, 2, 5)).toEqual({ next: 'other_technician', requiredLevel: 5 });
    expect(afterVisit('level_too_low', first, 3, 1)).toEqual({ next: 'other_technician', requiredLevel: 4 });
  });

  it('counts each mandatory step once', () => {
    const steps = [
      { code: 'diagnose', done: true },
      { code: 'diagnose', done: true },
      { code: 'signature', done: false },
      { code: 'something-else', done: true },
    ];
    expect(mandatoryDone(steps)).toBe(1);
  });
});
