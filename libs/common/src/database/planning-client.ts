import { Client, type ClientConfig, Query, type QueryResult } from 'pg';
import type { Duplex } from 'node:stream';
import { statementName } from './statement-name.js';

const mostTexts = 400;
const usesBefore = 2;

/** How often statements were used that have no plan yet; forgotten when there are too many of them. */
const uses = new Map<string, number>();
const planned = new Set<string>();

/**
 * A connection that plans a statement with parameters once, from its third use in this process on: most statements of Callout are the same texts all
 * day, and parsing and planning them is half of what a small one costs. Texts that differ each time (lists in them, chosen columns) stay as they are.
 *
 * Statements that are begun before the first one is answered are sent at once, those of one moment as one message: each wait for an answer wakes both
 * sides, which costs as much as a small statement.
 */
export class PlanningClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const send = this.query.bind(this) as (...given: unknown[]) => unknown;
    const internals = this as unknown as { pipeline: boolean; connection: { stream: Duplex } };
    internals.pipeline = true;
    let gathering = false;
    this.query = ((...given: unknown[]) => {
      const { stream } = internals.connection;
      if (!gathering) {
        gathering = true;
        stream.cork();
        process.nextTick(() => {
          gathering = false;
          stream.uncork();
        });
      }
      const known = wellKnown(given);
      return known ? answered(send, known) : send(...given);
    }) as Client['query'];
  }
}

interface Planned {
  name: string;
  text: string;
  values: unknown[];
}

/** What is asked, if it is planned once or to be from now on. */
function wellKnown([asked, values, callback]: unknown[]): Planned | undefined {
  if (callback !== undefined) return undefined;
  if (typeof asked === 'string') {
    if (!Array.isArray(values) || values.length === 0 || !isWorthAPlan(asked)) return undefined;
    return { name: statementName(asked), text: asked, values };
  }
  const { name, text, values: own, ...others } = (asked ?? {}) as Partial<Planned>;
  const isPlain = values === undefined && Object.keys(others).length === 0;
  return isPlain && name && text && own ? { name, text, values: own } : undefined;
}

/** As pg answers a query without a callback, but without the copy that it makes of a query's description, property by property. */
function answered(send: (query: Query) => unknown, { name, text, values }: Planned): Promise<QueryResult> {
  return new Promise<QueryResult>((resolve, reject) => {
    const query = new Query(text, values);
    const callback = (error: Error | null, result: QueryResult) => (error ? reject(error) : resolve(result));
    send(Object.assign(query, { name, callback }));
  }).catch((error: Error) => {
    Error.captureStackTrace(error); // leads to who asked, not to the socket
    throw error;
  });
}

function isWorthAPlan(text: string): boolean {
  if (planned.has(text)) return true;
  if (planned.size >= mostTexts) return false;
  const count = (uses.get(text) ?? 0) + 1;
  if (count <= usesBefore) {
    if (uses.size >= 5 * mostTexts) uses.clear();
    uses.set(text, count);
    return false;
  }
  uses.delete(text);
  planned.add(text);
  return true;
}
