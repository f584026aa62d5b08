import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { postgresMajor } from './postgres-binaries.js';
import { explained } from './postgres-errors.js';
import type { ServerUser } from './postgres-user.js';

export const superuser = 'callout';

const neededBytes = 150_000_000;

/** Where a server keeps what it needs: all of it inside one folder. */
export const pathsIn = (folder: string) => ({
  data: join(folder, 'db'),
  password: join(folder, 'password'),
  log: join(folder, 'postgres.log'),
});

/** Makes the data folder if there is none; answers whether it did. Refuses one that this Callout cannot use. */
export function ensureDataFolder(folder: string, binaries: string, user: ServerUser): boolean {
  const { data, password } = pathsIn(folder);
  if (existsSync(data) && readdirSync(data).length > 0) {
    refuseUnusable(data, password);
    return false;
  }
  try {
    requireRoom(folder);
    makeDataFolder(folder, binaries, user);
  } catch (error) {
    throw explained(error, folder);
  }
  return true;
}

/** initdb does not say why it was cut off: ask first. An empty database takes 45 MB, its first log another 16. */
export function requireRoom(folder: string, bytes = neededBytes): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < bytes) throw new Error('ENOSPC');
}

/** Prepares everything under another name, so that a folder called `db` is always whole. */
function makeDataFolder(folder: string, binaries: string, user: ServerUser): void {
  const { data, password } = pathsIn(folder);
  const half = `${data}.new`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  own(folder, user);
  rmSync(half, { recursive: true, force: true });
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  own(password, user);
  const options = [
    '-D',
    half,
    '-U',
    superuser,
    '-A',
    'scram-sha-256',
    `--pwfile=${password}`,
    '--encoding=UTF8',
    '--no-sync',
  ];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  execFileSync(join(binaries, 'initdb'), [...options, ...locale], {
    ...user,
    cwd: folder,
    stdio: 'pipe',
    env: { LC_ALL: 'C' },
  });
  rmSync(data, { recursive: true, force: true });
  renameSync(half, data);
}

export function own(path: string, { uid, gid }: ServerUser): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

function refuseUnusable(data: string, password: string): void {
  const whole =
    ['PG_VERSION', 'global/pg_control'].every((file) => existsSync(join(data, file))) && existsSync(password);
  if (!whole) {
    throw new Error(
      `the data folder ${data} is half-made or damaged: restore it from a backup, or move it away and start again with empty data`,
    );
  }
  const found = Number.parseInt(readFileSync(join(data, 'PG_VERSION'), 'utf8'), 10);
  if (found === postgresMajor) return;
  throw new Error(
    `the data folder ${data} was written by PostgreSQL ${found}, this Callout brings PostgreSQL ${postgresMajor}: start the Callout that wrote it, or choose another CALLOUT_HOME`,
  );
}
