import { repairOrderStatuses } from '#common/events/lists.js';
import { isHeld, unsafe } from './held.js';

describe('an order at a place that was not safe', () => {
  it('is held while it is ready, and never for another reason', () => {
    const held = repairOrderStatuses.filter((status) => isHeld({ status, exceptionReasons: ['level', unsafe] }));
    expect(held).toEqual(['ready']);
    expect(isHeld({ status: 'ready', exceptionReasons: ['level'] })).toBe(false);
  });
});
