import { type Document, resolve, type Schema } from '../fuzz/document.js';

/** SQL, HTML, JavaScript and templates in one, for fields of every length. */
const hostile = [
  `'; DROP TABLE desk.customer; -- "><img src=x onerror=alert(1)><script>alert(1)</script>\${7*7}{{7*7}}\\%s$1`,
  `"'; DROP TABLE part; --<script>alert(1)</script>`,
  `';--<b>\\`,
];

/** Not free: it must be a known zone, a password, or base64; the shortest (country, currency) hold no word. */
const ruled = new Set(['timeZone', 'contentBase64', 'password', 'currentPassword']);
const shortest = 12;

/** Hands out texts that no two fields share, so that each can be found again. */
export class HostileTexts {
  private count = 0;

  next(most: number): string {
    const number = `${(this.count += 1)}`;
    const fitting = hostile.find((text) => number.length + text.length <= most);
    if (fitting === undefined) throw new Error(`no hostile text fits into ${most} characters`);
    return number + fitting;
  }
}

const isFree = (name: string, { type, enum: list, format, pattern, maxLength = Infinity }: Schema) =>
  [type].flat()[0] === 'string' &&
  !list &&
  !format &&
  !ruled.has(name) &&
  maxLength >= shortest &&
  (!pattern || new RegExp(pattern, 'u').test(hostile[0] ?? ''));

/** Whether a body of this schema has a free text anywhere. */
export function hasFreeText(given: Schema, document: Document): boolean {
  const { properties = {} } = resolve(given, document);
  return Object.entries(properties).some(([name, property]) => {
    const field = resolve(property, document);
    return isFree(name, field) || hasFreeText(field.items ?? field, document);
  });
}

/** How a body is filled: where the texts come from, and which fields (`customer.phone`) stay as they are. */
export interface Filling {
  document: Document;
  next: (most: number) => string;
  leave: ReadonlySet<string>;
}

/** The same body with a hostile text in every free text field, left-out ones included; inner objects only where the body has them. */
export function poisoned(body: object, given: Schema, filling: Filling, parent = ''): object {
  const { document, next, leave } = filling;
  const { properties = {} } = resolve(given, document);
  const filled = { ...body } as Record<string, unknown>;
  for (const [name, property] of Object.entries(properties)) {
    const field = resolve(property, document);
    const path = parent + name;
    const inner = (value: unknown, schema: Schema) =>
      typeof value === 'object' && value !== null ? poisoned(value, schema, filling, `${path}.`) : value;
    const value = filled[name];
    if (leave.has(path)) continue;
    if (isFree(name, field)) filled[name] = next(field.maxLength ?? 200);
    else if (Array.isArray(value)) filled[name] = value.map((item) => inner(item, field.items ?? {}));
    else if (value !== undefined) filled[name] = inner(value, field);
  }
  return filled;
}

/** Every text inside a value. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
