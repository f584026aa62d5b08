import fc from 'fast-check';
import { repairOrderStatuses, siteStatuses } from '#common/events/lists.js';
import { offerMayMove, offerStatuses } from '../offers/offer-states.js';
import { siteMayMove } from '../sites/site-states.js';
import { visitMayMove, visitStatuses } from '../visits/visit-states.js';
import { IllegalTransition, moveOrder, type OrderState } from './order-change.js';
import { isOver, mayMove } from './order-states.js';

const draft = (): OrderState => ({
  status: 'draft',
  statusReason: null,
  exceptionReasons: [],
  exceptionSince: null,
  waitingFor: 'dispatcher',
  waitingUntil: null,
  siteId: null,
  offeredTo: [],
  technicianId: null,
  visitId: null,
  endedAt: null,
  version: 1,
});
const at = new Date('2026-03-02T01:00:00Z');

/** What a step throws, if it throws. */
function errorOf(step: () => unknown): unknown {
  try {
    step();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Everything that can be reached from a status, itself included. */
function reachable<T extends string>(from: T, all: readonly T[], next: (one: T, other: T) => boolean): Set<T> {
  const seen = new Set([from]);
  for (const one of seen) for (const other of all) if (next(one, other)) seen.add(other);
  return seen;
}

describe('the state machines', () => {
  it('reach every status, and an end from each', () => {
    expect(reachable('draft', repairOrderStatuses, mayMove).size).toBe(repairOrderStatuses.length);
    for (const status of repairOrderStatuses) {
      const ends = [...reachable(status, repairOrderStatuses, mayMove)].filter(
        (end) => end === 'closed' || end === 'cancelled',
      );
      expect(ends).not.toEqual([]);
    }
    expect(reachable('applied', siteStatuses, siteMayMove).size).toBe(siteStatuses.length);
    expect(reachable('pending', offerStatuses, offerMayMove).size).toBe(offerStatuses.length);
    expect(reachable('planned', visitStatuses, visitMayMove).size).toBe(visitStatuses.length);
  });

  it('let nothing follow an order that is over but its closing', () => {
    const after = repairOrderStatuses
      .filter(isOver)
      .flatMap((from) => repairOrderStatuses.filter((to) => mayMove(from, to)));
    expect(new Set(after)).toEqual(new Set(['closed']));
  });

  it('refuse every step that is not in the table and change nothing then', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...repairOrderStatuses), { maxLength: 30 }), (steps) => {
        const order = draft();
        for (const to of steps) {
          const before = { ...order };
          const allowed = mayMove(order.status, to);
          const error = errorOf(() => moveOrder(order, to, { for: 'site', until: at }, at));
          expect(error instanceof IllegalTransition).toBe(!allowed);
          expect([order.status, order.version]).toEqual(
            allowed ? [to, before.version + 1] : [before.status, before.version],
          );
        }
      }),
    );
  });
});
