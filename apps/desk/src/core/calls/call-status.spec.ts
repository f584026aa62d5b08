import { callStatuses, canMove, isOver, nextStatuses } from './call-status.js';

describe('call status', () => {
  it('ends in ended and abandoned, and nowhere else', () => {
    expect(callStatuses.filter((status) => nextStatuses(status).length === 0)).toEqual(['ended', 'abandoned']);
    expect(callStatuses.filter(isOver)).toEqual(['ended', 'abandoned']);
  });

  it('is abandoned only before somebody answered, and ended only after', () => {
    expect(callStatuses.filter((status) => canMove(status, 'abandoned'))).toEqual(['waiting', 'ringing']);
    expect(callStatuses.filter((status) => canMove(status, 'ended'))).toEqual(['talking', 'consulting', 'outside']);
  });

  it('reaches every status from waiting', () => {
    const reached = new Set(['waiting']);
    for (const _ of callStatuses)
      for (const status of callStatuses)
        if (reached.has(status)) nextStatuses(status).forEach((next) => reached.add(next));
    expect(reached.size).toBe(callStatuses.length);
  });
});
