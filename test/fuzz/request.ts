import type { Document, Operation, Parameter, Schema } from './document.js';
import type { Random } from './random.js';
import { validValue } from './valid-values.js';

/** A request in which one thing is wrong. */
export interface WrongRequest {
  what: string;
  /** The whole path that the problem document must name; undefined if nothing in particular is at fault. */
  field?: string;
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string | Buffer;
}

export interface Parts {
  path: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: unknown;
}

/** Values that the operation takes: what is required, and nothing else. */
export function validParts({ parameters, body }: Operation, document: Document, random: Random): Parts {
  const of = (place: Parameter['in']) =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === place && (parameter.required || place === 'path'))
        .map(({ name, schema }) => [
          name,
          name === 'Idempotency-Key' ? random.uuid() : validText(schema, document, random),
        ]),
    );
  return {
    path: of('path'),
    query: of('query'),
    headers: of('header'),
    body: body && validValue(body, document, random),
  };
}

/** A parameter as it is written; a list of one where a list is taken. */
const validText = (schema: Schema, document: Document, random: Random) =>
  String(validValue(schema.items ?? schema, document, random));

/** The request that these parts make. */
export function requestOf({ method, path }: Operation, parts: Parts, what: string, field?: string): WrongRequest {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts.path[name] ?? 'desk'));
  const query = Object.entries(parts.query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  const withBody = parts.body !== undefined;
  return {
    what,
    ...(field && { field }),
    method,
    url: query.length > 0 ? `${filled}?${query.join('&')}` : filled,
    headers: { ...parts.headers, ...(withBody && { 'content-type': 'application/json' }) },
    ...(withBody && { body: JSON.stringify(parts.body) }),
  };
}
