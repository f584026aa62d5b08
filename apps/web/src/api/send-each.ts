import { Problem } from './problem.js';
import { newUuid } from './uuid.js';

/** What became of one row of many. */
export interface Outcome<Row, Answer> {
  row: Row;
  answer?: Answer;
  problem?: Problem;
}

const tries = 3;

/**
 * One write per row, one after the other, each with an idempotency key of its own: where nobody knows whether a write arrived it is sent again with the
 * same key. A row that is refused does not stop the others. `told` hears after each row.
 */
export async function sendEach<Row, Answer>(
  rows: readonly Row[],
  send: (row: Row, key: string) => Promise<Answer>,
  told: (outcomes: readonly Outcome<Row, Answer>[]) => void = () => undefined,
): Promise<readonly Outcome<Row, Answer>[]> {
  const outcomes: Outcome<Row, Answer>[] = [];
  for (const row of rows) {
    outcomes.push(await sendOne(row, send));
    told([...outcomes]);
  }
  return outcomes;
}

async function sendOne<Row, Answer>(
  row: Row,
  send: (row: Row, key: string) => Promise<Answer>,
): Promise<Outcome<Row, Answer>> {
  const key = newUuid();
  for (let left = tries - 1; ; left -= 1) {
    try {
      return { row, answer: await send(row, key) };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (!error.isPassing || left === 0) return { row, problem: error };
    }
  }
}
