import { randomUUID } from 'node:crypto';
import { type Role, scopes } from '#common/auth/actor.js';
import request from 'supertest';
import type { Person } from '../stories/callout.js';
import type { Site } from '../stories/scene.js';

/** One letter per kind of caller, as the table says it. */
export const letters = {
  A: 'agent',
  D: 'dispatcher',
  S: 'site_manager',
  T: 'technician',
  P: 'planner',
  Q: 'quality_engineer',
  V: 'supervisor',
  F: 'finance',
} as const satisfies Record<string, Role>;
/** K: an API key of the site with every scope. */
export type Letter = keyof typeof letters | 'K';

/** The headers that show who is calling. */
export type Caller = Readonly<Record<string, string>>;

export const siteBound: ReadonlySet<Letter> = new Set(['S', 'T', 'K']);

/** One caller of each kind; those of a site belong to this one. */
export async function everyKind(
  url: string,
  admin: Person,
  { id: siteId, technicians }: Site,
): Promise<Map<Letter, Caller>> {
  const people = new Map<Letter, Caller>();
  for (const [letter, role] of Object.entries(letters)) {
    people.set(letter as Letter, await hire(url, admin, role, siteId, technicians[0]));
  }
  people.set('K', await keyOf(admin, siteId, scopes));
  return people;
}

export async function keyOf(admin: Person, siteId: string, given: readonly string[]): Promise<Caller> {
  const { secret } = await admin.does<{ secret: string }>('/api-keys', { name: 'routes', siteId, scopes: given });
  return { authorization: `Bearer ${secret}` };
}

async function hire(url: string, admin: Person, role: Role, siteId: string, technicianId?: string): Promise<Caller> {
  const name = `${role}-${randomUUID().slice(0, 8)}`;
  const bound = {
    ...(['site_manager', 'technician'].includes(role) && { siteId }),
    ...(role === 'technician' && { technicianId }),
  };
  const { id } = await admin.does<{ id: string }>('/users', { name, displayName: role, roles: [role], ...bound });
  await admin.put(`/users/${id}/password`, { password: 'a password of a test' }).expect(204);
  return sessionOf(url, name, 'a password of a test');
}

export async function sessionOf(url: string, name: string, password: string): Promise<Caller> {
  const answer = await request(url).post('/api/v1/sessions').send({ name, password }).expect(201);
  return { cookie: answer.get('Set-Cookie')?.[0]?.split(';')[0] ?? '', 'x-callout-request': '1' };
}
