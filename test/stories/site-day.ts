import { readFileSync } from 'node:fs';
import { type Callout, eventually } from './callout.js';
import { fillIn, type HttpAnswer, type HttpRequest, readHttpFile } from './http-file.js';
import { Scene } from './scene.js';

const file = 'docs/requests.http';

/** Alternatives to what the file has done before: the server must say that it is too late. */
const expectedStatuses = ({ title }: HttpRequest) => (title.startsWith('Instead') ? [409] : [200, 201]);
const hasEnd = ({ headers }: HttpRequest) => headers['Accept'] !== 'text/event-stream';

/** Sends every request of docs/requests.http, one after the other, as its reader would. */
export async function expectSiteDay(callout: Callout): Promise<void> {
  const { variables, requests } = readHttpFile(readFileSync(file, 'utf8'));
  Object.assign(variables, await ownWorld(callout));
  const answers = new Map<string, HttpAnswer>();
  for (const request of requests.filter(hasEnd)) {
    await eventually(request.title, async () => {
      const answer = await send(request, (text) => fillIn(text, variables, answers));
      if (isOnItsWay(request, answer)) return false;
      if (!expectedStatuses(request).includes(answer.status))
        throw new Error(`${request.title}: ${answer.status} ${JSON.stringify(answer.body)}`);
      if (request.name) answers.set(request.name, answer);
      return true;
    });
  }
  expect(answers.size).toBeGreaterThan(8);
}

/** Facts take a moment from one service to the next: what is not there yet, and a list whose first entry is wanted. */
const isOnItsWay = ({ name }: HttpRequest, { status, body }: { status: number; body: unknown }) =>
  status === 404 || (name !== undefined && (body as { items?: unknown[] }).items?.length === 0);

/** A site that is the only choice for its category, and what the file leaves to be pasted. */
async function ownWorld(callout: Callout) {
  const scene = await Scene.set(callout, ['franchised']);
  await scene.stockPart(1);
  const keyFor = async (key: object) => (await scene.admin.does<{ secret: string }>('/api-keys', key)).secret;
  const reads = ['sites', 'offers', 'orders', 'visits', 'stock', 'requests', 'quality'].map((what) => `${what}:read`);
  return {
    host: callout.url,
    key: await keyFor({
      name: file,
      siteId: scene.sites[0]?.id,
      scopes: [...reads, 'offers:write', 'orders:write', 'visits:write'],
    }),
    customersKey: await keyFor({ name: file, role: 'agent', scopes: ['requests:write'] }),
    category: scene.word,
  };
}

async function send(
  { method, url, headers, body }: HttpRequest,
  filled: (text: string) => string,
): Promise<HttpAnswer & { status: number }> {
  const answer = await fetch(filled(url), {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, filled(value)]),
    ...(body && { body: filled(body) }),
  });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.json() };
}
