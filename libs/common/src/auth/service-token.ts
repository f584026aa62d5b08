import { jwtVerify, SignJWT } from 'jose';
import type { Actor } from './actor.js';

const issuer = 'callout-gateway';
const lifetimeSeconds = 60;

/** Signs what the gateway found out about a caller, for the services behind it; valid for one minute. */
export async function signActor(actor: Actor, secret: string): Promise<string> {
  return new SignJWT({ actor })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setIssuedAt()
    .setExpirationTime(`${lifetimeSeconds}s`)
    .sign(new TextEncoder().encode(secret));
}

interface Verified {
  secret: string;
  actor: Actor;
  untilSeconds: number;
}

const mostVerified = 5_000;
const toleranceSeconds = 5;
/** Tokens that were found good: the gateway sends the same one with every request of a caller for nearly a minute. The oldest is forgotten first. */
const verified = new Map<string, Verified>();

/** The actor of a token; undefined when it is forged or too old. */
export async function verifyActor(token: string, secret: string): Promise<Actor | undefined> {
  const known = verified.get(token);
  if (known && known.secret === secret) return Date.now() / 1_000 < known.untilSeconds ? known.actor : undefined;
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      issuer,
      algorithms: ['HS256'],
      clockTolerance: toleranceSeconds,
    });
    const actor = payload['actor'] as Actor;
    remember(token, { secret, actor, untilSeconds: (payload.exp ?? 0) + toleranceSeconds });
    return actor;
  } catch {
    return undefined;
  }
}

function remember(token: string, found: Verified): void {
  verified.set(token, found);
  const [oldest] = verified.keys();
  if (verified.size > mostVerified && oldest !== undefined) verified.delete(oldest);
}
