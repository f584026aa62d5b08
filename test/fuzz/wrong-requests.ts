import { type Document, type Operation, type Parameter, resolve, type Schema } from './document.js';
import type { Random } from './random.js';
import { type Parts, requestOf, validParts, type WrongRequest } from './request.js';
import { wrongManners } from './wrong-manners.js';
import { type Tools, wrongFields } from './wrong-fields.js';

/** So many ways in which an operation's manners are wrong, however many fields it has. */
const fewManners = 5;

/** Every way in which one field of this operation can be wrong while all others are right; if these are fewer than `least`, wrong manners fill up. */
export function wrongRequests(operation: Operation, document: Document, random: Random, least: number): WrongRequest[] {
  const base = () => validParts(operation, document, random);
  const fields = wrongFieldsOf(operation, document, random, base);
  const manners = random.shuffled(wrongManners(operation, base, random, document));
  return [...fields, ...manners.slice(0, Math.max(fewManners, least - fields.length))];
}

function wrongFieldsOf(operation: Operation, document: Document, random: Random, base: () => Parts): WrongRequest[] {
  return [
    ...operation.parameters.flatMap((parameter) => wrongParameters(operation, parameter, base, { document, random })),
    ...wrongBodies(operation, base, { document, random }),
    ...(operation.parameters.some((parameter) => parameter.in === 'query') ? [unknownQuery(operation, base())] : []),
  ];
}

const wrongIds = [
  '7',
  'x',
  'null',
  '00000000-0000-0000-0000-00000000000g',
  "1' OR '1'='1",
  'a'.repeat(190),
  '%00',
  '你好',
  '0'.repeat(36),
];

function wrongParameters(operation: Operation, parameter: Parameter, base: () => Parts, tools: Tools): WrongRequest[] {
  const { in: place, name, required } = parameter;
  const change = (why: string, field: string, changed: (parts: Parts) => void) => {
    const parts = base();
    changed(parts);
    return requestOf(operation, parts, `${place} ${name}: ${why}`, field);
  };
  const kind = place === 'header' ? 'headers' : place;
  const missing = change('missing', name, (parts) => delete parts[kind][name]);
  const nested = change('an object', `${name}[a]`, (parts) => (parts.query[`${name}[a]`] = '1'));
  const texts = wrongTextsOf(parameter, tools, operation.path).map((value) =>
    change(`'${value.slice(0, 20)}'`, name, (parts) => (parts[kind][name] = value)),
  );
  const item = change('an item', `${name}[1]`, (parts) => (parts.query[name] = `${tools.random.uuid()},x`));
  return [
    ...texts,
    ...(place === 'query' ? [nested] : []),
    ...(parameter.schema.items?.format === 'uuid' ? [item] : []),
    ...(required && place !== 'path' ? [missing] : []),
  ];
}

function wrongTextsOf({ in: place, name, schema }: Parameter, { document, random }: Tools, path: string): string[] {
  const several = (make: () => string) => Array.from({ length: 20 }, make);
  if (place === 'path') return schema.format === 'uuid' ? [...wrongIds, ...several(() => spoiltUuid(random))] : [];
  if (name === 'Idempotency-Key')
    return ['', ' ', 'x'.repeat(201), ...several(() => `${random.uuid()}${random.pick([' b', 'ü', 'é'])}`)];
  if (name === 'If-Match') return ['1', 'x', '"x"', '"-1"', '"99999999999"', 'W/1', '*'];
  if (place === 'header') return several(() => spoiltUuid(random));
  const texts = wrongQueryTexts(resolve(schema, document));
  // Below a thing that is not there the list itself is not there, whatever its cursor.
  if (name === 'cursor' && path.includes('{')) return texts;
  const unreadable = { cursor: () => `{${random.uuid()}`, types: () => 'x'.repeat(random.whole(2_001, 4_000)) }[name];
  const { enum: list, format, pattern } = resolve(schema, document);
  const own = unreadable ?? (list || format || pattern ? () => `${random.uuid()}\u0000` : undefined);
  return own ? [...texts, ...several(own)] : texts;
}

/** A UUID with one letter too many, too few, or of no hexadecimal digit. */
function spoiltUuid(random: Random): string {
  const uuid = random.uuid();
  const at = random.whole(0, 35);
  return `${uuid.slice(0, at)}${random.pick(['', 'z', 'é', '00'])}${uuid.slice(at + 1)}`;
}

/** A query is text: what is a wrong type in JSON may be right there. */
function wrongQueryTexts(schema: Schema): string[] {
  const type = [schema.type].flat()[0];
  if (type === 'integer' || type === 'number') {
    const { minimum = 0, maximum = 0 } = schema;
    return [
      'x',
      '',
      '1e400',
      'NaN',
      '0x',
      '--1',
      String(minimum - 1),
      String(maximum + 1),
      ...(type === 'integer' ? ['1.5'] : []),
    ];
  }
  const rule = schema.pattern ? new RegExp(schema.pattern, 'u') : undefined;
  const strange = ['not-a-known-word', '2026-02-30T10:00:00Z', "' OR 1=1 --", '\u0000'];
  if (schema.enum || schema.format) return strange;
  return [
    ...strange.filter((text) => rule && !rule.test(text)),
    ...(schema.maxLength === undefined ? [] : ['a'.repeat(schema.maxLength + 1)]),
  ];
}

function unknownQuery(operation: Operation, parts: Parts): WrongRequest {
  parts.query['unheardOf'] = '1';
  return requestOf(operation, parts, 'query: an unknown name', 'unheardOf');
}

function wrongBodies(operation: Operation, base: () => Parts, tools: Tools): WrongRequest[] {
  const { body } = operation;
  if (!body) return [];
  const fields = wrongFields(resolve(body, tools.document), tools);
  const inFields = fields.map(({ path, why, change }) => {
    const parts = base();
    change(parts.body as Record<string, unknown>);
    return requestOf(operation, parts, `body ${path}: ${why}`, path);
  });
  return [...inFields, ...wrongWholes(operation, base)];
}

function wrongWholes(operation: Operation, base: () => Parts): WrongRequest[] {
  const raw = (what: string, body: string | Buffer, type = 'application/json') => {
    const request = requestOf(operation, base(), `body: ${what}`);
    return { ...request, body, headers: { ...request.headers, 'content-type': type } };
  };
  return [
    raw('broken JSON', '{"a":'),
    raw('two documents', '{}{}'),
    raw('a list', '[]'),
    raw('a text', '"x"'),
    raw('a number', '7'),
    raw('null', 'null'),
    raw('deep nesting', `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    raw('invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
    raw('a number beyond all numbers', '{"unheardOf":1e999}'),
    raw('the prototype', '{"__proto__":{"admin":true}}'),
    raw('a form', 'a=1', 'application/x-www-form-urlencoded'),
    raw('no known type', 'x', 'application/x-unknown'),
  ];
}
