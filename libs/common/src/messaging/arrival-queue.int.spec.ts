import { DataSource } from 'typeorm';
import { withClient } from '../database/client.js';
import { uuidv7 } from '../database/uuid.js';
import { TestService } from '../testing/service.js';
import { ArrivalQueue } from './arrival-queue.js';
import type { Arrival } from './arrivals.js';
import { InboxServer } from './inbox-server.js';
import { hearingApp, Told } from './testing/hearing-app.js';

const thingId = '01936f6e-8a00-7000-8000-000000000001';
let offset = 0;

/** A message as it comes from the broker, with something else about it than usual. */
function arrival(
  number: number,
  { key = thingId, time = '2026-03-02T01:00:00Z', ...headers }: Record<string, string> = {},
) {
  const value = Buffer.from(JSON.stringify({ thingId, number }));
  const usual = { ce_id: uuidv7(), ce_type: Told.type, ce_time: time };
  return { key, value, headers: { ...usual, ...headers }, origin: `telling/0/${(offset += 1)}` } satisfies Arrival;
}

describe('messages from the broker', () => {
  let service: TestService;
  let queue: ArrivalQueue;
  beforeEach(async () => {
    service = await TestService.start(hearingApp);
    const database = service.get(DataSource);
    await service.database.query("ALTER TABLE hearing.inbox ADD CHECK (key <> 'unstorable')");
    queue = new ArrivalQueue({
      service: 'hearing',
      schema: 'hearing',
      routes: service.get(InboxServer).routes,
      events: new Map([[Told.type, Told]]),
      connect: (work) => withClient(database, work),
      ring: () => undefined,
    });
  });
  afterEach(() => service.close());

  const numbersAndLetters = async () => {
    const inbox = await service.database.query<{ number: number }>(
      `SELECT (data->>'number')::integer AS number FROM hearing.inbox UNION SELECT number FROM hearing.note ORDER BY 1`,
    );
    const letters = await service.database.query<{ reason: string }>('SELECT reason FROM hearing.dead_letter');
    return { numbers: inbox.map(({ number }) => number), reasons: letters.map(({ reason }) => reason) };
  };

  it.each([
    ['a key with NUL', { key: 'a\u0000b' }, /the key must be/],
    ['an endless key', { key: 'k'.repeat(10_000) }, /the key must be/],
    ['a week for a time', { time: '2024-W05' }, /ce_time must be/],
    ['a day of the year for a time', { time: '2024-123' }, /ce_time must be/],
    ['the year nought', { time: '0000-01-01T00:00:00Z' }, /ce_time must be/],
    ['what passes every check, but not the database', { key: 'unstorable' }, /violates check constraint/],
  ])('with %s become dead letters, and their neighbours are taken', async (_, strange, reason) => {
    await queue.add([arrival(1), arrival(2, strange), arrival(3)]);
    const { numbers, reasons } = await numbersAndLetters();
    expect(numbers).toEqual([1, 3]);
    expect(reasons).toEqual([expect.stringMatching(reason)]);
  });
});
