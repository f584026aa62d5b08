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
    expect(customerState({ status, repairOrderStatus, unsafe: false })).toBe(expected);
  });

  it('is told by the call-back when the work has ended, whatever was heard of the order', () => {
    const stand = { status: 'callback_due', repairOrderStatus: 'on_site', unsafe: false } as const;
    expect(customerState({ ...stand, after: 'completed' })).toBe('repaired');
    expect(customerState({ ...stand, after: 'cannot_complete' })).toBe('not_repaired');
    const reason = { after: 'cannot_complete', cannotCompleteReason: 'no_fault_found' } as const;
    expect(customerState({ ...stand, ...reason })).toBe('no_fault_found');
  });

  it('says that it was not safe to work until somebody has decided, with no time to choose', () => {
    const stand = { status: 'dispatched', repairOrderStatus: 'ready', unsafe: true } as const;
    expect([customerState(stand), mayChooseTime(stand)]).toEqual(['unsafe', false]);
    expect(customerState({ ...stand, status: 'cancelled' })).toBe('cancelled');
  });

  it('has a time to choose from while somebody may come and nobody is on the way', () => {
    const may = (['ready', 'offered', 'accepted', 'scheduled', 'en_route', 'completed'] as const).filter(
      (repairOrderStatus) => mayChooseTime({ status: 'dispatched', repairOrderStatus, unsafe: false }),
    );
    expect(may).toEqual(['ready', 'accepted', 'scheduled']);
    expect(mayChooseTime({ status: 'cancelled', repairOrderStatus: 'scheduled', unsafe: false })).toBe(false);
  });
});
