import type { EntityManager } from 'typeorm';

/** PostgreSQL parses one document per statement: big enough to be quick, small enough to stay far below its limits. */
const rowsPerStatement = 5_000;

/** Inserts many rows with a few statements. Keys are column names; columns that the first row does not name get their defaults. */
export async function insertRows(
  manager: EntityManager,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    await manager.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`,
      [JSON.stringify(rows.slice(start, start + rowsPerStatement))],
    );
  }
}
