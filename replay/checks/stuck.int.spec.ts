import { Client } from 'pg';
import type { TestDatabase } from '#common/testing/database.js';
import { insert, spoilt } from '../testing/rows.js';
import { createWholeDatabase } from '../testing/whole-database.js';
import { findUnfinished } from './stuck.js';

const now = Date.parse('2026-03-02T12:00:00Z');
const minutes = (number: number) => new Date(now + number * 60_000).toISOString();

describe('the search for stuck orders', () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createWholeDatabase();
    client = new Client(database.adminUrl);
    await client.connect();
    const orders = [
      { status: 'closed', waiting_for: 'nobody' },
      { status: 'offered', waiting_for: 'site', waiting_until: minutes(20) },
      { status: 'scheduled', waiting_for: 'technician', waiting_until: minutes(-0.5) },
      {
        status: 'ready',
        waiting_for: 'dispatcher',
        waiting_until: minutes(60),
        exception_reasons: ['skill', 'territory'],
      },
    ];
    for (const [index, order] of orders.entries()) {
      const id = `00000000-0000-7000-8000-00000000000${index}`;
      const plain = { exception_reasons: [], parts_needed: [], offered_to: [] };
      await insert(client, 'dispatch.repair_order', { ...plain, ...order, id, request_id: id, number: `R-${index}` });
    }
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('finds none among orders that have ended or wait for somebody, and counts the exceptions', async () => {
    expect(await findUnfinished(client, now)).toEqual({
      stuck: [],
      exceptions: new Map([['skill', 1]]),
      exceptionOrders: 1,
      orders: 4,
      open: 3,
    });
  });

  const withoutRule = 'ALTER TABLE dispatch.repair_order DROP CONSTRAINT repair_order_never_stuck';
  it.each([
    [
      'whose time has passed without anything happening',
      `UPDATE dispatch.repair_order SET waiting_until = '${minutes(-2)}' WHERE number = 'R-1'`,
      `order R-1 is offered and waits for site until ${minutes(-2)}`,
    ],
    [
      'that waits for nobody',
      `${withoutRule}; UPDATE dispatch.repair_order SET waiting_for = 'nobody' WHERE number = 'R-1'`,
      'order R-1 is offered and waits for nobody',
    ],
    [
      'that waits for ever',
      `${withoutRule}; UPDATE dispatch.repair_order SET waiting_until = NULL WHERE number = 'R-3'`,
      'order R-3 is ready and waits for dispatcher until nobody knows when',
    ],
  ])('finds one %s', async (_, statement, fault) => {
    const { stuck } = await spoilt(client, statement, () => findUnfinished(client, now));
    expect(stuck).toHaveLength(1);
    expect(stuck[0]).toContain(fault);
  });
});
