import { fastifyCookie } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '#common/http/problems.js';

export const sessionCookie = 'callout_session';

export type Credentials =
  | { kind: 'session'; token: string }
  | { kind: 'key'; id: string; secret: string }
  | { kind: 'unreadable' };

/** `co_<id>_<secret>`: 32 hex digits and 256 bits in base64url. */
const keyPattern = /^Bearer co_([0-9a-f]{32})_([\w-]{43})$/;

/** What the request shows: an API key in `Authorization`, or the session cookie. */
export function credentialsOf({ headers }: Pick<FastifyRequest, 'headers'>): Credentials | undefined {
  if (headers.authorization !== undefined) {
    const [, id, secret] = keyPattern.exec(headers.authorization) ?? [];
    return id && secret ? { kind: 'key', id: uuidOf(id), secret } : { kind: 'unreadable' };
  }
  const token = headers.cookie && fastifyCookie.parse(headers.cookie)[sessionCookie];
  return token ? { kind: 'session', token } : undefined;
}

/** An API key as it is shown once. */
export const keyText = (id: string, secret: string): string => `co_${id.replaceAll('-', '')}_${secret}`;

const uuidOf = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Gives the browser a session, or takes it away with a time that has passed. */
export function setSessionCookie(reply: FastifyReply, token: string, expires: Date, secure: boolean): void {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure, expires } as const;
  void reply
    .header('set-cookie', fastifyCookie.serialize(sessionCookie, token, options))
    .header('cache-control', 'no-store');
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Another web site can make a browser send the cookie, but it can neither add a header of its own nor hide its origin. So an unsafe request
 * with a cookie must come from our own origin or carry `X-Callout-Request` (any value). API keys are not sent by browsers on their own.
 */
export function refuseForeignSite(request: Pick<FastifyRequest, 'method' | 'headers'>): void {
  if (safeMethods.has(request.method) || request.headers['x-callout-request'] !== undefined) return;
  const { origin, host } = request.headers;
  if (origin !== undefined && URL.canParse(origin) && new URL(origin).host === host) return;
  throw new Problem(
    'forbidden',
    'a request with the session cookie that changes something must carry the header X-Callout-Request: 1 or come from the same origin',
  );
}
