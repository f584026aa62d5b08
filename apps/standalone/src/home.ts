import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { explained } from '#common/runtime/postgres-errors.js';
import { canReach, type ServerUser } from '#common/runtime/postgres-user.js';

/** Makes the state folder. A new one is closed to other users, except that root's PostgreSQL, who is another user, may walk through it. */
export function openHome(folder: string, user: ServerUser): string {
  const home = resolve(folder);
  try {
    if (!existsSync(home)) {
      mkdirSync(home, { recursive: true });
      chmodSync(home, user.uid === undefined ? 0o700 : 0o711);
    } else if (user.uid !== undefined) chmodSync(home, statSync(home).mode | 0o011);
    writeFileSync(join(home, '.writable'), '');
  } catch (error) {
    throw explained(error, home);
  }
  return home;
}

/**
 * Where the database lies: in the state folder, unless root keeps that where PostgreSQL's own user cannot come, such as below /root. Then it lies under
 * /var/lib, and a file in the state folder says where.
 */
export function databaseFolder(home: string, user: ServerUser): string {
  if (canReach(user, home)) return join(home, 'postgres');
  const pointer = join(home, 'database-folder');
  if (!existsSync(pointer)) {
    const name = `callout-${basename(dirname(home))}-${randomBytes(4).toString('hex')}`;
    writeFileSync(pointer, `/var/lib/${name}\n`);
  }
  return readFileSync(pointer, 'utf8').trim();
}

/** Made once, readable by the owner of the state folder only. */
export interface Secrets {
  /** Signs the gateway's tokens for the services. */
  serviceSecret: string;
  /** Of the first administrator, if there is no demo. */
  adminPassword: string;
  /** Of each service's database role. */
  passwords: Record<string, string>;
}

export const secretsFile = (home: string) => join(home, 'secrets.json');

export function secretsOf(home: string, services: readonly string[]): Secrets {
  const file = secretsFile(home);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const random = () => randomBytes(24).toString('base64url');
  const secrets = {
    serviceSecret: random(),
    adminPassword: random(),
    passwords: Object.fromEntries(services.map((name) => [name, random()])),
  };
  writeFileSync(`${file}.new`, JSON.stringify(secrets, undefined, 1), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
