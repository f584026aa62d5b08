import { spawnSync } from 'node:child_process';
import { readFileSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { requireRoom } from './postgres-init.js';
import { withAdmin } from './postgres-provision.js';

const scheduledAsBatch = 3;
/** `policy` in proc_pid_stat(5), counted from the field after the name, which may hold blanks. */
const policyOf = (pid: number) => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[38]);

describe('the embedded PostgreSQL', () => {
  const ask = <T extends object>(text: string) =>
    withAdmin(process.env['CALLOUT_TEST_DATABASE'] ?? '', async (admin) => (await admin.query<T>(text)).rows[0]);

  it('talks to its clients through a socket file', async () => {
    expect(await ask('SELECT inet_client_addr() AS address')).toEqual({ address: null });
  });

  it('does not take the processor from whoever asks it, where the system knows such a thing', async () => {
    const policy = await withAdmin(process.env['CALLOUT_TEST_DATABASE'] ?? '', async (admin) => {
      const { rows } = await admin.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      return process.platform === 'linux' ? policyOf(rows[0]?.pid ?? 0) : 0;
    });
    expect(policy).toBe(spawnSync('chrt', ['--version']).status === 0 ? scheduledAsBatch : 0);
  });

  it('asks for room on the disk before it makes a data folder', () => {
    const { blocks, bsize } = statfsSync(tmpdir());
    expect(() => requireRoom(tmpdir(), 1)).not.toThrow();
    expect(() => requireRoom(tmpdir(), blocks * bsize + 1)).toThrow('ENOSPC');
  });
});
