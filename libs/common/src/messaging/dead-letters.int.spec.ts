import { setTimeout as pause } from 'node:timers/promises';
import { uuidv7 } from '../database/uuid.js';
import { person } from '../testing/actors.js';
import { TestService } from '../testing/service.js';
import { deliver } from '../testing/deliver.js';
import { deadLettersCommand } from './dead-letters.command.js';
import { EventPath } from './event-path.js';
import { behaviour, hearingApp, Told } from './testing/hearing-app.js';

const route = '/api/v1/services/hearing';

describe('a message that its listener cannot handle', () => {
  let service: TestService;
  const [bad, good] = [uuidv7(), uuidv7()];
  const told = (thingId: string, number: number) => ({ thingId, number }) as Told;
  const send = (thingId: string, number: number) =>
    deliver(service.running, Told, told(thingId, number), { occurredAt: service.clock.now() });
  const notes = async (thingId: string) =>
    (
      await service.database.query<{ number: number }>(
        'SELECT number FROM hearing.note WHERE thing_id = $1 ORDER BY position',
        [thingId],
      )
    ).map(({ number }) => number);
  const until = async (condition: () => Promise<boolean>) => {
    while (!(await condition())) await pause(10);
  };
  const letters = (state = 'dead') =>
    service.database.query<{ id: string }>('SELECT * FROM hearing.dead_letter WHERE state = $1', [state]);

  /** The pauses between the tries take 52 s: shorten each of them. */
  async function untilDead(): Promise<void> {
    await until(async () => {
      await service.database.query('UPDATE hearing.inbox_blocked SET next_at = now() WHERE NOT dead');
      return (await letters()).length > 0;
    });
  }

  beforeEach(async () => {
    service = await TestService.start(hearingApp);
    behaviour.before = async ({ thingId, number }) => {
      if (thingId === bad && number === 2) throw new Error(`number ${number} is poison`);
    };
  });
  afterEach(async () => {
    behaviour.before = async () => undefined;
    await service.close();
  });

  it('is parked while the other keys flow, dies after eight tries, and what comes later waits behind it', async () => {
    for (let number = 1; number <= 4; number += 1) {
      await send(bad, number);
      await send(good, number);
    }
    await until(async () => (await notes(good)).length === 4);
    expect(await notes(bad)).toEqual([1]);
    expect((await service.get(EventPath).status()).quiet).toBe(false);
    await untilDead();
    await send(bad, 5);
    await send(good, 5);
    await service.settle({ deadLettersExpected: true });
    expect([await notes(bad), await notes(good)]).toEqual([[1], [1, 2, 3, 4, 5]]);
    expect(await letters()).toMatchObject([
      { type: Told.type, key: bad, attempts: 8, reason: 'Error: number 2 is poison' },
    ]);
    const status = await service.get(EventPath).status();
    expect(status).toMatchObject({
      inboxPending: 0,
      inboxWaiting: 4,
      blocked: 1,
      retrying: 0,
      deadLetters: 1,
      quiet: true,
    });
  });

  it('is handled once, before what waits behind it, when it is replayed after the fix', async () => {
    for (const number of [1, 2, 3]) await send(bad, number);
    await untilDead();
    behaviour.before = async () => undefined;
    const [letter] = await letters();
    const admin = await service.as(person('admin'));
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => admin.post(`${route}/dead-letters/${letter?.id}/replay`)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404, 404, 404]);
    await service.settle();
    expect(await notes(bad)).toEqual([1, 2, 3]);
    expect(await letters('replayed')).toMatchObject([{ settled_by: person('admin').name }]);
  });

  it('dies again when it is replayed before the fix', async () => {
    await send(bad, 2);
    await untilDead();
    const admin = await service.as(person('admin'));
    const { body: groups } = await admin.get(`${route}/dead-letter-groups`).expect(200);
    expect(groups).toMatchObject([{ consumer: 'hearing.notes', letters: 1 }]);
    await admin.post(`${route}/dead-letter-groups/${groups[0].fingerprint}/replay`).expect(200, { settled: 1 });
    await untilDead();
    expect(await notes(bad)).toEqual([]);
    const { body: page } = await admin.get(`${route}/dead-letters?state=dead`).expect(200);
    expect(page).toMatchObject({ items: [{ key: bad, attempts: 8 }], next: null });
  });

  it('gives way when it is discarded', async () => {
    for (const number of [1, 2, 3]) await send(bad, number);
    await untilDead();
    const admin = await service.as(person('admin'));
    await admin.post(`${route}/dead-letters/${(await letters())[0]?.id}/discard`).expect(200);
    await service.settle();
    expect(await notes(bad)).toEqual([1, 3]);
  });

  it('is neither shown nor settled under the name of another service or of none', async () => {
    await send(bad, 2);
    await untilDead();
    const admin = await service.as(person('admin'));
    for (const [name, says] of [
      ['desk', 'this is hearing: ask the gateway for desk'],
      ['haering', 'must be one of gateway, desk, dispatch, inventory, quality'],
    ]) {
      const other = `/api/v1/services/${name}`;
      const { body } = await admin.get(`${other}/dead-letters`).expect(404);
      expect(body.errors).toEqual([{ field: 'service', message: says }]);
      await admin.get(`${other}/event-path`).expect(404);
      await admin.post(`${other}/dead-letters/${(await letters())[0]?.id}/discard`).expect(404);
    }
    expect(await letters()).toHaveLength(1);
  });

  it('can be seen and replayed by the command, which needs the database alone', async () => {
    await send(bad, 2);
    await untilDead();
    behaviour.before = async () => undefined;
    const lines: string[] = [];
    const command = (...given: string[]) =>
      deadLettersCommand(given, service.database.url('hearing'), (line) => lines.push(line));
    await command('hearing', 'list');
    expect(lines[0]).toContain('Error: number 2 is poison');
    await command('hearing', 'groups');
    await command('hearing', 'replay', lines[1]?.slice(0, 16) ?? '');
    expect(lines[2]).toBe('1 of 1 letters: replay');
    await service.settle();
    expect(await notes(bad)).toEqual([2]);
    await expect(command('hearing', 'burn')).rejects.toThrow('npm run dead-letters');
  });

  it('is handled without a dead letter when what it waited for comes within the minute', async () => {
    let tries = 0;
    behaviour.before = async () => {
      tries += 1;
      if (tries <= 3) throw new Error('the order is not there yet');
    };
    await send(good, 1);
    await send(good, 2);
    await service.settle();
    expect(await notes(good)).toEqual([1, 2]);
    expect(await letters()).toEqual([]);
  });

  it('is not lost when the listener swallows the error of a statement', async () => {
    let tries = 0;
    behaviour.before = async (_, { manager }) => {
      tries += 1;
      if (tries <= 2) await manager.query('SELECT 1 / 0').catch(() => undefined);
    };
    await send(good, 1);
    await service.settle();
    expect(await notes(good)).toEqual([1]);
  });

  it('is parked when what its listener left for the COMMIT fails, and the others of its batch are handled', async () => {
    behaviour.before = async ({ thingId, number }, transactions) => {
      if (thingId === bad && number === 2) transactions.atCommit({}, () => [{ statement: 'SELECT 1 / 0' }]);
    };
    for (const number of [1, 2, 3]) {
      await send(bad, number);
      await send(good, number);
    }
    await untilDead();
    expect([await notes(bad), await notes(good)]).toEqual([[1], [1, 2, 3]]);
    expect(await letters()).toMatchObject([{ key: bad, attempts: 8, reason: expect.stringContaining('division') }]);
  });

  it('is tried again for a while when nobody here hears it: an instance of a newer version may', async () => {
    await service.database.query(
      `SELECT hearing.inbox_accept('{hearing.gone}', $1, '{telling.thing.told.v1}', '{x}', '{"{}"}', '{"{\\"correlationId\\": \\"x\\"}"}', '{2026-03-02}')`,
      [[uuidv7()]],
    );
    await untilDead();
    expect(await letters()).toMatchObject([{ attempts: 8, consumer: 'hearing.gone' }]);
  });

  it('is left for an instance of a newer version if it is an alarm that nobody here hears, for a day', async () => {
    const set = (kind: string, key: string) =>
      service.database.query(
        `INSERT INTO hearing.timer (id, kind, key, due_at, data, headers) VALUES ($1, $2, $3, $4, '{"number": 1}', '{"correlationId": "x"}')`,
        [uuidv7(), kind, key, service.clock.now()],
      );
    await set('of-a-newer-version', 'x');
    await set('remind', good);
    const inHours = (hours: number) =>
      service.clock.moveTo(new Date(service.clock.now().getTime() + hours * 3_600_000));
    inHours(1);
    await until(async () => (await notes(good)).length === 1);
    expect(await service.database.query('SELECT kind FROM hearing.timer')).toEqual([{ kind: 'of-a-newer-version' }]);
    inHours(23);
    await untilDead();
    expect(await letters()).toMatchObject([{ consumer: 'nobody', type: 'timer:of-a-newer-version' }]);
  });
});
