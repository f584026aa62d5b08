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

/** The actor of a token; undefined when it is forged or too old. */
export async function verifyActor(token: string, secret: string): Promise<Actor | undefined> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      issuer,
      algorithms: ['HS256'],
      clockTolerance: 5,
    });
    return payload['actor'] as Actor;
  } catch {
    return undefined;
  }
}
