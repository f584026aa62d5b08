import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { TestDatabase } from '#common/testing/database.js';
import { insert, spoilt } from '../testing/rows.js';
import { createWholeDatabase } from '../testing/whole-database.js';
import { readCatalogue } from './deliveries.js';
import { checkEvents } from './events.js';

const catalogue = readCatalogue('docs/events.schema.json');
const [request, order, visit] = [1, 2, 3].map((number) => `00000000-0000-7000-8000-00000000000${number}`);

describe('the check of events', () => {
  let database: TestDatabase;
  let client: Client;

  /** As if it had been published and handled by everybody who hears it. */
  async function told(type: string, key = '', data: object = {}): Promise<void> {
    const id = randomUUID();
    await insert(client, `${type.split('.')[0]}.outbox`, { id, type, key, data });
    const consumers = catalogue.get(type) ?? [];
    for (const consumer of consumers)
      await insert(client, `${consumer.split('.')[0]}.inbox_seen`, { consumer, event_id: id });
    if (consumers.some((consumer) => consumer.startsWith('gateway.')))
      await insert(client, 'gateway.stream_event', { event_id: id, type, key, data });
  }

  const entry = (kind: string, data: object) => insert(client, 'desk.timeline_entry', { kind, data });

  /** One order whose technician has just used two pieces after one visit in vain. */
  beforeAll(async () => {
    database = await createWholeDatabase();
    client = new Client(database.adminUrl);
    await client.connect();
    await insert(client, 'desk.service_request', { id: request, status: 'dispatched' });
    await told('desk.request.opened.v1', request);
    await told('desk.request.visit-requested.v1', request, { attempt: 1 });
    const standing = { status: 'on_site', waiting_for: 'technician', waiting_until: '2026-03-02T09:00:00Z' };
    await insert(client, 'dispatch.repair_order', { id: order, request_id: request, attempt: 1, ...standing });
    await insert(client, 'gateway.board_order', { id: order, status: 'on_site', waiting_for: 'technician' });
    await insert(client, 'dispatch.repair_order_transition', { repair_order_id: order, version: 2 });
    await told('dispatch.repair-order.status-changed.v1', order, { version: 2 });
    await entry('repair_order_status', { repairOrderId: order });
    await told('dispatch.repair-order.parts-needed.v1', order);
    await insert(client, 'quality.order_evidence', { repair_order_id: order, parts_missed: 1 });
    const times = { start_at: '2026-03-02T08:00:00Z', finish_at: '2026-03-02T09:00:00Z' };
    await insert(client, 'dispatch.visit', { id: visit, status: 'finished', ...times });
    await insert(client, 'gateway.board_visit', { id: visit, status: 'finished' });
    await told('dispatch.visit.scheduled.v1', visit);
    await entry('visit_scheduled', { visitId: visit });
    await told('dispatch.visit.finished.v1', visit, { repairOrderId: order, partsUsed: [{ quantity: 2 }] });
    await entry('visit_finished', { visitId: visit });
    const issue = { kind: 'issue', quantity: -2, repair_order_id: order };
    await insert(client, 'inventory.stock_movement', { id: randomUUID(), ...issue });
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('is content when everything was handled and is there once', async () => {
    const { faults, looked } = await checkEvents(client, catalogue);
    expect(faults).toEqual([]);
    expect(looked).toBeGreaterThan(20);
  });

  const of = (type: string) => `(SELECT id FROM dispatch.outbox WHERE type = 'dispatch.${type}.v1')`;
  const letter = (state: string, event = of('visit.finished')) =>
    `INSERT INTO desk.dead_letter (id, consumer, event_id, type, key, fingerprint, reason, attempts, payload, headers, state)
     VALUES (gen_random_uuid(), 'desk.visits', ${event}, 'dispatch.visit.finished.v1', '-', '-', '-', 8, '', '{}', '${state}')`;
  const again = (table: string, columns: string, where = 'true') =>
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM ${table} WHERE ${where}`;

  it.each([
    [
      'an event that a listener never got',
      `DELETE FROM desk.inbox_seen WHERE event_id = ${of('visit.finished')}`,
      'desk.visits handled 0 of 1 events dispatch.visit.finished.v1',
    ],
    [
      'one that still lies in the inbox',
      `INSERT INTO desk.inbox (consumer, event_id, type, key, data, headers, occurred_at)
       SELECT 'desk.visits', id, type, key, data, headers, occurred_at FROM dispatch.outbox WHERE type = 'dispatch.visit.finished.v1'`,
      'desk.visits handled 0 of 1 events dispatch.visit.finished.v1; desk: 1 waiting in the inbox',
    ],
    ['one that nobody carries', 'INSERT INTO quality.outbox_waiting VALUES (1)', 'quality: 1 waiting in the outbox'],
    ['a dead letter', letter('dead'), 'desk: 1 dead letters'],
    ['bytes that never got in', letter('queued', 'NULL'), 'desk: 1 dead letters'],
    [
      'a dead letter that was given up',
      letter('discarded'),
      'desk.visits handled 0 of 1 events dispatch.visit.finished.v1; desk: 1 dead letters that an operator discarded',
    ],
    [
      'a fact that was told twice',
      again('dispatch.outbox', 'id, type, key, data, headers, occurred_at', `type LIKE '%.status-changed.v1'`),
      `dispatch: 2 instead of 1: step told of order and version ${order} 2`,
    ],
    [
      'a step that was never told',
      `UPDATE dispatch.repair_order_transition SET version = 3`,
      `dispatch: 0 instead of 1: step told of order and version ${order} 3`,
    ],
    [
      'a fact that is streamed twice',
      again('gateway.stream_event', 'event_id, type, key, data, occurred_at', `type = 'dispatch.visit.scheduled.v1'`),
      'gateway: 2 instead of 1: record for the live streams of event',
    ],
    [
      'a fact that is not streamed',
      `DELETE FROM gateway.stream_event WHERE type = 'dispatch.visit.scheduled.v1'`,
      'gateway: 0 instead of 1: record for the live streams of event',
    ],
    [
      'an entry that the desk made twice',
      again(
        'desk.timeline_entry',
        'request_id, kind, at, actor_kind, actor_id, actor_name, data',
        `kind = 'visit_finished'`,
      ),
      `desk.orders, desk.visits: 2 instead of 1: entry of the timeline visit_finished ${visit}`,
    ],
    [
      'pieces that were issued twice',
      `UPDATE inventory.stock_movement SET quantity = -4`,
      `inventory.reservations: 4 instead of 2: piece issued for order ${order}`,
    ],
    [
      'a sum that was added to twice',
      `UPDATE quality.order_evidence SET parts_missed = 2`,
      `quality.evidence: 2 instead of 1: missing part counted of order ${order}`,
    ],
    [
      'a board that is behind',
      `UPDATE gateway.board_order SET status = 'scheduled'`,
      `gateway.orders: 0 instead of 1: row of the board with order, status and who is waited for ${order} on_site technician`,
    ],
    [
      'a board that waits for somebody else',
      `UPDATE gateway.board_order SET waiting_for = 'site'`,
      `gateway.orders: 0 instead of 1: row of the board with order, status and who is waited for ${order} on_site technician`,
    ],
  ])('finds %s', async (_, statement, fault) => {
    const { faults } = await spoilt(client, statement, () => checkEvents(client, catalogue));
    for (const expected of fault.split('; ')) expect(faults.join('\n')).toContain(expected);
  });

  it('names a few of many and says how many more there are', async () => {
    const { faults } = await spoilt(client, 'DELETE FROM gateway.stream_event', () => checkEvents(client, catalogue));
    expect(faults).toHaveLength(4);
    expect(faults[3]).toMatch(/^gateway: \d+ more: record for the live streams of event$/);
  });
});
