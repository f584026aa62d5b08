import fc from 'fast-check';
import { requestStatuses } from '#common/events/lists.js';
import { canMove, firstIllegalStep, isOpen, nextStatuses, openStatuses } from './request-status.js';

describe('request status', () => {
  it('ends in closed and cancelled, and nowhere else', () => {
    expect(requestStatuses.filter((status) => nextStatuses(status).length === 0)).toEqual(['closed', 'cancelled']);
    expect(requestStatuses.filter(isOpen).toSorted()).toEqual([...openStatuses].toSorted());
  });

  it('reaches every status from new', () => {
    const reached = new Set(['new']);
    for (let round = 0; round < requestStatuses.length; round += 1) {
      for (const status of requestStatuses)
        if (reached.has(status)) nextStatuses(status).forEach((next) => reached.add(next));
    }
    expect(reached.size).toBe(requestStatuses.length);
  });

  it('closes only after a call-back or a remote solution', () => {
    expect(requestStatuses.filter((status) => canMove(status, 'closed')).toSorted()).toEqual([
      'callback_due',
      'solved_remotely',
    ]);
  });

  it('finds the first illegal step of a path, and none in a walk along the table', () => {
    expect(firstIllegalStep(['new', 'dispatched', 'closed'])).toEqual(['dispatched', 'closed']);
    expect(firstIllegalStep(['triaged'])).toEqual([undefined, 'triaged']);
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 30 }), (choices) => {
        const path = choices.reduce<(typeof requestStatuses)[number][]>(
          (walk, choice) => {
            const options = nextStatuses(walk.at(-1)!);
            return options.length === 0 ? walk : [...walk, options[choice % options.length]!];
          },
          ['new'],
        );
        expect(firstIllegalStep(path)).toBeUndefined();
      }),
    );
  });
});
