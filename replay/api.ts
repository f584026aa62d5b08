import { setTimeout as pause } from 'node:timers/promises';
import { Pool, request } from 'undici';

/** A problem document as the API sends it. */
export interface ApiProblem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
}

export class ApiError extends Error {
  constructor(
    readonly method: string,
    readonly path: string,
    readonly status: number,
    readonly problem: ApiProblem,
  ) {
    super(`${method} ${path} answered ${status}: ${problem.detail ?? problem.title ?? 'no reason given'}`);
  }
}

export interface PostOptions {
  /** The same for every repetition of this action. */
  idempotencyKey: string;
  /** The version that this action is based on. */
  version?: number;
}

const attempts = 6;

/** A client of the public API with one key: keep-alive connections, and repetitions where a repetition is harmless. */
export class Api {
  private readonly pool: Pool;
  /** Requests sent so far. */
  requests = 0;

  constructor(
    url: string,
    private readonly headers: Readonly<Record<string, string>>,
    connections = 8,
  ) {
    this.pool = new Pool(url, { connections, pipelining: 1, keepAliveTimeout: 30_000 });
  }

  get<T>(path: string, headers: Record<string, string> = {}): Promise<T> {
    return this.send<T>('GET', path, { headers });
  }

  post<T>(path: string, body: object, { idempotencyKey, version }: PostOptions): Promise<T> {
    return this.send<T>('POST', path, {
      headers: { 'idempotency-key': idempotencyKey, ...(version !== undefined && { 'if-match': `"${version}"` }) },
      body,
    });
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }

  private async send<T>(
    method: 'GET' | 'POST',
    path: string,
    { headers = {}, body }: { headers?: Record<string, string>; body?: object },
  ): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      this.requests += 1;
      const answer = await this.once(method, path, headers, body);
      if ('value' in answer) return answer.value as T;
      if (attempt === attempts || !answer.mayRepeat) throw answer.error;
      await pause(answer.afterMilliseconds);
    }
  }

  private async once(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body?: object) {
    try {
      const answer = await this.pool.request({
        method,
        path: `/api/v1${path}`,
        headers: { ...this.headers, ...headers, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.body.text();
      if (answer.statusCode < 300) return { value: text === '' ? undefined : (JSON.parse(text) as unknown) };
      const error = new ApiError(method, path, answer.statusCode, problemIn(text));
      const seconds = Number(answer.headers['retry-after'] ?? 0.2);
      return {
        error,
        mayRepeat: answer.statusCode === 429 || answer.statusCode === 503,
        afterMilliseconds: seconds * 1_000,
      };
    } catch (error) {
      return { error, mayRepeat: true, afterMilliseconds: 200 }; // every POST has its key: a lost answer can be asked for again
    }
  }
}

function problemIn(text: string): ApiProblem {
  try {
    return JSON.parse(text) as ApiProblem;
  } catch {
    return { detail: text.slice(0, 200) };
  }
}

/** Signs a person in; what comes back are the headers of the session. */
export async function signIn(url: string, name: string, password: string): Promise<Record<string, string>> {
  const answer = await request(`${url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password }),
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new ApiError('POST', '/sessions', answer.statusCode, problemIn(text));
  const cookies = [answer.headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';')[0]);
  return { cookie: cookies.join('; '), 'x-callout-request': '1' };
}

export const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
