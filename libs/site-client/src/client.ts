import { setTimeout as pause } from 'node:timers/promises';
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.js';

export type Schemas = components['schemas'];
export type SiteClient = Client<paths>;

export interface SiteClientOptions {
  /** Where the gateway answers, without a path. */
  url: string;
  /** The site's API key, `co_…`. */
  key: string;
  /** For one try; 30 s if left out. */
  timeoutMilliseconds?: number;
  /** How often a request is tried that may be repeated; 4 times if left out. */
  attempts?: number;
}

/**
 * The public API with the key of one site, typed by its own document. What comes to nothing because the server is away or busy (no answer, 429, 503) is
 * tried again after the time that it asks for; that is harmless, as every POST has its Idempotency-Key (`once`).
 */
export function siteClient({ url, key, timeoutMilliseconds = 30_000, attempts = 4 }: SiteClientOptions): SiteClient {
  return createClient<paths>({
    baseUrl: url.replace(/\/$/, ''),
    headers: { authorization: `Bearer ${key}` },
    fetch: (request) => tried(request, timeoutMilliseconds, attempts),
  });
}

/** The headers of a step that must happen once, on the version that you saw. The same key for every repetition of this step. */
export const once = (key: string, version?: number) => ({
  'Idempotency-Key': key,
  ...(version !== undefined && { 'If-Match': `"${version}"` }),
});

async function tried(request: Request, timeoutMilliseconds: number, attempts: number): Promise<Response> {
  const mayRepeat = request.method === 'GET' || request.headers.has('idempotency-key');
  for (let attempt = 1; ; attempt += 1) {
    const isLast = !mayRepeat || attempt >= attempts;
    const copy = isLast ? request : request.clone();
    try {
      const answer = await fetch(copy, { signal: AbortSignal.timeout(timeoutMilliseconds) });
      if (isLast || (answer.status !== 429 && answer.status !== 503)) return answer;
      await answer.body?.cancel();
      await pause(1_000 * Number(answer.headers.get('retry-after') ?? 1));
    } catch (error) {
      if (isLast) throw error;
      await pause(200 * attempt);
    }
  }
}
