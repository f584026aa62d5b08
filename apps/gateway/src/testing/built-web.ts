import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Brings dist/web/ up to date, in a process of its own: the builder does not run inside jest. */
export async function buildWebApp(): Promise<void> {
  await promisify(execFile)(process.execPath, ['tools/build-web.js']);
}
