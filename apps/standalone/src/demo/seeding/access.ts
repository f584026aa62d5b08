import { createHash } from 'node:crypto';
import type { Scope } from '#common/auth/actor.js';
import { demoId } from '../world/ids.js';
import type { World } from '../world/world.js';

/** A key of the demo. Its secret follows from the seed: fine for a sandbox, unthinkable anywhere else. */
export interface DemoKey {
  id: string;
  name: string;
  role: 'site_manager' | 'agent';
  siteId?: string;
  scopes: Scope[];
  secret: string;
}

const siteScopes: Scope[] = [
  'orders:read',
  'orders:write',
  'offers:read',
  'offers:write',
  'visits:read',
  'visits:write',
  'stock:read',
  'stock:write',
  'sites:read',
  'quality:read',
  'stream:read',
];

const deskScopes: Scope[] = ['requests:read', 'requests:write', 'orders:read', 'visits:read', 'stream:read'];
/** One key per site, and one for the channels through which customers report. */
export function demoKeys({ seed, country, sites }: Pick<World, 'seed' | 'country' | 'sites'>): DemoKey[] {
  const secretOf = (name: string) =>
    createHash('sha256').update(`callout demo ${country} ${seed} ${name}`).digest('base64url');
  const siteKeys = sites.map(({ id, code }) => ({
    name: `demo ${code}`,
    role: 'site_manager' as const,
    siteId: id,
    scopes: siteScopes,
  }));
  const channels = { name: 'demo customers', role: 'agent' as const, scopes: deskScopes };
  return [...siteKeys, channels].map((key, index) => ({
    ...key,
    id: demoId(seed, 'api-key', index),
    secret: secretOf(key.name),
  }));
}

/** The key as `Authorization: Bearer` wants it. */
export const bearerOf = ({ id, secret }: DemoKey): string => `co_${id.replaceAll('-', '')}_${secret}`;
