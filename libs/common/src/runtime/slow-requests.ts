import type { IncomingMessage } from 'node:http';
import { answerClientError } from './client-error.js';

/** How long a request may take to arrive whatever it carries. */
export const arrivalMilliseconds = 30_000;
/** What carries more than that allows for has as much time as a line of 64 kbit/s needs. */
export const slowestBytesPerSecond = 8_000;
/** How often it is looked for requests that take too long to arrive. */
export const slowLookMilliseconds = 2_000;

/** The longest that a body of so many bytes may take to arrive, with its head. */
export const longestArrivalMilliseconds = (bytes: number): number =>
  arrivalMilliseconds + Math.ceil((bytes / slowestBytesPerSecond) * 1_000);

/** Whether so many bytes of a body are too few after this time: a sender that trickles has no more time for having announced much. */
export const isTooSlow = (bytes: number, milliseconds: number): boolean =>
  milliseconds > longestArrivalMilliseconds(bytes);

interface Arriving {
  since: number;
  /** What the connection had read before the body. */
  bytesBefore: number;
}

/**
 * Ends requests whose body comes slower than half a minute and 64 kbit/s allow. Node has one time for all requests of a server, in which a photo needs a
 * faster line than many telephones have; were it longer for all, whoever sends a byte a second would hold his connections as long.
 */
export class SlowRequests {
  private readonly arriving = new Map<IncomingMessage, Arriving>();
  private readonly timer = setInterval(() => this.look(performance.now()), slowLookMilliseconds).unref();

  /** A request whose head is here. */
  add(request: IncomingMessage): void {
    if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined) return;
    this.arriving.set(request, { since: performance.now(), bytesBefore: request.socket.bytesRead });
  }

  /** At this time of `performance.now()`. */
  look(now: number): void {
    for (const [request, { since, bytesBefore }] of this.arriving) {
      const { socket, complete } = request;
      if (complete || socket.destroyed) this.arriving.delete(request);
      else if (isTooSlow(socket.bytesRead - bytesBefore, now - since)) {
        this.arriving.delete(request);
        answerClientError(Object.assign(new Error('too slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket);
      }
    }
  }

  close(): void {
    clearInterval(this.timer);
    this.arriving.clear();
  }
}
