import type { Spot } from '../../core/matching/travel.js';

/** What a road server says of some sources and targets, row by row; NaN = it knows no way, or not this point. */
export interface RoadBlock {
  seconds: Float64Array;
  metres: Float64Array;
}

/** One way of asking: OSRM's or Valhalla's. Throws `RoadServerRefused` or what the connection throws. */
export type AskRoads = (sources: readonly Spot[], targets: readonly Spot[], signal: AbortSignal) => Promise<RoadBlock>;

const mostCharacters = 200;

/** It answered, but not with a table. */
export class RoadServerRefused extends Error {
  constructor(
    message: string,
    /** Fewer points at once may be answered: it was too much, or one of them is nowhere near a road. */
    readonly mayBeDivided: boolean,
  ) {
    super(message);
  }
}

/** Too much at once, or a point that is nowhere near a road. */
const ofTheRequest = [400, 413, 414, 431];

/**
 * Sends a request and reads JSON. Throws `RoadServerRefused` for a request that is not answered as it is and for an answer that is no JSON; what
 * the connection throws, and an `Error` when the server is in trouble.
 */
export async function askForJson(url: string, request: RequestInit & { signal: AbortSignal }): Promise<unknown> {
  const answer = await fetch(url, { ...request, redirect: 'error' });
  const body: unknown = await answer.json().catch((error: unknown) => {
    if (request.signal.aborted) throw error;
    return undefined;
  });
  if (answer.status !== 200) {
    const said = (textOf(body, 'message') ?? textOf(body, 'error') ?? 'no reason').slice(0, mostCharacters);
    const message = `it answered ${answer.status}: ${said}`;
    if (answer.status === 429 || answer.status >= 500) throw new Error(message);
    throw new RoadServerRefused(`the road server refuses: ${message}`, ofTheRequest.includes(answer.status));
  }
  if (body === undefined) throw new RoadServerRefused('the road server answered with something that is no JSON', false);
  return body;
}

function textOf(body: unknown, field: string): string | undefined {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[field] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Numbers of a table of `rows` lists of `columns` values; what is no number of 0 or more is NaN. Throws when its size is another. */
export function numbersOf(
  table: unknown,
  rows: number,
  columns: number,
  value: (cell: unknown) => unknown = (cell) => cell,
): Float64Array {
  const lists: readonly unknown[] = Array.isArray(table) ? table : [];
  const isWhole = lists.length === rows && lists.every((list) => Array.isArray(list) && list.length === columns);
  if (!isWhole) throw new RoadServerRefused(`the road server's table is not ${rows} x ${columns}`, false);
  return Float64Array.from((lists as readonly unknown[][]).flat(), (cell) => {
    const number = value(cell);
    return typeof number === 'number' && number >= 0 && number < Infinity ? number : NaN;
  });
}
