import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canReach, serverUser } from '#common/runtime/postgres-user.js';

/** Made and taken away by each run of the tests (test/frame/homes.js): nothing in it can be older than the code that is tested. */
const folder = process.env['CALLOUT_TEST_HOMES'];

/**
 * Fills `home`, which is empty, with what the first start with these options has left in another folder: the first caller of a run has that start made by
 * `prepare`, which stops it again. Where nothing can be kept `home` stays empty, and its own start is the first.
 */
export async function fillHome(home: string, options: object, prepare: (home: string) => Promise<void>): Promise<void> {
  if (!folder || !canReach(serverUser(), folder)) return;
  const kept = join(folder, createHash('sha256').update(JSON.stringify(options)).digest('hex').slice(0, 16));
  if (!existsSync(kept)) await make(folder, kept, prepare);
  // Owners and modes as they are: root's PostgreSQL is another user.
  execFileSync('cp', ['-a', `${kept}/.`, home]);
}

/** Whole or not at all. Two test processes at once make it twice, and the first to be done is kept. */
async function make(parent: string, kept: string, prepare: (home: string) => Promise<void>): Promise<void> {
  const half = mkdtempSync(join(parent, 'half-'));
  await prepare(half);
  try {
    renameSync(half, kept);
  } catch (error) {
    if (!existsSync(kept)) throw error;
    rmSync(half, { recursive: true, force: true });
  }
}
