import { createHash } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { type DemoUser, demoPassword } from '../world/users.js';
import type { World } from '../world/world.js';
import { type DemoKey, demoKeys } from './access.js';
import { insertRows } from './rows.js';
import type { Seeder } from './targets.js';

/** Accounts and keys. One password hash serves all accounts: the password is the same and known anyway. */
export function gatewaySeeder(world: World): Seeder {
  return async (manager) => {
    const passwordHash = await hash(demoPassword, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    const known = await manager.query<{ name: string }[]>('SELECT name FROM user_account');
    const taken = new Set(known.map(({ name }) => name));
    const users = world.users.filter(({ name }) => !taken.has(name));
    await insertRows(
      manager,
      'user_account',
      users.map((user) => userRow(user, passwordHash)),
    );
    const admin = world.users.find(({ roles }) => roles.includes('admin'))?.id ?? '';
    await insertRows(
      manager,
      'api_key',
      demoKeys(world).map((key) => keyRow(key, admin)),
    );
  };
}

const userRow = ({ id, name, displayName, roles, siteId, technicianId }: DemoUser, passwordHash: string) => ({
  id,
  name,
  display_name: displayName,
  roles,
  site_id: siteId ?? null,
  technician_id: technicianId ?? null,
  password_hash: passwordHash,
});

const keyRow = ({ id, name, role, siteId, scopes, secret }: DemoKey, createdBy: string) => ({
  id,
  name,
  role,
  site_id: siteId ?? null,
  scopes,
  secret_hash: `\\x${createHash('sha256').update(secret).digest('hex')}`,
  created_by: createdBy,
});
