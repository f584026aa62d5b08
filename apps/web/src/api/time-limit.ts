/** For everything but the way up: connecting, the work of the server, its answer. */
const answerMilliseconds = 30_000;
/** What the server gives every body before it counts how fast it comes: who uploads must not give up before the server does. */
const headStartMilliseconds = 30_000;
/**
 * The slowest line for which a page and the server wait: 64 kbit/s (`slowestBytesPerSecond` of `libs/common`). The largest photo, 920 kB as base64, takes 115 s
 * with it.
 */
const slowestBitsPerSecond = 64_000;

/** A request that knows how much it carries: a browser's own does not tell. */
export class SizedRequest extends Request {
  /** In characters, which are bytes where it matters: what is large is base64. */
  readonly size: number;

  constructor(input: RequestInfo | URL, init?: RequestInit) {
    super(input, init);
    this.size = typeof init?.body === 'string' ? init.body.length : 0;
  }
}

/** In milliseconds. An upload has more time the larger it is: given up too early it would begin anew for ever. */
export const timeLimit = (request: Request): number => {
  const size = request instanceof SizedRequest ? request.size : 0;
  const upload = Math.ceil((size * 8 * 1000) / slowestBitsPerSecond);
  return answerMilliseconds + (size > 0 ? headStartMilliseconds + upload : 0);
};
