import { type Document, resolve, type Schema } from './document.js';

/** A value that a field must refuse. */
export interface Wrong {
  why: string;
  value: unknown;
}

const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

/** Values that the schema does not allow. Null and absence are the caller's matter: they depend on whether the field is required. */
export function wrongValues(given: Schema, document: Document): Wrong[] {
  const schema = resolve(given, document);
  const type = [schema.type].flat()[0] ?? 'object';
  const values = [...(byType[type]?.(schema) ?? []), ...wrongTypes(type)];
  return values;
}

const wrongTypes = (type: string): Wrong[] =>
  [
    { types: ['string'], why: 'text', value: 'x"\'; DROP TABLE x; --<script>alert(1)</script>' },
    { types: ['integer', 'number'], why: 'a number', value: 42 },
    { types: ['boolean'], why: 'a flag', value: true },
    { types: ['array'], why: 'a list', value: [['x']] },
    { types: ['object'], why: 'an object', value: { unheardOf: 1 } },
    { types: ['array'], why: 'a deep list', value: deep(200) },
  ]
    .filter(({ types }) => !types.includes(type))
    .map(({ why, value }) => ({ why, value }));

const byType: Record<string, (schema: Schema) => Wrong[]> = {
  string: wrongTexts,
  integer: (schema) => [{ why: 'a fraction', value: (schema.minimum ?? 0) + 0.5 }, ...wrongNumbers(schema)],
  number: wrongNumbers,
  boolean: () => [
    { why: 'a flag as text', value: 'true' },
    { why: 'one', value: 1 },
  ],
  array: ({ maxItems, minItems = 0, items }) => [
    ...(maxItems === undefined
      ? []
      : [{ why: 'too many items', value: Array.from({ length: maxItems + 1 }, () => items?.minimum ?? 'a') }]),
    ...(minItems > 0 ? [{ why: 'too few items', value: [] }] : []),
  ],
};

function wrongTexts({ enum: list, format, pattern, minLength = 0, maxLength }: Schema): Wrong[] {
  const constrained = list !== undefined || format !== undefined;
  const odd = ['\u0000', 'a\u0000b', '\uD800', 'a\uDC00'];
  const strange = [
    'not-a-known-word',
    '2026-02-30T25:61:61Z',
    '+275760-09-13T00:00:00.001Z',
    "' OR 1=1 --",
    '<img src=x onerror=alert(1)>',
  ];
  const broken = pattern ? strange.filter((text) => !new RegExp(pattern, 'u').test(text)) : [];
  return [
    ...(minLength > 0 || constrained ? [{ why: 'an empty text', value: '' }] : []),
    ...(maxLength === undefined ? [] : [{ why: 'a text too long', value: 'a'.repeat(maxLength + 1) }]),
    ...(constrained || pattern ? odd.map((value) => ({ why: 'characters that cannot be stored', value })) : []),
    ...(constrained ? strange : broken).map((value) => ({ why: 'a text of another form', value })),
  ];
}

function wrongNumbers({ minimum, maximum }: Schema): Wrong[] {
  return [
    ...(minimum === undefined ? [] : [{ why: 'below the least', value: minimum - 1 }]),
    ...(maximum === undefined
      ? []
      : [
          { why: 'above the most', value: maximum + 1 },
          { why: 'huge', value: 1e308 },
        ]),
    ...(minimum === undefined ? [] : [{ why: 'hugely negative', value: -1e308 }]),
    { why: 'a number as text', value: '1' },
  ];
}
