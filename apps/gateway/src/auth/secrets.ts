import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes; about 30 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);
export const verifyPassword = (stored: string, password: string): Promise<boolean> => verify(stored, password);

let unknownName: Promise<string> | undefined;

/** Takes as long as a wrong password does, so that the time does not tell whether a name exists. */
export async function verifyNobody(password: string): Promise<false> {
  unknownName ??= hashPassword(randomBytes(16).toString('hex'));
  await verifyPassword(await unknownName, password);
  return false;
}

/** 256 random bits as text: too many to guess, so a plain SHA-256 keeps them safe at rest. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
