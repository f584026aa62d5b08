import type { Schemas } from '../api/client.js';
import type { BoardOrder } from '../orders/queries.js';
import type { BoardVisit } from '../visits/queries.js';
import { orderIdOf, pointsOf } from './points.js';

const place = { lon: 116.4, lat: 39.9, locality: 'Beijing' };
const site = (id: string, more: object = {}) =>
  ({ id, kind: 'own', status: 'active', place, ...more }) as Schemas['SiteView'];
const order = (id: string, more: object = {}) =>
  ({ id, status: 'ready', risk: 'none', place, ...more }) as unknown as BoardOrder;
const visit = (id: string, start: string, more: object = {}) =>
  ({
    id,
    repairOrderId: `order of ${id}`,
    technicianId: 'tech',
    status: 'planned',
    start: `2026-03-02T${start}:00Z`,
    finish: `2026-03-02T${start.replace(':00', ':59')}:00Z`,
    place,
    ...more,
  }) as BoardVisit;
const ids = (known: Partial<Parameters<typeof pointsOf>[0]>) =>
  pointsOf({ sites: [], orders: [], visits: [], now: Date.parse('2026-03-02T10:00:00Z'), ...known }).map(
    ({ id, kind }) => `${kind} ${id}`,
  );

describe('what is on the map', () => {
  it('is every site that is not closed, own or franchised', () => {
    const sites = [site('a'), site('b', { kind: 'franchised' }), site('c', { status: 'cancelled' })];
    expect(ids({ sites })).toEqual(['own a', 'franchised b']);
  });

  it('is what waits or is late, the latest above the others, and nothing whose place nobody knows', () => {
    const orders = [
      order('late', { risk: 'breached', status: 'scheduled' }),
      order('waits'),
      order('fine', { status: 'scheduled' }),
      order('soon', { risk: 'at_risk' }),
      order('nowhere', { place: { locality: '?' } }),
    ];
    expect(ids({ orders })).toEqual(['waiting waits', 'risk soon', 'overdue late']);
  });

  it('is the next visit of each technician, which leads to its order', () => {
    const visits = [
      visit('over', '08:00'),
      visit('later', '13:00'),
      visit('next', '11:00'),
      visit('gone', '10:00', { status: 'cancelled' }),
      visit('other', '15:00', { technicianId: 'another' }),
    ];
    expect(ids({ visits })).toEqual(['visit next', 'visit other']);
    const [point] = pointsOf({ sites: [], orders: [], visits, now: Date.parse('2026-03-02T10:00:00Z') });
    expect(orderIdOf(point!)).toBe('order of next');
  });
});
