/** One row of the board as one fact tells it. */
export interface BoardRow {
  table: 'board_order' | 'board_parts' | 'board_offer' | 'board_visit' | 'board_site' | 'board_technician';
  id: string;
  /** The aggregate's version after the fact. */
  version: number;
  /** Columns that no other fact says: written whenever the fact comes. */
  fixed?: Record<string, unknown>;
  /** Columns that later facts change: written unless the row has seen a newer version. */
  changing?: Record<string, unknown>;
}

/** Columns of `stream_event`, the first parameters of every statement. */
const factColumns = 6;

const statements = new Map<string, string>();

/** One statement that records the fact in the stream ($1..$6) and brings the row up to date; harmless when repeated, blind to old news. */
export function upsertStatement({ table, fixed = {}, changing = {} }: BoardRow): string {
  const columns = ['id', 'version', ...Object.keys(fixed), ...Object.keys(changing)];
  const name = `${table} ${columns.join()}`;
  const text = statements.get(name) ?? build(table, columns, Object.keys(fixed), Object.keys(changing));
  statements.set(name, text);
  return text;
}

export const upsertValues = ({ id, version, fixed = {}, changing = {} }: BoardRow): unknown[] => [
  id,
  version,
  ...Object.values(fixed),
  ...Object.values(changing),
];

function build(table: string, columns: string[], fixed: string[], changing: string[]): string {
  const parameters = columns.map((_, index) => `$${index + factColumns + 1}`);
  const assignments = [
    `version = greatest(${table}.version, excluded.version)`,
    ...fixed.map((column) => `${column} = excluded.${column}`),
    ...changing.map(
      (column) =>
        `${column} = CASE WHEN ${table}.version <= excluded.version THEN excluded.${column} ELSE ${table}.${column} END`,
    ),
  ];
  return `WITH fact AS (${insertFact})
    INSERT INTO ${table} (${columns.join(', ')}) VALUES (${parameters.join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${assignments.join(', ')}`;
}

export const insertFact = `INSERT INTO stream_event (event_id, type, key, site_id, data, occurred_at) VALUES ($1, $2, $3, $4, $5, $6)`;
