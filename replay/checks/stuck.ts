import type { Client } from 'pg';

export interface Unfinished {
  /** Neither ended nor waiting for a named party with a due time, or that time has passed and nothing happened. */
  stuck: string[];
  /** Waits for the dispatcher because no candidate was left, with the reasons. */
  exceptions: Map<string, number>;
  exceptionOrders: number;
  orders: number;
  open: number;
}

interface Row {
  number: string;
  status: string;
  waiting_for: string;
  waiting_until: Date | null;
  exception_reasons: string[];
}

/** Timers fire in the minute in which they are due; a wait that is over for longer is no wait. */
const graceMilliseconds = 60_000;

export async function findUnfinished(client: Client, now: number): Promise<Unfinished> {
  const { rows } = await client.query<Row>(
    `SELECT number, status, waiting_for, waiting_until, exception_reasons FROM dispatch.repair_order WHERE status NOT IN ('closed', 'cancelled')`,
  );
  const total = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM dispatch.repair_order');
  const exceptions = new Map<string, number>();
  const waiting = rows.filter(({ exception_reasons: reasons }) => reasons.length > 0);
  for (const { exception_reasons: reasons } of waiting)
    exceptions.set(reasons[0] ?? '', (exceptions.get(reasons[0] ?? '') ?? 0) + 1);
  return {
    stuck: rows.filter((row) => isStuck(row, now)).map(describe),
    exceptions,
    exceptionOrders: waiting.length,
    orders: total.rows[0]?.count ?? 0,
    open: rows.length,
  };
}

const isStuck = ({ waiting_for: party, waiting_until: until }: Row, now: number) =>
  party === 'nobody' || until === null || until.getTime() < now - graceMilliseconds;

const describe = ({ number, status, waiting_for: party, waiting_until: until }: Row) =>
  `order ${number} is ${status} and waits for ${party} until ${until?.toISOString() ?? 'nobody knows when'}`;
