import type { Statement } from '#common/database/client.js';

/** One row of the board as one fact tells it. */
export interface BoardRow {
  table: 'board_order' | 'board_parts' | 'board_offer' | 'board_visit' | 'board_site' | 'board_technician';
  id: string;
  /** The aggregate's version after the fact. */
  version: number;
  /** Columns that no other fact says: written whenever the fact comes. */
  fixed?: Record<string, unknown>;
  /** Columns that the first fact says and later ones may change: written if the row does not know them. */
  first?: Record<string, unknown>;
  /** Columns that later facts change: written unless the row has seen a newer version. */
  changing?: Record<string, unknown>;
}

/** A fact as the live stream keeps it. */
export interface Fact {
  event_id: string;
  type: string;
  key: string;
  site_id: string | null;
  data: object;
  occurred_at: Date;
}

/** The statement that records facts in this order. */
export const insertFacts = (facts: readonly Fact[]): Statement => ({ text: insert, values: [JSON.stringify(facts)] });

const insert = `
  INSERT INTO stream_event (event_id, type, key, site_id, data, occurred_at)
  SELECT event_id, type, key, site_id, data, occurred_at FROM json_to_recordset($1)
    AS fact (event_id uuid, type text, key text, site_id uuid, data jsonb, occurred_at timestamptz)`;

/** The statement that brings the row up to date; harmless when repeated, blind to old news. */
export function upsertStatement({ table, id, version, fixed = {}, first = {}, changing = {} }: BoardRow): Statement {
  const newer = `${table}.version <= excluded.version`;
  const assignments = [
    `version = greatest(${table}.version, excluded.version)`,
    ...Object.keys(fixed).map((column) => `${column} = excluded.${column}`),
    ...Object.keys(first).map((column) => `${column} = coalesce(${table}.${column}, excluded.${column})`),
    ...Object.keys(changing).map(
      (column) => `${column} = CASE WHEN ${newer} THEN excluded.${column} ELSE ${table}.${column} END`,
    ),
  ];
  const row: Record<string, unknown> = { id, version, ...fixed, ...first, ...changing };
  const columns = Object.keys(row);
  const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${assignments.join(', ')}`;
  return { text, values: Object.values(row) };
}
