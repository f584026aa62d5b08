import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { freePort } from '#common/runtime/postgres-port.js';
import { stopServer } from '#common/runtime/postgres-process.js';
import { Api, signIn } from '../../replay/api.js';
import { readCatalogue } from '../../replay/checks/deliveries.js';
import { checkEvents } from '../../replay/checks/events.js';
import { openDatabaseOf } from '../../replay/database.js';
import { spoilt } from '../../replay/testing/rows.js';
import { Program, postgresOf } from '../frame/program.js';
import { writeRecords } from './repair-records.js';
import { ReplayCommand } from './replay-command.js';

const records = 14;

describe('npm run replay', () => {
  let folder: string;
  let file: string;
  let whole: ReplayCommand;
  let cutOff: ReplayCommand;
  let program: Program | undefined;
  let url: string;
  /** The state that the interrupted one has kept. */
  let home = '';

  const start = (name: string, args: readonly string[]) => {
    mkdirSync(join(folder, name));
    return new ReplayCommand(join(folder, name), ['--file', file, '--into-days', '1', ...args]);
  };

  /** Two beside each other: one goes through, one is interrupted. */
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'callout-replays-'));
    chmodSync(folder, 0o711); // root's PostgreSQL is another user and walks through it
    file = join(folder, 'records.csv');
    writeRecords(file, records);
    whole = start('whole', []);
    cutOff = start('cut-off', ['--keep']);
  });
  afterAll(async () => {
    await Promise.all([whole.stop(), cutOff.stop(), program?.stop()]);
    const left = home === '' ? undefined : postgresOf(home);
    if (left) await stopServer(left);
    rmSync(folder, { recursive: true, force: true });
  });

  it('stops at Ctrl-C, says last how what it has kept goes on, and leaves a system that starts again', async () => {
    const [, first = ''] = await cutOff.says(/is ready at (http:\S+) after/);
    await untilFirstOrder(first);
    cutOff.interrupt();
    const { code, lines } = await cutOff.end();
    expect(code).toBe(1);
    expect(lines).toContain('Ctrl-C: stopping after this minute of business time');
    expect(lines).toContain('stuck: 0');
    expect(lines.at(-2)).toMatch(/^interrupted at 2026-03-0\S+Z of business time: not everything was replayed$/);
    const command = /^the state is kept; it goes on with: CALLOUT_HOME=(\S+) CALLOUT_DEMO=(\S+) npm start$/;
    const [, keptHome = '', plan = ''] = command.exec(lines.at(-1) ?? '') ?? [];
    home = keptHome;
    expect(home).toContain(join(folder, 'cut-off'));
    expect(postgresOf(home)).toBeUndefined();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    program = new Program({ CALLOUT_HOME: home, CALLOUT_DEMO: plan, PORT: String(port) });
    await program.ready();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  }, 240_000);

  it('refuses to report the same records there again', async () => {
    const client = await openDatabaseOf(home);
    const requests = () => client.query('SELECT id FROM desk.service_request ORDER BY id').then(({ rows }) => rows);
    const before = await requests();
    expect(before.length).toBeGreaterThan(0);
    const { code, lines } = await start('again', ['--url', url, '--home', home]).end();
    expect(code).toBe(2);
    expect(lines.at(-1)).toBe(
      'replay: the record test_1 is known to this server: a replay has run here already and would report everything twice. Use an empty state folder',
    );
    expect(await requests()).toEqual(before);
    await client.end();
  }, 120_000);

  it('leaves rows in which its checks find what is spoilt', async () => {
    const client = await openDatabaseOf(home);
    const catalogue = readCatalogue('docs/events.schema.json');
    const faultsAfter = (statement: string) => spoilt(client, statement, () => faultsOf(client));
    const faultsOf = async (checked: Client) => (await checkEvents(checked, catalogue)).faults.join('\n');
    expect(await faultsOf(client)).toBe('');
    expect(await faultsAfter('DELETE FROM dispatch.inbox_seen')).toContain('dispatch.requests handled 0 of');
    const again = `INSERT INTO gateway.stream_event (event_id, type, key, data, occurred_at)
      SELECT event_id, type, key, data, occurred_at FROM gateway.stream_event LIMIT 1`;
    expect(await faultsAfter(again)).toMatch(/^gateway: 2 instead of 1: record for the live streams of event \S+$/);
    const lost = `DELETE FROM desk.timeline_entry WHERE kind = 'repair_order_opened'`;
    expect(await faultsAfter(lost)).toContain('desk.orders, desk.visits: 0 instead of 1: entry of the timeline');
    await client.end();
  }, 60_000);

  it('goes through, ends with its checks, and clears away what it has started', async () => {
    const { code, lines } = await whole.end();
    expect(lines.slice(-4)).toEqual([
      'stuck: 0',
      expect.stringMatching(/^ledger: ok \(\d+ looked at\)$/),
      expect.stringMatching(/^events: ok \(\d+ looked at\)$/),
      expect.stringMatching(/^timelines: ok \(\d+ looked at\)$/),
    ]);
    expect(code).toBe(0);
    expect(lines.join('\n')).toMatch(new RegExp(`requests closed +${records}\n`));
    expect(readdirSync(join(folder, 'whole')).filter((name) => name.startsWith('callout-'))).toEqual([]);
  }, 240_000);
});

async function untilFirstOrder(url: string): Promise<void> {
  const admin = new Api(url, await signIn(url, 'admin', 'callout-demo'), 1);
  for (let orders = 0; orders === 0; await pause(20))
    orders = (await admin.get<{ statuses: object[] }>('/board/summary')).statuses.length;
  await admin.close();
}
