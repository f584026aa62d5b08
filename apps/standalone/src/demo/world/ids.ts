import { hash32 } from './random.js';

/** The instant in every demo id: 1 January 2025. Fixed, so that ids do not depend on the day of the first start. */
const idTimeMilliseconds = Date.UTC(2025, 0, 1);

/**
 * The id of the `number`-th thing of a kind in the demo of this seed: a UUID version 7 in form, the same every time.
 * Ids of one kind sort by number, which keeps the first load of an index cheap.
 */
export function demoId(seed: number, kind: string, number: number): string {
  const time = (idTimeMilliseconds + number).toString(16).padStart(12, '0');
  const first = hash32(seed, kind, number, 'a');
  const second = hash32(seed, kind, number, 'b').toString(16).padStart(8, '0');
  const counter = (first & 0xfff).toString(16).padStart(3, '0');
  const variant = (0x8000 | ((first >>> 12) & 0x3fff)).toString(16);
  const kindBits = (hash32(seed, kind) & 0xffff).toString(16).padStart(4, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${variant}-${kindBits}${second}`;
}
