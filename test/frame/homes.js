// Where the stories of one run keep the state folder that a first start has made: see test/stories/prepared-home.ts.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names an empty folder in CALLOUT_TEST_HOMES, unless somebody has for a longer run; answers how to take it away. */
export function openHomes() {
  if (process.env.CALLOUT_TEST_HOMES) return () => undefined;
  const folder = mkdtempSync(join(tmpdir(), 'callout-homes-'));
  chmodSync(folder, 0o711); // root's PostgreSQL is another user and walks through it
  process.env.CALLOUT_TEST_HOMES = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
