import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DataSource } from 'typeorm';
import { runInContext } from '../runtime/context.js';
import { person } from '../testing/actors.js';
import { TestDatabase } from '../testing/database.js';
import { openDatabase } from './database.module.js';
import { prepared } from './prepared.js';
import { Transactions } from './transactions.js';

class Tables implements MigrationInterface {
  name = 'Tables1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE note (text text NOT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED)');
  }

  async down(): Promise<void> {}
}

const app = { service: 'noting', entities: [], migrations: [Tables] };

describe('a transaction', () => {
  let database: TestDatabase;
  let source: DataSource;
  let transactions: Transactions;

  beforeEach(async () => {
    database = await TestDatabase.create([app]);
    // Two connections, as migrating needs: what one transaction leaves open, the next but one meets.
    source = await openDatabase({
      url: database.url('noting'),
      schema: 'noting',
      entities: [],
      migrations: [Tables],
      poolSize: 2,
    });
    transactions = new Transactions(source);
  });
  afterEach(async () => {
    await source?.destroy();
    await database.drop();
  });

  const write = (text: string) => transactions.manager.query('INSERT INTO note VALUES ($1)', [text]);
  const notes = async () =>
    (await database.query<{ text: string }>('SELECT text FROM noting.note ORDER BY text')).map(({ text }) => text);

  it('is joined by what is called inside it, and rolled back as a whole', async () => {
    const failing = transactions.run(async () => {
      await write('outer');
      await transactions.run(() => write('inner'));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await transactions.run(() => write('later'));
    expect(await notes()).toEqual(['later']);
  });

  it('fails when a statement failed and its error was swallowed: PostgreSQL itself would say nothing', async () => {
    const swallowing = transactions.run(async (manager) => {
      await write('lost');
      await manager.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow('failed unseen');
    expect(await notes()).toEqual([]);
  });

  const sent = (text: string, ...values: unknown[]) => prepared<{ text: string }>(transactions.manager, text, values);

  it('goes on while a statement is on its way: what is sent later sees what it wrote', async () => {
    const found = await transactions.run(async () => {
      transactions.meanwhile(sent('INSERT INTO note VALUES ($1)', 'first'));
      transactions.meanwhile(sent('INSERT INTO note VALUES ($1)', 'second'));
      return sent('SELECT text FROM note WHERE text <> $1 ORDER BY text', 'third');
    });
    expect(found).toEqual([{ text: 'first' }, { text: 'second' }]);
    expect(await notes()).toEqual(['first', 'second']);
  });

  it('tells why a statement on its way failed, not what that broke afterwards, and writes nothing', async () => {
    const failing = (then: () => Promise<unknown>) =>
      transactions.run(async () => {
        transactions.meanwhile(sent('INSERT INTO note VALUES ($1)', 'lost'));
        transactions.meanwhile(sent('SELECT 1 / $1::integer', 0));
        await then();
      });
    await expect(failing(async () => undefined)).rejects.toThrow('division by zero');
    await expect(failing(() => sent('SELECT text FROM note WHERE text = $1', 'lost'))).rejects.toThrow('division');
    await expect(failing(() => sent('SELECT 2 / $1::integer', 1))).rejects.toThrow('division by zero'); // parsed never before
    expect(await notes()).toEqual([]);
    expect(await transactions.run(() => sent('SELECT 2 / $1::integer AS text', 1))).toEqual([{ text: 2 }]);
    expect(await transactions.run(() => sent('SELECT 2 / $1::integer', 1))).toHaveLength(1);
  });

  it('sends closing statements with the COMMIT and tells their answers only when all of it is written', async () => {
    const told: unknown[] = [];
    const closing = (statement: string) => ({ statement, committed: (rows: object[]) => told.push(...rows) });
    const run = (text: string) =>
      transactions.run(async () => {
        transactions.atCommit(run, () => [closing(`INSERT INTO note VALUES ('${text}') RETURNING text`)]);
        transactions.atCommit(run, () => [closing('SELECT 1 / 0')]); // the same owner is asked once
        transactions.afterCommit(() => told.push('committed'));
        return 'done';
      });
    expect(await run('one')).toBe('done');
    expect(told).toEqual([{ text: 'one' }, 'committed']);
    await expect(run('one')).rejects.toThrow('duplicate'); // the deferred constraint speaks at the COMMIT
    expect(told).toHaveLength(2);
    expect(await notes()).toEqual(['one']);
  });

  it("makes savepoints of TypeORM's own transactions inside it", async () => {
    await transactions.run(async (manager) => {
      await write('kept');
      const inner = manager.transaction(async (nested) => {
        await nested.query(`INSERT INTO note VALUES ('dropped')`);
        throw new Error('only the inner one');
      });
      await expect(inner).rejects.toThrow('only the inner one');
    });
    expect(await notes()).toEqual(['kept']);
  });

  it('shows the rows of the sites that the actor may see, and forgets it afterwards', async () => {
    const scope = () =>
      transactions.run((manager) =>
        manager.query<{ sites: string }[]>(`SELECT current_setting('app.sites', true) AS sites`),
      );
    const as = (actor: ReturnType<typeof person>) => runInContext({ actor, correlationId: 'test' }, scope);
    const siteId = '01936f6e-8a00-7000-8000-000000000001';
    expect(await as(person('site_manager', { siteId }))).toEqual([{ sites: siteId }]);
    expect(await as(person('technician'))).toEqual([{ sites: '' }]);
    expect(await as(person('dispatcher'))).toEqual([{ sites: '*' }]);
    expect(await scope()).toEqual([{ sites: '' }]);
  });
});
