import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export const json = 'content-type: application/json';

/** The head of a POST as it goes over the wire. */
export const headOf = (path: string, ...lines: string[]) =>
  `${[`POST ${path} HTTP/1.1`, 'host: x', ...lines].join('\r\n')}\r\n\r\n`;

/** Sends the parts as they are, one every so many milliseconds; answers all that comes back until the connection ends. */
export async function sendRaw(port: number, parts: Iterable<string | Buffer>, everyMilliseconds = 50): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => (answer += data.toString()));
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined); // the other side may end it at any time
  for (const part of parts) {
    if (socket.destroyed) break;
    socket.write(part);
    await Promise.race([pause(everyMilliseconds), ended]);
  }
  await ended;
  return answer;
}

/** A body that comes byte by byte and never ends: as long as the connection lives there is one more. */
export function* trickle(head: string): Generator<string> {
  yield head;
  yield '{"problem": "';
  for (;;) yield 'x';
}
