// npm run typecheck: everything that runs on Node, then the web app, against the types of the API as docs/openapi.json has them.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeApiTypes } from './api-types.js';

const root = fileURLToPath(new URL('..', import.meta.url));

await writeApiTypes();
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const projects = ['tsconfig.json', 'apps/web/tsconfig.json'];
const failed = projects.filter(
  (project) =>
    spawnSync(process.execPath, [tsc, '--noEmit', '-p', project], { cwd: root, stdio: 'inherit' }).status !== 0,
);
process.exit(failed.length > 0 ? 1 : 0);
