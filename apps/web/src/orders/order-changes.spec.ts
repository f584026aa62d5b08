import { changedFacts, mayBeAssigned, mayBeEnded } from './order-changes.js';
import type { Order } from './queries.js';

const window = { from: '2026-03-02T09:00:00Z', to: '2026-03-02T12:00:00Z' };
const seen = { status: 'ready', priority: 'normal', dueBy: '2026-03-03T09:00:00Z', windows: [window], version: 3 };
const changed = (now: Partial<Order>) => changedFacts(seen as Order, { ...seen, version: 4, ...now } as Order);

describe('what has changed of an order', () => {
  it('is every fact that differs, those that came or went too', () => {
    expect(changed({ status: 'scheduled', siteId: 's', technicianId: 't' })).toEqual([
      'status',
      'siteId',
      'technicianId',
    ]);
    expect(changed({ dueBy: '2026-03-02T18:00:00Z', priority: 'urgent' })).toEqual(['priority', 'dueBy']);
    expect(changed({ windows: [] })).toEqual(['windows']);
  });

  it('is nothing where only the version is another', () => {
    expect(changed({ windows: [{ ...window }] })).toEqual([]);
  });

  it('decides whether somebody can still be assigned, and whether it can still be taken back or cancelled', () => {
    expect(
      ['ready', 'accepted', 'offered', 'scheduled'].filter((status) => mayBeAssigned({ status } as Order)),
    ).toEqual(['ready', 'accepted']);
    expect(mayBeEnded({ status: 'ready' }, 'unassign')).toBe(false);
    expect(mayBeEnded({ status: 'ready' }, 'cancel')).toBe(true);
    expect(mayBeEnded({ status: 'on_site' }, 'cancel')).toBe(false);
  });
});
