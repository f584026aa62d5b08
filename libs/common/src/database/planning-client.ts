import { Client, type ClientConfig } from 'pg';
import type { Duplex } from 'node:stream';
import { statementName } from './prepared.js';

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
      return send(...withPlan(given));
    }) as Client['query'];
  }
}

function withPlan(given: unknown[]): unknown[] {
  const [text, values, ...rest] = given;
  if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || !isWorthAPlan(text)) return given;
  return [{ name: statementName(text), text, values }, ...rest];
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
