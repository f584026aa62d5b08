import { Client, type ClientConfig } from 'pg';
import { statementName } from './prepared.js';

const mostTexts = 400;
const usesBefore = 2;

/** How often statements were used that have no plan yet; forgotten when there are too many of them. */
const uses = new Map<string, number>();
const planned = new Set<string>();

/**
 * A connection that plans a statement with parameters once, from its third use in this process on: most statements of Callout are the same texts all
 * day, and parsing and planning them is half of what a small one costs. Texts that differ each time (lists in them, chosen columns) stay as they are.
 */
export class PlanningClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const send = this.query.bind(this) as (...given: unknown[]) => unknown;
    this.query = ((...given: unknown[]) => send(...withPlan(given))) as Client['query'];
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
