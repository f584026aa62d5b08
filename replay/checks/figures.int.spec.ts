import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { TestDatabase } from '#common/testing/database.js';
import { insert } from '../testing/rows.js';
import { createWholeDatabase } from '../testing/whole-database.js';
import { figuresOf } from './figures.js';

const at = (minute: number) => `2026-03-02T10:${String(minute).padStart(2, '0')}:00Z`;

describe('the figures of a replay', () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createWholeDatabase();
    client = new Client(database.adminUrl);
    await client.connect();
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const figure = async (name: string) => new Map(await figuresOf(client)).get(name);

  it('count an order as offered again when an earlier offer of it had ended, not when several were made at once', async () => {
    const offered = async (...offers: [made: number, answered: number | null, status: string][]) => {
      const repairOrder = randomUUID();
      for (const [made, answered, status] of offers) {
        const times = { made_at: at(made), answered_at: answered === null ? null : at(answered) };
        const ids = { id: randomUUID(), repair_order_id: repairOrder, site_id: randomUUID() };
        await insert(client, 'dispatch.offer', { ...ids, ...times, status });
      }
    };
    await offered([0, 20, 'accepted']);
    await offered([0, 5, 'withdrawn'], [0, 5, 'accepted'], [0, 5, 'withdrawn']);
    await offered([0, 5, 'declined'], [0, null, 'pending']);
    expect(await figure('orders offered again')).toBe(0);
    await offered([0, 10, 'declined'], [10, 40, 'expired'], [40, null, 'pending']);
    await offered([0, 30, 'expired'], [30, null, 'pending']);
    expect(await figure('offers made')).toBe(11);
    expect(await figure('orders offered again')).toBe(2);
  });

  it('tell orders whose parts were held from those that were short', async () => {
    const news = (type: string, key: string) =>
      insert(client, 'inventory.outbox', { type: `inventory.reservation.${type}.v1`, key });
    await news('held', 'one');
    await news('held', 'one');
    await news('short', 'two');
    await news('short', 'three');
    await news('held', 'three');
    expect(await figure('orders with all likely parts held at some time')).toBe(2);
    expect(await figure('orders short of a part at some time')).toBe(2);
  });

  it('measure the way of each day from home over the visits and back, and what was repaired too late', async () => {
    const technician = randomUUID();
    await insert(client, 'dispatch.technician', { id: technician, home_lon: 0, home_lat: 0 });
    const done = async (day: string, hour: string, lat: number, due: string) => {
      const order = randomUUID();
      await insert(client, 'dispatch.repair_order', {
        id: order,
        number: order,
        request_id: randomUUID(),
        status: 'closed',
        due_by: `${day}T${due}:00Z`,
      });
      const times = {
        day,
        arrived_at: `${day}T${hour}:00Z`,
        finished_at: `${day}T${hour}:00Z`,
        finish_at: '2026-03-04T00:00Z',
      };
      const at = { lon: 0, lat, technician_id: technician, repair_order_id: order };
      await insert(client, 'dispatch.visit', {
        id: randomUUID(),
        ...at,
        ...times,
        status: 'finished',
        outcome: 'repaired',
      });
    };
    await done('2026-03-02', '09:00', 1, '12:00');
    await done('2026-03-02', '11:00', 2, '12:00');
    await done('2026-03-03', '15:00', 1, '12:00');
    await done('2026-03-03', '08:00', 0, '12:00');
    // 0-1-2-0 and 0-0-1-0: six degrees of 111.2 km for four orders.
    expect(await figure('km driven per order')).toBeCloseTo((6 * 111.2 * 1.35) / 4, 0);
    expect(await figure('repaired after it was due')).toBe('25.0 %');
    expect(await figure('hours late, where late')).toBe(3);
    expect(await figure('offers per order')).toBe(2.75);
  });

  it('say what lay on the shelves at the end and on average while requests came in, at cost', async () => {
    const [part, site, faulty] = [randomUUID(), randomUUID(), randomUUID()];
    await insert(client, 'inventory.part', { id: part, unit_cost_minor: 250, currency: 'GBP', criticality: 'vital' });
    await insert(client, 'inventory.stock_location', { id: site, kind: 'site', site_id: site });
    await insert(client, 'inventory.stock_location', { id: faulty, kind: 'faulty' });
    const moved = (location: string, quantity: number, minute: number) =>
      insert(client, 'inventory.stock_movement', {
        ...{ id: randomUUID(), part_id: part, location_id: location },
        ...{ kind: 'adjustment', quantity, at: at(minute) },
      });
    for (const minute of [10, 50]) {
      const ids = { id: randomUUID(), number: String(minute) };
      await insert(client, 'desk.service_request', { ...ids, status: 'new', opened_at: at(minute) });
    }
    await moved(site, 1000, 0);
    await moved(site, -600, 30);
    await moved(faulty, 900, 0);
    await moved(site, 100, 55);
    await insert(client, 'inventory.stock_level', { part_id: part, location_id: site, on_hand: 500 });
    await insert(client, 'inventory.stock_level', { part_id: part, location_id: faulty, on_hand: 900 });
    expect(await figure('inventory value at the end')).toBe('1,250 GBP');
    expect(await figure('inventory value, mean while requests came in')).toBe('1,750 GBP');
    expect(await figure('planning runs published')).toBe(0);
    await insert(client, 'inventory.planning_run', { id: randomUUID(), status: 'published', trigger: 'weekly' });
    expect(await figure('planning runs published')).toBe(1);
  });
});
