// The types of the API as docs/openapi.json has them, for whoever in this repository is a client of it. Never checked in: made at every type check.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const clients = ['apps/web/src/api', 'libs/site-client/src'];

/** Made from the contract: a route that changes shows at once where a client does not fit any more. */
export async function writeApiTypes() {
  const document = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'));
  const text = astToString(await openapiTypescript(document));
  for (const client of clients) {
    const path = join(root, client, 'schema.d.ts');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
