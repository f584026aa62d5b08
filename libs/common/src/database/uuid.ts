import { randomFillSync } from 'node:crypto';

const pool = new Uint8Array(4096);
let used = pool.length;
let lastMilliseconds = 0;
let sequence = 0;

/** A UUID version 7 (RFC 9562) that sorts by creation within this process: 48 bits of time, a 12-bit counter, 62 random bits. */
export function uuidv7(): string {
  const now = Date.now();
  if (now > lastMilliseconds) {
    lastMilliseconds = now;
    sequence = 0;
  } else if (++sequence > 0xfff) {
    lastMilliseconds += 1;
    sequence = 0;
  }
  if (used + 8 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const tail = Buffer.from(pool.buffer, used, 8).toString('hex');
  used += 8;
  const time = lastMilliseconds.toString(16).padStart(12, '0');
  const variant = ((parseInt(tail[0] ?? '0', 16) & 3) | 8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence.toString(16).padStart(3, '0')}-${variant}${tail.slice(1, 4)}-${tail.slice(4, 16)}`;
}
