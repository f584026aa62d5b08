/** A row as pg gives it. */
export type Row = Record<string, unknown>;

/** The row as the API says it: no nulls, times in RFC 3339. The caller knows which columns it selected. */
export function present<T>(row: Row): T {
  const view: Row = {};
  for (const name in row) {
    const value = row[name];
    if (value === null || value === undefined) continue;
    view[name] = value instanceof Date ? value.toISOString() : value;
  }
  return view as T;
}
