import type { EntityManager } from 'typeorm';

export interface NamedPlace {
  id: string;
  kind: string;
}

/** Finds places by id, or by name where only one is called so. */
export async function placesByName(
  manager: EntityManager,
  names: readonly string[],
): Promise<(name: string) => NamedPlace | string> {
  const rows = await manager.query<(NamedPlace & { name: string })[]>(
    `SELECT id, kind, name FROM stock_location WHERE name = ANY($1) OR id::text = ANY($2)`,
    [names, names.map((name) => name.toLowerCase())],
  );
  return (name) => {
    const found = rows.filter((place) => place.id === name.toLowerCase());
    const called = found.length > 0 ? found : rows.filter((place) => place.name === name);
    const [only] = called;
    if (!only) return `there is no stock location ${name}`;
    return called.length === 1 ? only : `${called.length} stock locations are called ${name}: give the id`;
  };
}

/** Ids of parts by their number. */
export async function partsByNumber(manager: EntityManager, numbers: readonly string[]): Promise<Map<string, string>> {
  const rows = await manager.query<{ id: string; number: string }[]>(
    `SELECT id, number FROM part WHERE number = ANY($1)`,
    [numbers],
  );
  return new Map(rows.map(({ id, number }) => [number, id]));
}
