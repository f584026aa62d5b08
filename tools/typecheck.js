// npm run typecheck: everything that runs on Node, then the web app against the types of the API as docs/openapi.json has them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const types = join(root, 'apps/web/src/api/schema.d.ts');

/** Made from the contract, never checked in: a route that changes shows at once where the web app does not fit any more. */
async function writeApiTypes() {
  const document = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'));
  mkdirSync(dirname(types), { recursive: true });
  writeFileSync(types, astToString(await openapiTypescript(document)));
}

await writeApiTypes();
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const projects = ['tsconfig.json', 'apps/web/tsconfig.json'];
const failed = projects.filter(
  (project) =>
    spawnSync(process.execPath, [tsc, '--noEmit', '-p', project], { cwd: root, stdio: 'inherit' }).status !== 0,
);
process.exit(failed.length > 0 ? 1 : 0);
