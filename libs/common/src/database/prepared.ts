import type { EntityManager } from 'typeorm';
import { clientOf, connected } from './client.js';
import { statementName } from './statement-name.js';

/**
 * Runs a statement that is planned once per connection: planning a small statement costs more than running it, a large one ten times as much.
 * The texts must be few: everything that a caller chooses is a parameter. It is sent at once, behind what was sent before.
 */
export async function prepared<T extends object>(
  manager: EntityManager,
  text: string,
  values: readonly unknown[],
): Promise<T[]> {
  const client = connected.get(manager) ?? (await clientOf(manager));
  const { rows } = await client.query<T>({ name: statementName(text), text, values: [...values] });
  return rows;
}
