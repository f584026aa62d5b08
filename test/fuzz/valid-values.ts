import { type Document, resolve, type Schema } from './document.js';
import type { Random } from './random.js';

const candidates = ['2026-03-09T10:00:00Z', '2026-03-09', '09:30', 'abc', 'AB', 'CNY', 'a'];

/** A value that the schema allows: required fields only, and the smallest lists. */
export function validValue(given: Schema, document: Document, random: Random): unknown {
  const schema = resolve(given, document);
  if (schema.enum) return schema.enum[0];
  switch ([schema.type].flat()[0]) {
    case 'string':
      return validText(schema, random);
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, Math.min(1, schema.maximum ?? 1));
    case 'boolean':
      return false;
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => validValue(schema.items ?? {}, document, random));
    default:
      return validObject(schema, document, random);
  }
}

function validObject({ properties = {}, required = [] }: Schema, document: Document, random: Random): object {
  const entries = required.map((name) => [name, validValue(properties[name] ?? {}, document, random)] as const);
  return Object.fromEntries(entries);
}

function validText({ format, pattern, minLength = 0, maxLength = Infinity }: Schema, random: Random): string {
  if (format === 'uuid') return random.uuid();
  const rule = pattern ? new RegExp(pattern, 'u') : /^/;
  const padded = candidates.map((text) => (text.length < minLength ? text.padEnd(minLength, 'a') : text));
  const found = padded.find((text) => rule.test(text) && text.length <= maxLength);
  if (found === undefined) throw new Error(`no valid text is known for the pattern ${pattern}: add one`);
  return found;
}
