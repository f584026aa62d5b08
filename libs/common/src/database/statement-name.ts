import { createHash } from 'node:crypto';

const names = new Map<string, string>();

/** The name under which a connection keeps the plan of this text. */
export function statementName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `q${createHash('sha1').update(text).digest('hex').slice(0, 20)}`;
  names.set(text, name);
  return name;
}
