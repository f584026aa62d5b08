import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { curlOf, exampleCalls, typescriptOf } from '../../apps/web/src/keys/examples.js';

interface Operation {
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { content: { 'application/json': { schema: { $ref: string } } } };
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { properties: object; required?: string[] }> };
}

/** What came in: the request line, the headers that matter, the body. */
interface Received {
  line: string;
  headers: (string | undefined)[];
  body: unknown;
}

const document = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')) as Document;

describe('examples of the API', () => {
  it.each(exampleCalls)('$name is in the document, with all that it must have', ({ method, path, write }) => {
    const [address = ''] = path.split('?');
    const operation = document.paths[address.replace(/[A-Z_]{2,}/, '{id}')]?.[method.toLowerCase()];
    expect(operation).toBeDefined();
    const needed = operation?.parameters?.filter(({ in: where, required }) => where === 'header' && required) ?? [];
    expect(needed.map(({ name }) => name)).toEqual(write ? ['Idempotency-Key'] : []);
    const schemaName = operation?.requestBody?.content['application/json'].schema.$ref.split('/').at(-1);
    const schema = schemaName === undefined ? undefined : document.components.schemas[schemaName];
    const given = Object.keys(write?.body ?? {});
    expect(Object.keys(schema?.properties ?? {})).toEqual(expect.arrayContaining(given));
    expect(given).toEqual(expect.arrayContaining(schema?.required ?? []));
  });

  it.each(exampleCalls)('$name sends the same from the shell as from a program', async (call) => {
    const received: Received[] = [];
    const server = createServer((request, response) => {
      void receivedOf(request).then((one) => {
        received.push(one);
        response.end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const run = promisify(execFile);
    await run('sh', ['-c', curlOf(call, origin)]);
    await run(process.execPath, ['--input-type=module', '-e', typescriptOf(call, origin)]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const { write } = call;
    const expected: Received = {
      line: `${call.method} ${call.path}`,
      headers: ['Bearer co_YOUR_KEY', ...(write ? [write.key, `"${write.version}"`] : [undefined, undefined])],
      body: write?.body,
    };
    expect(received).toEqual([expected, expected]);
  });
});

async function receivedOf(request: IncomingMessage): Promise<Received> {
  const body = await text(request);
  const { authorization, 'idempotency-key': key, 'if-match': version } = request.headers;
  return {
    line: `${request.method} ${request.url}`,
    headers: [authorization, key as string | undefined, version],
    body: body === '' ? undefined : (JSON.parse(body) as unknown),
  };
}
