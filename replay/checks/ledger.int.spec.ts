import { Client } from 'pg';
import type { TestDatabase } from '#common/testing/database.js';
import { insert, spoilt } from '../testing/rows.js';
import { createWholeDatabase } from '../testing/whole-database.js';
import { checkLedger } from './ledger.js';

const [part, place, order] = [1, 2, 3].map((number) => `00000000-0000-7000-8000-00000000000${number}`);

describe('the check of the ledger', () => {
  let database: TestDatabase;
  let client: Client;

  beforeAll(async () => {
    database = await createWholeDatabase();
    client = new Client(database.adminUrl);
    await client.connect();
    const at = { part_id: part, location_id: place };
    await insert(client, 'inventory.stock_movement', { ...at, id: part, kind: 'receipt', quantity: 7 });
    await insert(client, 'inventory.stock_movement', { ...at, id: place, kind: 'issue', quantity: -2 });
    await insert(client, 'inventory.stock_level', {
      ...at,
      id: part,
      on_hand: 5,
      reserved: 3,
      on_order: 0,
      backordered: 0,
      version: 1,
    });
    const line = { ...at, repair_order_id: order, source: 'likely', wanted_part_id: part };
    await insert(client, 'inventory.reservation_line', {
      ...line,
      line: 1,
      state: 'held',
      quantity: 3,
      probability: 1,
    });
    await insert(client, 'inventory.reservation_line', {
      ...line,
      line: 2,
      state: 'issued',
      quantity: 2,
      probability: 1,
    });
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('is content when movements and holds add up to the stock', async () => {
    expect(await checkLedger(client)).toEqual({ name: 'ledger', looked: 1, faults: [] });
  });

  it.each([
    ['a piece too many', 'UPDATE inventory.stock_level SET on_hand = 6', 'the ledger says 5, the stock 6'],
    ['a hold that nobody has', 'UPDATE inventory.stock_level SET reserved = 4', 'orders hold 3, reserved are 4'],
    [
      'a movement that was lost',
      `DELETE FROM inventory.stock_movement WHERE kind = 'issue'`,
      'the ledger says 7, the stock 5',
    ],
    [
      'a line that is held twice',
      `UPDATE inventory.reservation_line SET state = 'held'`,
      'orders hold 5, reserved are 3',
    ],
    ['pieces without a stock row', 'DELETE FROM inventory.stock_level', 'the ledger says 5, there is no stock row'],
    ['a hold without a stock row', 'DELETE FROM inventory.stock_level', 'orders hold 3, there is no stock row'],
    [
      'more reserved than there is',
      `ALTER TABLE inventory.stock_level DROP CONSTRAINT stock_level_reserved_on_hand; UPDATE inventory.stock_level SET reserved = 6`,
      '6 reserved of 5',
    ],
  ])('finds %s', async (_, statement, fault) => {
    const { faults } = await spoilt(client, statement, () => checkLedger(client));
    expect(faults.join('\n')).toContain(fault);
  });
});
