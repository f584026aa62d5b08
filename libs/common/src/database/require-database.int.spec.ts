import { freePort } from '../runtime/postgres-port.js';
import { hearingApp } from '../messaging/testing/hearing-app.js';
import { TestDatabase } from '../testing/database.js';
import { requireDatabase } from './require-database.js';

describe('requireDatabase', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await TestDatabase.create([hearingApp])));
  afterAll(() => database.drop());

  it('is content with a database that lets the role in', async () => {
    await expect(requireDatabase(database.url('hearing'))).resolves.toBeUndefined();
  });

  it('says the variable, host and port, and not the password, when nobody answers', async () => {
    const port = await freePort();
    const refused = requireDatabase(`postgres://desk:secret@127.0.0.1:${port}/callout`);
    await expect(refused).rejects.toThrow(
      `DATABASE_URL: no PostgreSQL answers at 127.0.0.1:${port} (ECONNREFUSED): start it, or name the host and port of the one that runs`,
    );
    await expect(requireDatabase('postgres://desk:secret@no.such.host.invalid/callout')).rejects.toThrow(
      /^DATABASE_URL: no PostgreSQL answers at no\.such\.host\.invalid:5432 \((ENOTFOUND|EAI_AGAIN)\)/,
    );
  });

  it('says why a server that answers does not let the role in', async () => {
    const url = new URL(database.url('hearing'));
    url.pathname = '/no_such_database';
    await expect(requireDatabase(url.href)).rejects.toThrow(
      /^DATABASE_URL: the PostgreSQL at \S+:\d+ does not let the service in: database "no_such_database" does not exist$/,
    );
  });
});
