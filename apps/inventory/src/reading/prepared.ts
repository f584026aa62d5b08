import type { EntityManager } from 'typeorm';
import { clientOf } from '#common/database/client.js';

/** A statement of the hot path: planned once per connection instead of at every call. */
export interface Prepared {
  name: string;
  text: string;
}

/** Its rows, whatever kind of statement it is. */
export async function runPrepared<T>(
  manager: EntityManager,
  statement: Prepared,
  values: readonly unknown[],
): Promise<T[]> {
  const client = await clientOf(manager);
  const { rows } = await client.query({ ...statement, values: [...values] });
  return rows as T[];
}
