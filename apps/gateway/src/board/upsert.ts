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

/** Columns of `stream_event`, the first parameters of every statement. */
const factColumns = 6;

const statements = new Map<string, string>();

/** One statement that records the fact in the stream ($1..$6) and brings the row up to date; harmless when repeated, blind to old news. */
export function upsertStatement({ table, fixed = {}, first = {}, changing = {} }: BoardRow): string {
  const groups = [fixed, first, changing].map((columns) => Object.keys(columns));
  const name = `${table} ${groups.join(' ')}`;
  const text = statements.get(name) ?? build(table, groups as [string[], string[], string[]]);
  statements.set(name, text);
  return text;
}

/** The parameters of that statement from $7 on. */
export const upsertValues = ({ id, version, fixed = {}, first = {}, changing = {} }: BoardRow): unknown[] => [
  id,
  version,
  ...[fixed, first, changing].flatMap((columns) => Object.values(columns)),
];

function build(table: string, [fixed, first, changing]: [string[], string[], string[]]): string {
  const columns = ['id', 'version', ...fixed, ...first, ...changing];
  const parameters = columns.map((_, index) => `$${index + factColumns + 1}`);
  const newer = `${table}.version <= excluded.version`;
  const assignments = [
    `version = greatest(${table}.version, excluded.version)`,
    ...fixed.map((column) => `${column} = excluded.${column}`),
    ...first.map((column) => `${column} = coalesce(${table}.${column}, excluded.${column})`),
    ...changing.map((column) => `${column} = CASE WHEN ${newer} THEN excluded.${column} ELSE ${table}.${column} END`),
  ];
  return `WITH fact AS (${insertFact})
    INSERT INTO ${table} (${columns.join(', ')}) VALUES (${parameters.join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${assignments.join(', ')}`;
}

export const insertFact = `INSERT INTO stream_event (event_id, type, key, site_id, data, occurred_at) VALUES ($1, $2, $3, $4, $5, $6)`;
