/** For everything but the way up: connecting, the work of the server, its answer. */
const answerMilliseconds = 30_000;
/**
 * The slowest line for which a page waits: 64 kbit/s. The largest photo, 920 kB as base64, has 145 s with it. The server has a limit of its own for how long a
 * request may take to arrive (`arrivalMilliseconds` of `libs/common`): as long as that is shorter, it is the one that counts.
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
  return answerMilliseconds + Math.ceil((size * 8 * 1000) / slowestBitsPerSecond);
};
