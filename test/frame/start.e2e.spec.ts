import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathsIn, superuser } from '#common/runtime/postgres-init.js';
import { freePort } from '#common/runtime/postgres-port.js';
import { withAdmin } from '#common/runtime/postgres-provision.js';
import { stopServer } from '#common/runtime/postgres-process.js';
import { Program, postgresOf } from './program.js';
import { onSmallDisk } from './small-disk.js';

describe('npm start', () => {
  let home: string;
  let port: number;
  let program: Program | undefined;
  const start = (more: Record<string, string> = {}) => {
    program = new Program({ CALLOUT_HOME: home, PORT: String(port), ...more });
    return program;
  };
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'callout-start-'));
    port = await freePort();
  });
  afterAll(async () => {
    await program?.stop('SIGKILL');
    const left = postgresOf(home);
    if (left) await stopServer(left);
    rmSync(home, { recursive: true, force: true });
  });

  it('answers, keeps a second one out of its data folder, and stops everything within 5 s', async () => {
    const first = await start().ready();
    expect((await ask('/livez')).status).toBe(200);
    expect((await ask('/readyz')).status).toBe(200);
    expect(await (await ask('/')).text()).toContain('href="/docs"');
    expect(postgresOf(home)).toBeDefined();
    const second = await new Program({ CALLOUT_HOME: home, PORT: String(port) }).failure();
    expect(second.code).toBe(1);
    expect(second.output).toContain(`Callout already runs on ${home} (process ${first.pid}`);
    const { code, seconds } = await first.stop('SIGTERM');
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(5);
    expect(postgresOf(home)).toBeUndefined();
  }, 180_000);

  it('recovers by itself from kill -9 of itself and of PostgreSQL', async () => {
    const killed = await start().ready();
    await killed.stop('SIGKILL');
    const left = postgresOf(home);
    expect(left).toBeDefined();
    await start().ready();
    expect((await ask('/readyz')).status).toBe(200);
    process.kill(left!, 'SIGKILL');
    await eventually(() => postgresOf(home) !== undefined && postgresOf(home) !== left);
    await eventually(async () => (await ask('/readyz')).status === 200);
    expect((await program!.stop('SIGINT')).code).toBe(0);
    expect(postgresOf(home)).toBeUndefined();
  }, 180_000);

  it('says that the port is taken before it does anything else', async () => {
    const other: Server = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const { code, output } = await start().failure();
    await new Promise((resolve) => other.close(resolve));
    expect(code).toBe(1);
    expect(output.trim()).toBe(
      `Callout did not start: port ${port} is taken by another program: stop it, or choose another one with PORT=${port + 1} npm start`,
    );
    expect(postgresOf(home)).toBeUndefined();
  }, 60_000);

  it('says that Node.js is too old, before it reads anything that an old one could not', () => {
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } })`;
    const given = ['--import', `data:text/javascript,${encodeURIComponent(older)}`, 'tools/start.js', 'standalone'];
    const { status, stdout, stderr } = spawnSync(process.execPath, given, { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: 'Callout needs Node.js 20.19 or newer, this is 18.20.4: install 22 or 24 from https://nodejs.org\n',
    });
  });

  it('says that the data folder cannot be written', async () => {
    // Not even root makes a folder there.
    const { code, output } = await start({ CALLOUT_HOME: '/sys/callout' }).failure();
    expect(code).toBe(1);
    expect(output.trim()).toBe(
      'Callout did not start: /sys/callout cannot be written: give this user the right to write there, or choose another CALLOUT_HOME',
    );
  }, 60_000);

  onSmallDisk((disk) => {
    it('says that the disk is full, and leaves nothing half-made', async () => {
      const { code, output } = await start({ CALLOUT_HOME: join(disk, 'data') }).failure();
      expect(code).toBe(1);
      expect(output).toMatch(/the disk that holds \S+ is full: free some space, or choose another CALLOUT_HOME/);
      expect(existsSync(join(disk, 'data/postgres/db'))).toBe(false);
    }, 60_000);
  });

  it('names wrong variables', async () => {
    const { code, output } = await start({ PORT: 'abc', LOG_LEVEL: 'loud' }).failure();
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toEqual([
      'Callout did not start: PORT=abc is not a port from 1 to 65535',
      'LOG_LEVEL=loud is not one of trace, debug, info, warn, error, fatal, silent',
    ]);
  }, 60_000);

  it('refuses data that a newer Callout has written, and leaves no PostgreSQL behind', async () => {
    const running = await start().ready();
    const { password, data } = pathsIn(join(home, 'postgres'));
    const serverPort = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[3];
    const url = `postgres://${superuser}:${readFileSync(password, 'utf8')}@127.0.0.1:${serverPort}/callout`;
    await withAdmin(url, (admin) =>
      admin.query(`INSERT INTO desk.migration (timestamp, name) VALUES (9999999999999, 'Tomorrow9999999999999')`),
    );
    await running.stop();
    const { code, output } = await start().failure();
    expect(code).toBe(1);
    expect(output).toContain(
      'Callout did not start: the data of "desk" was written by a newer Callout (Tomorrow9999999999999)',
    );
    expect(postgresOf(home)).toBeUndefined();
  }, 180_000);

  it('says what is wrong with a data folder that it cannot use', async () => {
    const broken = join(home, 'broken');
    mkdirSync(join(broken, 'postgres/db'), { recursive: true });
    writeFileSync(join(broken, 'postgres/db/PG_VERSION'), '18\n');
    expect((await start({ CALLOUT_HOME: broken }).failure()).output).toContain(
      'db is half-made or damaged: restore it from a backup',
    );
    const { data, password } = pathsIn(join(home, 'broken/postgres'));
    mkdirSync(join(data, 'global'));
    for (const [file, text] of [
      [join(data, 'global/pg_control'), ''],
      [password, 'x'],
      [join(data, 'PG_VERSION'), '19\n'],
    ] as const)
      writeFileSync(file, text);
    expect((await start({ CALLOUT_HOME: broken }).failure()).output).toContain(
      'was written by PostgreSQL 19, this Callout brings PostgreSQL 18',
    );
    writeFileSync(join(home, 'file'), '');
    expect((await start({ CALLOUT_HOME: join(home, 'file/below') }).failure()).output).toContain(
      'is not a folder: choose another CALLOUT_HOME',
    );
  }, 120_000);

  it('begins again where the making of the data folder was cut off', async () => {
    const cut = join(home, 'cut');
    mkdirSync(join(cut, 'postgres/db.new/base'), { recursive: true });
    writeFileSync(join(cut, 'postgres/db.new/PG_VERSION'), '18\n');
    const running = await start({ CALLOUT_HOME: cut }).ready();
    expect(existsSync(join(cut, 'postgres/db.new'))).toBe(false);
    await running.stop();
  }, 180_000);
});

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const until = performance.now() + 30_000;
  while (!(await holds())) {
    if (performance.now() > until) throw new Error('it does not come true within 30 s');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
