import type { Document, Operation } from './document.js';
import type { Random } from './random.js';
import { type Parts, requestOf, type WrongRequest } from './request.js';

const names = [
  'unheardOf',
  'id',
  'siteId',
  'constructor',
  '__proto__',
  '$where',
  'limit ',
  'cursor[]',
  'a.b',
  '7',
  '\u4f60',
  "' OR 1=1 --",
];
const endings = [
  '/unheardOf',
  '/%00',
  '/..%2f..%2fmetrics',
  '%ff',
  '%zz',
  ';a=1',
  '/null',
  '.json',
  `/${'a'.repeat(1_000)}`,
  "/'%20OR%201=1%20--",
];
const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What can be wrong about every operation, whatever it takes: a parameter that nobody reads, a path that leads nowhere, a method that is not offered, a body that is none. */
export function wrongManners(
  operation: Operation,
  base: () => Parts,
  random: Random,
  document: Document,
): WrongRequest[] {
  const { method } = operation;
  const unread = [...names, ...Array.from({ length: 4 }, () => `x-${random.uuid()}`)].map((name) => {
    const parts = base();
    Object.defineProperty(parts.query, name, { value: '1', enumerable: true });
    return requestOf(operation, parts, `query: ${name}`, name);
  });
  // What ends in any text may end in this, too.
  const last = lastOf(operation);
  const isAnyText = last !== undefined && last.schema.format !== 'uuid';
  const possible = endings.filter((ending) => ending !== '.json' || !isAnyText);
  const astray = possible.map((ending) => {
    const { url, ...rest } = requestOf(operation, base(), `path: ends with ${ending.slice(0, 20)}`);
    const [path, query] = url.split('?');
    return { ...rest, url: [`${path}${ending}`, ...(query ? [query] : [])].join('?') };
  });
  const notOffered = methods
    .filter((one) => one !== method && !document.paths[operation.path]?.[one.toLowerCase()])
    .map((one) => requestOf({ ...operation, method: one }, { ...base(), body: undefined }, `method: ${one}`));
  return [
    ...unread,
    ...astray,
    ...notOffered,
    ...(['POST', 'DELETE'].includes(method) ? wrongExtras(operation, base) : []),
  ];
}

/** The parameter with which the address ends, if it ends with one. */
const lastOf = ({ path, parameters }: Operation) =>
  parameters.find((parameter) => parameter.in === 'path' && path.endsWith(`{${parameter.name}}`));

/** Where no body is taken. */
function wrongExtras(operation: Operation, base: () => Parts): WrongRequest[] {
  if (operation.body) return [];
  const raw = (what: string, body: string, field?: string) => {
    const request = requestOf(operation, base(), `body: ${what}`, field);
    return { ...request, body, headers: { ...request.headers, 'content-type': 'application/json' } };
  };
  return [
    raw('broken JSON', '{"a":'),
    raw('two documents', '{}{}'),
    raw('the prototype', '{"__proto__":{"admin":true}}'),
    raw('an unknown field', '{"unheardOf":1}', 'unheardOf'),
  ];
}
