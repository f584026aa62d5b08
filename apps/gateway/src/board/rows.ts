/** A row as pg gives it. */
export type Row = Record<string, unknown>;

/** The row as the API says it: no nulls, times in RFC 3339. The caller knows which columns it selected. */
export function present<T>(row: Row): T {
  const entries = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  ) as T;
}
