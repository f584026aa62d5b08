import { Controller, Get, Injectable, Module, Post } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { uuidv7 } from '../database/uuid.js';
import { Transactions } from '../database/transactions.js';
import { RequestCancelled, RequestClosed } from '../events/index.js';
import { Hears, type MessageInfo, Wakes } from '../messaging/hears.js';
import { Outbox } from '../messaging/outbox.js';
import { Timers } from '../messaging/timers.js';
import { Policy } from '../http/policy.js';
import { Clock } from '../runtime/clock.js';
import { person } from './actors.js';
import { TestService } from './service.js';

class Notes1 implements MigrationInterface {
  name = 'Notes1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE note (text text NOT NULL, at timestamptz NOT NULL)');
  }

  async down(): Promise<void> {}
}

/** A service of the smallest kind: notes what it hears, publishes, and is woken an hour later. */
@Injectable()
class Notes {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  async write(text: string): Promise<void> {
    if (text.includes('poison')) throw new Error('no poison here');
    const at = this.clock.now();
    await this.transactions.run(async (manager) => {
      await manager.query('INSERT INTO note (text, at) VALUES ($1, $2)', [text, at]);
      await this.outbox.publish(RequestClosed, RequestClosed.example);
      if (!text.startsWith('woken')) await this.timers.set('again', text, new Date(at.getTime() + 3_600_000));
    });
  }

  all(): Promise<{ text: string }[]> {
    return this.transactions.run((manager) => manager.query('SELECT text FROM note ORDER BY at, text'));
  }
}

@Controller('notes')
class NotesController {
  constructor(private readonly notes: Notes) {}

  @Get()
  @Policy({ roles: ['agent'] })
  all() {
    return this.notes.all();
  }

  @Post()
  @Policy({ roles: ['agent'] })
  async add() {
    await this.notes.write('written');
    return {};
  }
}

@Controller()
class NotesListener {
  constructor(private readonly notes: Notes) {}

  @Hears(RequestCancelled, 'notes.heard')
  heard({ reason }: RequestCancelled): Promise<void> {
    return this.notes.write(`heard ${reason}`);
  }

  @Wakes('again', 'notes.woken')
  woken(_: object, { key }: MessageInfo): Promise<void> {
    return this.notes.write(`woken by ${key}`);
  }
}

@Module({ controllers: [NotesController, NotesListener], providers: [Notes] })
class NotesModule {}

const notesApp = { service: 'notes', features: NotesModule, entities: [], migrations: [Notes1] };
const cancelled = (reason: string) => ({ ...RequestCancelled.example, reason }) as RequestCancelled;

describe('the harness for one service', () => {
  let service: TestService;
  beforeEach(async () => (service = await TestService.start(notesApp)));
  afterEach(() => service.close());
  const notes = async () =>
    (await service.database.query<{ text: string }>('SELECT text FROM notes.note ORDER BY at, text')).map(
      ({ text }) => text,
    );

  it('speaks HTTP for an actor', async () => {
    const agent = await service.as(person('agent'));
    await agent.post('/notes').expect(201);
    const { body } = await agent.get('/notes').expect(200);
    expect(body).toEqual([{ text: 'written' }]);
    await (await service.as(person('finance'))).get('/notes').expect(403);
  });

  it('answers what no handler ever sees with a problem document', async () => {
    const agent = await service.as(person('agent'));
    const { body } = await agent.post('/notes').set('content-type', 'application/json').send('{"broken').expect(400);
    expect(body).toMatchObject({ type: '/problems/malformed-json' });
    await agent
      .get('/nowhere')
      .expect(404)
      .expect('content-type', /problem\+json/);
    await agent.post('/notes').set('content-type', 'text/xml').send('<a/>').expect(415);
    const large = JSON.stringify({ text: 'x'.repeat(2_000_000) });
    await agent.post('/notes').set('content-type', 'application/json').send(large).expect(413);
  });

  it('delivers an event to the listener, once however often it comes', async () => {
    const id = uuidv7();
    await service.hears(RequestCancelled, cancelled('twice'), { id });
    await service.hears(RequestCancelled, cancelled('twice'), { id });
    expect(await notes()).toEqual(['heard twice']);
    expect(await service.published(RequestClosed)).toEqual([RequestClosed.example]);
  });

  it('wakes timers when the business clock is moved', async () => {
    await service.hears(RequestCancelled, cancelled('now'));
    await service.moveTo(new Date(service.clock.now().getTime() + 3_599_000));
    expect(await notes()).toEqual(['heard now']);
    await service.moveTo(new Date(service.clock.now().getTime() + 1_000));
    expect(await notes()).toEqual(['heard now', 'woken by heard now']);
  });

  it('gives each test an empty database whose role is no superuser', async () => {
    expect(await notes()).toEqual([]);
    const [role] = await service.database.query<object>(
      `SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'notes'`,
    );
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
  });
});
