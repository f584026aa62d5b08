// Builds the web app with Vite into dist/web/ when one of its files is newer than what is there. The page comes after its files, so that nobody is ever sent to
// one that is not there yet, and the service worker after the page that it keeps; text is there gzipped too, as browsers want it.
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { phoneFiles } from './phone-files.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'apps/web');
const folder = join(root, 'dist/web');
const lastOnes = ['index.html', 'sw.js'];
const zip = promisify(gzip);

/** Brings dist/web/ up to date; answers whether there was something to do. */
export async function buildWeb() {
  if (!(await isStale())) return false;
  const { build } = await import('vite');
  const built = await asProduction(() =>
    build({ root: source, logLevel: 'error', plugins: [phoneFiles()], build: { write: false } }),
  );
  const files = [built].flat().flatMap(({ output }) => output.map((file) => [file.fileName, file.code ?? file.source]));
  const turn = ([name]) => lastOnes.indexOf(name);
  for (const file of files.toSorted((one, other) => turn(one) - turn(other))) await write(file);
  await removeOrphans(new Set(files.flatMap(([name]) => [name, `${name}.gz`])));
  return true;
}

/** Vite asks this variable, which a test sets: whoever builds, it is what is served. */
async function asProduction(work) {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

async function write([name, text]) {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  if (/\.(js|css|svg|json)$/.test(name)) await writeAtomically(`${path}.gz`, await zip(text, { level: 9 }));
  await writeAtomically(path, text);
}

async function writeAtomically(path, text) {
  const half = `${path}.${process.pid}`;
  await writeFile(half, text);
  await rename(half, path);
}

async function removeOrphans(wanted) {
  const names = await filesIn(folder);
  const orphans = names.filter((name) => !wanted.has(name));
  await Promise.all(orphans.map((name) => rm(join(folder, name), { force: true })));
}

async function filesIn(path) {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1));
}

async function isStale() {
  const made = await modified(join(folder, lastOnes.at(-1)));
  const own = (await filesIn(source))
    .filter((name) => !/(\.spec\.ts|\.d\.ts)$/.test(name))
    .map((name) => join(source, name));
  const builders = ['package-lock.json', 'tools/build-web.js', 'tools/phone-files.js'].map((name) => join(root, name));
  const parts = [...own, ...builders];
  const times = await Promise.all(parts.map(modified));
  return times.some((time) => time >= made);
}

const modified = async (path) => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const began = performance.now();
  console.log(`${(await buildWeb()) ? 'built' : 'kept'} the web app in ${Math.round(performance.now() - began)} ms`);
}
