import { type Dispatcher, Pool } from 'undici';

/** What is passed to an instance; the body is whole so that it can be sent again. */
export interface Forwarded {
  method: Dispatcher.HttpMethod;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
  /** Whether a second arrival does no harm: a GET, or a request with an Idempotency-Key. */
  repeatable: boolean;
}

interface Instance {
  url: string;
  pool: Pool;
  restsUntil: number;
}

const restMilliseconds = 1_000;
/** The connection was never made: the request cannot have arrived. */
const neverArrived = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Half a minute was given already. */
const tooLate = new Set(['UND_ERR_HEADERS_TIMEOUT']);

/** No instance of the service could be reached. */
export class NoInstance extends Error {}

/** The instances of one service: one pool of connections each, taken in turns; one that is dead rests for a second. */
export class Upstream {
  private readonly instances: Instance[];
  private turn = 0;

  constructor(
    readonly service: string,
    urls: readonly string[],
  ) {
    this.instances = urls.map((url) => ({
      url,
      pool: new Pool(url, {
        connections: 128,
        connect: { timeout: 1_000 },
        headersTimeout: 30_000,
        bodyTimeout: 30_000,
      }),
      restsUntil: 0,
    }));
  }

  /** The answer of the first instance that gives one. Throws NoInstance when none does. */
  async send({ repeatable, ...request }: Forwarded): Promise<Dispatcher.ResponseData> {
    let lastCode = 'no instance is configured';
    for (const instance of this.order(repeatable)) {
      try {
        return await instance.pool.request(request);
      } catch (error) {
        lastCode = (error as { code?: string }).code ?? String(error);
        instance.restsUntil = Date.now() + restMilliseconds;
        if (!neverArrived.has(lastCode) && (!repeatable || tooLate.has(lastCode))) break;
      }
    }
    throw new NoInstance(`${this.service}: ${lastCode}`);
  }

  /** Which instances are ready; one that does not answer in time is not. */
  async ready(): Promise<{ url: string; ready: boolean }[]> {
    return Promise.all(this.instances.map(async ({ url, pool }) => ({ url, ready: await isReady(pool) })));
  }

  async close(): Promise<void> {
    await Promise.all(this.instances.map(({ pool }) => pool.destroy()));
  }

  /** Those at work in turn, then the resting ones; what is repeatable gets a second round, as one broken connection is no dead instance. */
  private order(repeatable: boolean): Instance[] {
    const start = this.turn++ % this.instances.length;
    const rotated = [...this.instances.slice(start), ...this.instances.slice(0, start)];
    const now = Date.now();
    const atWork = rotated.filter(({ restsUntil }) => restsUntil <= now);
    const resting = rotated.filter(({ restsUntil }) => restsUntil > now);
    const round = [...atWork, ...resting];
    return repeatable ? [...round, ...round] : round;
  }
}

async function isReady(pool: Pool): Promise<boolean> {
  try {
    const { statusCode, body } = await pool.request({
      method: 'GET',
      path: '/readyz',
      headersTimeout: 1_500,
      signal: AbortSignal.timeout(1_500),
    });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
}
