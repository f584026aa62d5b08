import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Problem, type ProblemSlug } from '../http/problems.js';

const known: Readonly<Record<string, readonly [slug: ProblemSlug, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [
    'request-timeout',
    'send the head within 30 seconds, and what the body needs more at 64 kbit/s or faster',
  ],
  HPE_HEADER_OVERFLOW: ['header-too-large', 'send less in the head of the request'],
};

/** Answers a request that Node could not even read: too slow, too large a head, no HTTP. Then the connection ends. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) return void socket.destroy(error);
  const [slug, detail] = known[error.code ?? ''] ?? ['invalid-input', 'this is not a request of HTTP/1.1'];
  const problem = new Problem(slug, detail);
  const body = JSON.stringify(problem.document());
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
