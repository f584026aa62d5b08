import { setTimeout as pause } from 'node:timers/promises';
import { uuidv7 } from '../database/uuid.js';
import { TestService } from '../testing/service.js';
import { Pruner, usualRetention } from './retention.js';
import { DataSource } from 'typeorm';
import { hearingApp, Told } from './testing/hearing-app.js';

describe('retention', () => {
  let service: TestService;
  beforeAll(async () => (service = await TestService.start(hearingApp)));
  afterAll(() => service.close());

  it('deletes what is old and nothing else, however much it is', async () => {
    await service.hears(Told, { thingId: uuidv7(), number: 1 });
    const old = (days: number) => `now() - interval '${days} days'`;
    await service.database.query(`
      INSERT INTO hearing.outbox (id, type, key, data, headers, occurred_at, written_at)
        SELECT gen_random_uuid(), 't', 'k', '{}', '{}', now(), ${old(2)} FROM generate_series(1, 5000)`);
    await service.database.query(
      `INSERT INTO hearing.inbox_seen SELECT 'x', gen_random_uuid(), ${old(11)} FROM generate_series(1, 3000)`,
    );
    await service.database.query(`INSERT INTO hearing.inbox_seen SELECT 'x', gen_random_uuid(), ${old(9)}`);
    await service.database.query(`
      INSERT INTO hearing.dead_letter (id, consumer, type, key, fingerprint, reason, attempts, payload, headers, state, settled_at)
        SELECT gen_random_uuid(), 'x', 't', 'k', 'f', 'r', 8, '', '{}', state, now() - interval '1 day' * days
        FROM (VALUES ('dead', NULL), ('queued', 91), ('replayed', 91), ('discarded', 91), ('discarded', 89)) AS letter (state, days)`);
    const pruner = new Pruner('hearing', service.get(DataSource), usualRetention);
    pruner.start();
    const counts = async () =>
      (
        await service.database.query<object>(`SELECT (SELECT count(*)::integer FROM hearing.outbox) AS outbox,
        (SELECT count(*)::integer FROM hearing.inbox_seen) AS seen,
        (SELECT array_agg(state ORDER BY state) FROM hearing.dead_letter) AS letters`)
      )[0];
    const done = { outbox: 1, seen: 2, letters: ['dead', 'discarded', 'queued'] };
    const until = performance.now() + 10_000;
    while (JSON.stringify(await counts()) !== JSON.stringify(done) && performance.now() < until) await pause(20);
    await pruner.stop();
    expect(await counts()).toEqual(done);
  });
});
