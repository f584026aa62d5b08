import createClient from 'openapi-fetch';
import { currentLanguage, languageTags } from '../texts/language.js';
import { Problem, problemOf } from './problem.js';
import type { components, paths } from './schema.js';
import { SizedRequest, timeLimit } from './time-limit.js';

export type Schemas = components['schemas'];

/** The public API, typed by its own document. The header shows that a request comes from a page of ours. */
export const api = createClient<paths>({
  headers: { 'x-callout-request': '1' },
  Request: SizedRequest,
  fetch: (request) =>
    fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeLimit(request))]) }),
});

api.use({
  onRequest({ request }) {
    request.headers.set('accept-language', languageTags[currentLanguage()]);
    return request;
  },
});

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What the API answers; throws a Problem when it refuses or cannot be reached. */
export async function answerOf<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked.catch((reason: unknown) => {
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
    throw Problem.unreachable();
  });
  if (!response.ok) throw problemOf(error, response.status);
  return data as T;
}

interface Page<T> {
  items: T[];
  next: string | null;
}

/** Pages of the largest size until the end, or until there are `most` items. */
export async function allPages<T>(page: (cursor: string | undefined) => Promise<Page<T>>, most = 4_000): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const { items: more, next } = await page(cursor);
    items.push(...more);
    cursor = next ?? undefined;
  } while (cursor !== undefined && items.length < most);
  return items;
}

/** The headers of a write that must happen once, on what the user saw. */
export const once = (key: string, version?: number) => ({
  'Idempotency-Key': key,
  ...(version !== undefined && { 'If-Match': `"${version}"` }),
});
