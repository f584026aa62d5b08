import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Who runs PostgreSQL: empty for the user who runs Callout. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root: take the user `postgres` if there is one, else `nobody`, else number 65534. */
export function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(found?.[2] ?? 65_534), gid: Number(found?.[3] ?? 65_534) };
}

/** Whether this user may walk down to `path`: a folder like /root keeps everybody else out. */
export function canReach({ uid, gid }: ServerUser, path: string): boolean {
  if (uid === undefined) return true;
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (!maySearch(folder, uid, gid)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function maySearch(folder: string, uid: number, gid: number | undefined): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found || !found.isDirectory()) return true;
  const bit = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001;
  return (found.mode & bit) !== 0;
}
