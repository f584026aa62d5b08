import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 192 random bits: too many to guess, so a plain SHA-256 keeps them safe at rest. */
const secretBytes = 24;
/** Which link (16 bytes) and its secret, in base64url. */
const tokenPattern = /^([\w-]{22})([\w-]{32})$/;

const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** The token of a link, shown once, and what is kept of its secret. */
export function newToken(id: string): { token: string; secretHash: Buffer } {
  const secret = randomBytes(secretBytes).toString('base64url');
  const link = Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
  return { token: `${link}${secret}`, secretHash: digestOf(secret) };
}

/** Which link a token speaks of, and the digest of its secret; undefined if it is none of ours. */
export function readToken(token: string | undefined): { id: string; secretHash: Buffer } | undefined {
  const [, link = '', secret = ''] = tokenPattern.exec(token ?? '') ?? [];
  const hex = Buffer.from(link, 'base64url').toString('hex');
  if (hex.length !== 32) return undefined;
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { id, secretHash: digestOf(secret) };
}

/** Takes the same time wherever the two differ. */
export const isSameDigest = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
