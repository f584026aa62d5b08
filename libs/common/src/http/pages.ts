import { Type } from 'class-transformer';
import { Optional, Text, Whole } from '../validation/fields.js';
import { invalid } from './problems.js';

/** `?limit&cursor` of every list. Extend it with the list's own filters. */
export class PageQuery {
  /** At most this many items, 50 if left out. */
  @Optional() @Type(() => Number) @Whole(1, 200) limit?: number;
  /** What the answer before gave as `next`. */
  @Optional() @Text(500) cursor?: string;
}

export interface Page<T> {
  items: T[];
  /** Give it as `cursor` to go on; null at the end. */
  next: string | null;
}

export const limitOf = ({ limit }: PageQuery) => limit ?? 50;

/** Opaque cursor from the sort values of the last row. */
export const encodeCursor = (values: readonly (string | number)[]) =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

export const notOfThisList = () =>
  invalid('cursor', 'is not a cursor of this list: take it from `next` of the page before');

/** The sort values of a cursor; `count` of them. Throws a 400 that names `cursor`. */
export function decodeCursor(cursor: string | undefined, count: number): (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const plain = (value: unknown) =>
      typeof value === 'number' || (typeof value === 'string' && !value.includes('\u0000'));
    if (Array.isArray(values) && values.length === count && values.every(plain)) return values as (string | number)[];
  } catch {
    // falls through to the refusal below
  }
  throw notOfThisList();
}

/** Cuts `limit + 1` fetched rows into a page. */
export function toPage<T>(rows: T[], limit: number, sortValues: (row: T) => (string | number)[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(sortValues(last)) : null };
}
