import { randomUUID } from 'node:crypto';
import { request } from 'undici';

export type Key = Readonly<Record<'authorization', string>>;

/** A new API key, made by this user, as the header that shows it. */
export async function makeKey(url: string, user: { name: string; password: string }, wanted: object): Promise<Key> {
  const signedIn = await post(`${url}/api/v1/sessions`, {}, user);
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  await signedIn.body.dump();
  const made = await post(`${url}/api/v1/api-keys`, { cookie, 'x-callout-request': '1' }, { name: 'bench', ...wanted });
  if (made.statusCode !== 201) throw new Error(`no key was made: ${made.statusCode} ${await made.body.text()}`);
  const { secret } = (await made.body.json()) as { secret: string };
  return { authorization: `Bearer ${secret}` };
}

/** The id of any site. */
export async function siteIdOf(url: string, key: Key): Promise<string> {
  const { body } = await request(`${url}/api/v1/sites?limit=1`, { headers: key });
  const { items } = (await body.json()) as { items: { id: string }[] };
  if (!items[0]) throw new Error('the demo has no site');
  return items[0].id;
}

const post = (url: string, headers: Record<string, string>, body: object) =>
  request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    body: JSON.stringify(body),
  });
