import { dueFirst } from './due-first.js';

const due = (...hours: string[]) => hours.map((hour) => ({ dueBy: `2026-03-02T${hour}:00:00Z` }));
const hoursOf = (orders: readonly { dueBy: string }[]) => orders.map(({ dueBy }) => dueBy.slice(11, 13)).join(' ');

describe('orders that wait', () => {
  it('are one list of several, the one due first at the top', () => {
    const { items, isWhole } = dueFirst(
      [
        { items: due('08', '12'), isWhole: true },
        { items: due('07', '09'), isWhole: true },
      ],
      4,
    );
    expect([hoursOf(items), isWhole]).toEqual(['07 08 09 12', true]);
  });

  it('lose those due last, never those due first, and say so', () => {
    const whole = { items: due('07', '11'), isWhole: true };
    const cut = dueFirst([whole, { items: due('08', '09'), isWhole: false }], 2);
    expect([hoursOf(cut.items), cut.isWhole]).toEqual(['07 08', false]);
    expect(dueFirst([whole, { items: due('08'), isWhole: true }], 2).isWhole).toBe(false);
    expect(dueFirst([{ items: due('08', '09'), isWhole: false }], 2).isWhole).toBe(false);
  });
});
