import { compareHoldings, type Held, type HeldOrder, type HeldRequest } from './reconciliation.js';

const at = '2026-03-02T10:00:00Z';
const later = new Date('2026-03-02T11:00:00Z');
const request: HeldRequest = {
  requestId: 'r1',
  number: 'R-1',
  status: 'closed',
  attempt: 1,
  repairOrderId: 'o1',
  repairOrderStatus: 'closed',
  changedAt: at,
};
const order: HeldOrder = {
  requestId: 'r1',
  repairOrderId: 'o1',
  number: 'W-1',
  attempt: 1,
  status: 'closed',
  requestEnded: true,
  changedAt: at,
};
const agreed: Held = {
  requests: [request],
  orders: [order],
  reservations: [{ requestId: 'r1', repairOrderId: 'o1', status: 'issued' }],
  board: [{ repairOrderId: 'o1', status: 'closed' }],
  failures: [{ repairOrderId: 'o1' }],
};
const kinds = (held: Held) => compareHoldings(held, later).differences.map(({ kind }) => kind);

describe('what the services hold about the same order', () => {
  it('differs in nothing when they agree', () => {
    expect(compareHoldings(agreed, later)).toEqual({ compared: 1, skipped: 0, differences: [] });
  });

  it.each<[string, Partial<Held>]>([
    ['request-unknown', { requests: [] }],
    ['order-missing', { requests: [{ ...request, attempt: 2 }] }],
    ['order-not-linked', { requests: [{ ...request, repairOrderId: null }] }],
    ['request-behind', { requests: [{ ...request, repairOrderStatus: 'on_site' }] }],
    ['board-missing', { board: [] }],
    ['board-behind', { board: [{ repairOrderId: 'o1', status: 'on_site' }] }],
    ['failure-missing', { failures: [] }],
    ['hold-left-behind', { reservations: [{ requestId: 'r1', repairOrderId: 'o1', status: 'held' }] }],
    ['hold-of-unknown-order', { reservations: [{ requestId: 'r1', repairOrderId: 'o9', status: 'short' }] }],
  ])('shows %s', (kind, spoilt) => {
    expect(kinds({ ...agreed, ...spoilt })).toEqual([kind]);
  });

  it('shows an order that goes on after its request has ended, unless dispatch knows', () => {
    const working = { ...order, status: 'on_site', requestEnded: false };
    const held = {
      ...agreed,
      requests: [{ ...request, repairOrderStatus: 'on_site' }],
      board: [{ repairOrderId: 'o1', status: 'on_site' }],
      failures: [],
      reservations: [],
    };
    expect(kinds({ ...held, orders: [working] })).toEqual(['order-outlives-request']);
    expect(kinds({ ...held, orders: [{ ...working, requestEnded: true }] })).toEqual([]);
    expect(kinds({ ...held, orders: [working], failures: [{ repairOrderId: 'o1' }] })).toEqual([
      'order-outlives-request',
      'failure-too-early',
    ]);
  });

  it('lets a cancelled order have left its request, and compares the present order alone with the link', () => {
    const cancelled = { ...order, status: 'cancelled' };
    const first = { ...agreed, failures: [], board: [{ repairOrderId: 'o1', status: 'cancelled' }], reservations: [] };
    expect(kinds({ ...first, orders: [cancelled], requests: [{ ...request, repairOrderId: null }] })).toEqual([]);
    const second = { ...order, repairOrderId: 'o2', attempt: 2 };
    expect(
      kinds({
        ...agreed,
        requests: [{ ...request, attempt: 2, repairOrderId: 'o2' }],
        orders: [second, order],
        board: [...agreed.board, { repairOrderId: 'o2', status: 'closed' }],
        failures: [...agreed.failures, { repairOrderId: 'o2' }],
      }),
    ).toEqual([]);
  });

  it('is left out while news of it may be on its way', () => {
    expect(compareHoldings({ ...agreed, board: [] }, new Date('2026-03-02T09:59:59Z'))).toEqual({
      compared: 0,
      skipped: 1,
      differences: [],
    });
  });
});
