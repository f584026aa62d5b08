import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';
import { serviceNames } from '#common/runtime/service-names.js';
import { startWhole, type Whole } from '../routes/whole.js';
import { type Document, type Operation, operationsOf } from './document.js';
import { Random } from './random.js';
import { snapshot } from './snapshot.js';
import type { WrongRequest } from './request.js';
import { wrongRequests } from './wrong-requests.js';

const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_302);
const leastPerOperation = 20;
const leastInAll = 5_000;
/** Another test sees to it that the document is what the code says. */
const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Document;
const admin = { name: 'admin', displayName: 'Ada', password: 'the password of ada', roles: ['admin'] } as const;

interface Answer {
  status: number;
  type: string;
  body: { type?: string; detail?: string; errors?: { field: string }[] };
}

/** What is wrong with the answer; undefined if it is as it must be: it names what was wrong in the request by its whole path, and nothing else. */
function fault({ field }: WrongRequest, { status, type, body }: Answer): string | undefined {
  if (status < 400 || status > 499) return `answered ${status}`;
  if (!type.startsWith('application/problem+json')) return `answered ${status} as ${type}`;
  if (!body.type?.startsWith('/problems/')) return `answered ${status} with the type ${body.type}`;
  const named = (body.errors ?? []).map((error) => error.field);
  if (named.some((name) => !name || name === 'undefined')) return `has an entry without a field: ${body.detail}`;
  if (field === undefined) return undefined;
  const isAlone = named.length > 0 && named.every((name) => name === field);
  return isAlone ? undefined : `does not name ${field} alone but ${JSON.stringify(body.errors ?? body.detail)}`;
}

interface Chosen {
  operation: Operation;
  one: WrongRequest;
}

/** At least 20 of each operation, and a random choice of the rest until there are enough. */
function choose(operations: readonly Operation[], random: Random): Chosen[] {
  const all = operations.map((operation) =>
    random.shuffled(wrongRequests(operation, document, random, leastPerOperation)).map((one) => ({ operation, one })),
  );
  const few = operations.filter((_, index) => (all[index]?.length ?? 0) < leastPerOperation);
  expect(few.map(({ name }) => name)).toEqual([]);
  const certain = all.flatMap((wrong) => wrong.slice(0, leastPerOperation));
  const rest = random.shuffled(all.flatMap((wrong) => wrong.slice(leastPerOperation)));
  return [...certain, ...rest.slice(0, Math.max(0, leastInAll - certain.length))];
}

describe('the whole API, given requests with one thing wrong', () => {
  const random = new Random(seed);
  const agent = new Agent({ connections: 8 });
  let whole: Whole;
  let cookie = '';
  beforeAll(async () => {
    whole = await startWhole([admin]);
    const { headers } = await request(`${whole.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: admin.name, password: admin.password }),
    });
    cookie = String(headers['set-cookie']).split(';')[0] ?? '';
  }, 120_000);
  afterAll(async () => {
    await agent.close();
    await whole.close();
  });

  const send = async ({ url, method, headers, body }: WrongRequest): Promise<Answer> => {
    const answer = await request(`${whole.url}${url}`, {
      method: method as 'POST',
      headers: { ...headers, cookie, 'x-callout-request': '1' },
      body: body ?? null,
      dispatcher: agent,
    });
    if (answer.statusCode < 300) answer.body.on('error', () => undefined).destroy(); // a stream would never end
    const text = answer.statusCode < 300 ? '' : await answer.body.text();
    const type = String(answer.headers['content-type'] ?? '');
    return {
      status: answer.statusCode,
      type,
      body: /json/.test(type) && text ? (JSON.parse(text) as Answer['body']) : {},
    };
  };

  it(`refuses each with a problem document that names the field, and writes nothing (seed ${seed})`, async () => {
    const chosen = choose(operationsOf(document), random);
    await whole.settle();
    const before = await snapshot(whole.database, serviceNames);
    const faults: string[] = [];
    const queue = [...chosen];
    const worker = async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const found = fault(next.one, await send(next.one));
        if (found) faults.push(`${next.operation.name}, ${next.one.what}: ${found}`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    await whole.settle();
    expect(faults.toSorted()).toEqual([]);
    expect(await snapshot(whole.database, serviceNames)).toEqual(before);
    expect(chosen.length).toBeGreaterThanOrEqual(leastInAll);
  }, 300_000);

  it('answers a cursor that somebody has made up with a page or a refusal that names it', async () => {
    const lists = operationsOf(document).filter(
      ({ path, parameters }) => !path.includes('{') && parameters.some(({ name }) => name === 'cursor'),
    );
    expect(lists.length).toBeGreaterThan(20);
    const uuid = random.uuid();
    const values = ['2026-02-30T10:00:00Z', '9999999-01-01', 'x', uuid, -1, 1e300];
    const made = values.flatMap((one) => [[one], ...values.map((other) => [one, other])]);
    const faults: string[] = [];
    const ask = async (path: string, cursor: (string | number)[]) => {
      const query = `cursor=${Buffer.from(JSON.stringify(cursor)).toString('base64url')}`;
      const { status, body } = await send({ url: `${path}?${query}`, method: 'GET', headers: {} } as WrongRequest);
      const named = (body as { errors?: { field: string }[] }).errors?.some(({ field }) => field === 'cursor');
      if (status !== 200 && !(status === 400 && named)) faults.push(`${path} ${JSON.stringify(cursor)}: ${status}`);
    };
    for (const { path } of lists) await Promise.all(made.map((cursor) => ask(path, cursor)));
    expect(faults).toEqual([]);
  }, 120_000);
});
