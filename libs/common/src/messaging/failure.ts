import { createHash } from 'node:crypto';
import { isDatabaseUnavailable, isRetryable } from '../database/errors.js';

/** A message that no repetition will make acceptable: it is dead at once. */
export class UnacceptableMessage extends Error {}

export const maxTries = 8;

/** Milliseconds until the next try after `tries` failed ones: 0.1 s, three times as much each time, at most 20 s; eight tries take 52 s. */
export const pauseAfter = (tries: number): number => Math.min(20_000, 100 * 3 ** (tries - 1));

/** The database was away or busy: not the message's fault, so it uses up no try. */
export const isNobodysFault = (error: unknown): boolean => isDatabaseUnavailable(error) || isRetryable(error);

/** One sentence that PostgreSQL can store. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replaceAll('\u0000', '').slice(0, 2_000);
}

/** The same for failures that differ only in ids, numbers or quoted values. */
export function fingerprintOf(consumer: string, type: string, reason: string): string {
  const shape = reason
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '#')
    .replace(/'[^']*'|"[^"]*"/g, '#')
    .replace(/\d+/g, '#');
  return createHash('sha256').update(`${consumer} ${type} ${shape}`).digest('hex').slice(0, 16);
}
