import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Declares tests on a disk of 40 MB, where this user may mount one; elsewhere the room is asked for in `postgres.int.spec.ts` alone. */
export function onSmallDisk(declare: (disk: string) => void): void {
  const disk = mkdtempSync(join(tmpdir(), 'callout-small-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=40m,mode=755', 'tmpfs', disk]);
  if (status === 0) declare(disk);
  afterAll(() => {
    if (status === 0) spawnSync('umount', [disk]);
    rmdirSync(disk);
  });
}
