// Compiles every TypeScript file that is newer than its output to dist/, with swc, and removes outputs whose source is gone.
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const allRooms = ['libs', 'apps', 'bench', 'replay', 'test'];
const isSource = (path) => /(?<!\.spec|\.d)\.ts$/.test(path) && !path.startsWith(join('apps', 'web'));

async function filesOf(folder) {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

async function modified(path) {
  return (await stat(join(root, path)).catch(() => undefined))?.mtimeMs ?? 0;
}

const outputOf = (source) => join('dist', source.replace(/\.ts$/, '.js'));

async function isStale(source, configModified) {
  return (await modified(outputOf(source))) <= Math.max(await modified(source), configModified);
}

async function compile(source, transformFile) {
  const output = join(root, outputOf(source));
  const { code, map } = await transformFile(join(root, source), { swcrc: true, cwd: root });
  await mkdir(dirname(output), { recursive: true });
  if (map) await writeAtomically(`${output}.map`, map);
  await writeAtomically(output, `${code}\n//# sourceMappingURL=${output.split('/').at(-1)}.map`);
}

/** Several programs may build at the same time: none of them may ever read half a file. */
async function writeAtomically(path, text) {
  const half = `${path}.${process.pid}`;
  await writeFile(half, text);
  await rename(half, path);
}

async function removeOrphans(rooms, sources) {
  const wanted = new Set(sources.map(outputOf));
  const outputs = (await Promise.all(rooms.map((room) => filesOf(join('dist', room))))).flat();
  const orphans = outputs.filter((path) => /\.js(\.map)?$/.test(path) && !wanted.has(path.replace(/\.map$/, '')));
  await Promise.all(orphans.map((path) => rm(join(root, path), { force: true })));
}

/** Brings dist/ up to date; returns how many files were compiled. */
export async function build(rooms = allRooms) {
  const config = Math.max(await modified('.swcrc'), await modified('package.json'));
  const sources = (await Promise.all(rooms.map(filesOf))).flat().filter(isSource);
  const stale = [];
  for (const source of sources) if (await isStale(source, config)) stale.push(source);
  await removeOrphans(rooms, sources);
  if (stale.length === 0) return 0;
  const { transformFile } = await import('@swc/core'); // 50 MB: only when there is something to compile
  await Promise.all(stale.map((source) => compile(source, transformFile)));
  return stale.length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  if (process.argv.includes('--clean')) await rm(join(root, 'dist'), { recursive: true, force: true });
  console.log(`built ${await build()} files in ${Math.round(performance.now() - started)} ms`);
}
