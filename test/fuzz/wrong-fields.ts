import { type Document, resolve, type Schema } from './document.js';
import type { Random } from './random.js';
import { validValue } from './valid-values.js';
import { type Wrong, wrongValues } from './wrong-values.js';

export interface Tools {
  document: Document;
  random: Random;
}

/** One thing that can be wrong in a body. */
export interface WrongField {
  /** From the root of the body: `customer.address.place.lon`, `lines[1].quantity`. */
  path: string;
  why: string;
  change: (body: Fields) => void;
}

type Fields = Record<string, unknown>;

/** An object in a body: how it is called, how many names deep it stands, and how to get at it, right as it is, in a right body. */
interface Place {
  path: string;
  depth: number;
  in: (body: Fields) => Fields;
}

const root: Place = { path: '', depth: 0, in: (body) => body };
const deepest = 3;

/** One wrong field at a time, those of inner objects and of lists' items included. */
export function wrongFields(given: Schema, tools: Tools, place = root): WrongField[] {
  const schema = resolve(given, tools.document);
  const { properties = {}, required = [] } = schema;
  const set = (name: string, why: string, value: unknown): WrongField => ({
    path: at(place, name),
    why,
    change: (body) => (place.in(body)[name] = value),
  });
  const absent = required.flatMap((name) => [
    { path: at(place, name), why: 'missing', change: (body: Fields) => delete place.in(body)[name] },
    set(name, 'null', null),
  ]);
  const own = Object.entries(properties).flatMap(([name, property]) => [
    ...wrongValues(property, tools.document).map(({ why, value }) => set(name, why, value)),
    ...inside(name, resolve(property, tools.document), tools, place),
  ]);
  return [...own, ...absent, set('unheardOf', 'unknown', 1), set('constructor', 'unknown', 1)];
}

const at = ({ path }: Place, name: string) => (path ? `${path}.${name}` : name);

/** What can be wrong in the parts of this field, which may be an object or a list. */
function inside(name: string, schema: Schema, tools: Tools, place: Place): WrongField[] {
  if (place.depth === deepest) return [];
  const path = at(place, name);
  const depth = place.depth + 1;
  const put = (body: Fields) => (place.in(body)[name] = validValue(schema, tools.document, tools.random));
  if (schema.properties) return wrongFields(schema, tools, { path, depth, in: (body) => put(body) as Fields });
  if (!schema.items) return [];
  const items = resolve(schema.items, tools.document);
  const last = Math.max(schema.minItems ?? 0, Math.min(2, schema.maxItems ?? 2)) - 1;
  const list = (body: Fields) => {
    const values = Array.from({ length: last + 1 }, () => validValue(items, tools.document, tools.random));
    place.in(body)[name] = values;
    return values;
  };
  const itemPath = `${path}[${last}]`;
  const wholes: Wrong[] = [...wrongValues(items, tools.document), { why: 'null', value: null }];
  const wrong = wholes.map(({ why, value }): WrongField => ({
    path: itemPath,
    why: `an item: ${why}`,
    change: (body) => (list(body)[last] = value),
  }));
  if (!items.properties) return wrong;
  return [...wrong, ...wrongFields(items, tools, { path: itemPath, depth, in: (body) => list(body)[last] as Fields })];
}
