import { withAdmin } from '../runtime/postgres-provision.js';
import { TestDatabase } from '../testing/database.js';
import { analyzeFilled } from './analyze-filled.js';

describe('tables that were filled just now', () => {
  let database: TestDatabase;
  beforeAll(async () => (database = await TestDatabase.create([])));
  afterAll(() => database?.drop());

  it('are known to PostgreSQL at once; those that are still small are not taken for small ones', async () => {
    await database.query(`CREATE TABLE large AS SELECT n FROM generate_series(1, 20000) AS n`);
    await database.query(`CREATE TABLE small AS SELECT n FROM generate_series(1, 200) AS n`);
    await withAdmin(database.adminUrl, analyzeFilled);
    const rows = await database.query(
      `SELECT relname, reltuples FROM pg_class WHERE relname IN ('large', 'small') ORDER BY relname`,
    );
    expect(rows).toEqual([
      { relname: 'large', reltuples: 20_000 },
      { relname: 'small', reltuples: -1 },
    ]);
  });
});
