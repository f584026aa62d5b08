import { customerState, mayChooseTime } from './customer-state.js';

describe('where a request stands, as its customer says it', () => {
  it.each([
    ['new', null, 'received'],
    ['dispatched', null, 'looking'],
    ['dispatched', 'offered', 'looking'],
    ['dispatched', 'accepted', 'accepted'],
    ['dispatched', 'scheduled', 'planned'],
    ['dispatched', 'en_route', 'on_the_way'],
    ['dispatched', 'completed', 'repaired'],
    ['reopened', 'completed', 'received'],
    ['closed', 'closed', 'closed'],
  ] as const)('%s with an order that is %s: %s', (status, repairOrderStatus, expected) => {
    expect(customerState({ status, repairOrderStatus })).toBe(expected);
  });

  it('is told by the call-back when the work has ended, whatever was heard of the order', () => {
    const stand = { status: 'callback_due', repairOrderStatus: 'on_site' } as const;
    expect(customerState({ ...stand, after: 'completed' })).toBe('repaired');
    expect(customerState({ ...stand, after: 'cannot_complete' })).toBe('not_repaired');
  });

  it('has a time to choose from while somebody may come and nobody is on the way', () => {
    const may = (['ready', 'offered', 'accepted', 'scheduled', 'en_route', 'completed'] as const).filter(
      (repairOrderStatus) => mayChooseTime({ status: 'dispatched', repairOrderStatus }),
    );
    expect(may).toEqual(['ready', 'accepted', 'scheduled']);
    expect(mayChooseTime({ status: 'cancelled', repairOrderStatus: 'scheduled' })).toBe(false);
  });
});
