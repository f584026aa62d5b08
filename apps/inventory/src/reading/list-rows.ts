import type { EntityManager } from 'typeorm';
import { type Page, type PageQuery, decodeCursor, limitOf, toPage } from '#common/http/pages.js';

export interface Listing<T> {
  /** `SELECT ... FROM ...` without WHERE. */
  select: string;
  /** SQL with one `?` and its value; a condition whose value is undefined is left out. */
  conditions: readonly (readonly [text: string, value: unknown])[];
  /** Columns of a unique order, with the type to which a cursor's text is cast. */
  sort: readonly { column: string; type: 'uuid' | 'text' | 'date' | 'integer' }[];
  descending?: boolean;
  sortValues: (row: T) => (string | number)[];
}

/** Of rows whose ids sort by time (version 7). */
export const newestFirst = {
  sort: [{ column: 'id', type: 'uuid' }],
  descending: true,
  sortValues: ({ id }: { id: string }) => [id],
} satisfies Omit<Listing<{ id: string }>, 'select' | 'conditions'>;

/** One page of plain rows, sorted and cut by the columns of `sort`. */
export async function listRows<T extends object>(
  manager: EntityManager,
  query: PageQuery,
  { select, conditions, sort, descending = false, sortValues }: Listing<T>,
): Promise<Page<T>> {
  const values: unknown[] = [];
  const given = conditions.flatMap(([text, value]) => {
    if (value === undefined) return [];
    values.push(value);
    return [text.replaceAll('?', `$${values.length}`)];
  });
  const after = decodeCursor(query.cursor, sort.length);
  const columns = sort.map(({ column }) => column).join(', ');
  if (after) {
    const seen = sort.map(({ type }, index) => `$${values.push(String(after[index]))}::${type}`).join(', ');
    given.push(`(${columns}) ${descending ? '<' : '>'} (${seen})`);
  }
  const limit = limitOf(query);
  const direction = sort.map(({ column }) => `${column} ${descending ? 'DESC' : 'ASC'}`).join(', ');
  const rows = await manager.query<T[]>(
    `${select} ${given.length > 0 ? `WHERE ${given.join(' AND ')}` : ''} ORDER BY ${direction} LIMIT ${limit + 1}`,
    values,
  );
  return toPage(rows, limit, sortValues);
}
