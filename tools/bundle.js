// Makes one program of each service that runs as a process of its own: dist/programs/<app>.js with what it needs of dist/ and node_modules, the shared parts
// once. A process that reads ten files starts in a third of the time of one that looks for two thousand: when it was killed, that is what others wait for.
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as compileAll } from './build.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist/programs');
const services = ['gateway', 'desk', 'dispatch', 'inventory', 'quality'];
/** Programs of threads, found beside the program that starts them. */
const threads = { 'solver-worker': 'dist/apps/dispatch/src/planning/solver-worker.js' };

/** Found at run time: native code, files that are served, what starts threads from files of its own, and what must be there before anything else. */
const leftOutside = ['reflect-metadata', '@node-rs/argon2', 'swagger-ui-dist', 'pino', 'pino-pretty'];

/** Decorators need the metadata, whichever part comes first; CommonJS inside an ES module still asks for the others. */
const banner = `import 'reflect-metadata';
import { createRequire as makeRequire } from 'node:module';
import { dirname as folderOf } from 'node:path';
import { fileURLToPath as pathOf } from 'node:url';
const require = makeRequire(import.meta.url), __filename = pathOf(import.meta.url), __dirname = folderOf(__filename);`;

/** Nest and TypeORM try many packages that are not installed, and do without them. */
const absentStaysOutside = {
  name: 'absent stays outside',
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...rest }) => {
      if (pluginData === 'asked' || path.startsWith('node:')) return undefined;
      const { importer, resolveDir, kind } = rest;
      const { errors } = await bundler.resolve(path, { importer, resolveDir, kind, pluginData: 'asked' });
      return errors.length > 0 ? { path, external: true } : undefined;
    });
  },
};

/** Nest imports these two late and by name; names of CommonJS are known to Node alone, so ask it. */
const namesOfLateImports = {
  name: 'names of late imports',
  setup(bundler) {
    const namespace = 'late';
    bundler.onResolve({ filter: /^class-(transformer|validator)$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, namespace } : undefined,
    );
    bundler.onLoad({ filter: /./, namespace }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => !['default', 'module.exports'].includes(name));
      const contents = `import * as all from '${path}';\nexport const { ${names.join(', ')} } = all;`;
      return { contents, resolveDir: root };
    });
  },
};

/** Brings dist/ and its programs up to date; answers whether there was something to do. */
export async function bundle() {
  await compileAll();
  if (!(await isStale())) return false;
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: {
      ...Object.fromEntries(services.map((app) => [app, join(root, `dist/apps/${app}/src/main.js`)])),
      ...Object.fromEntries(Object.entries(threads).map(([name, path]) => [name, join(root, path)])),
    },
    outdir: folder,
    bundle: true,
    minifyWhitespace: true,
    minifySyntax: true,
    splitting: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    keepNames: true, // entities, problems and metrics go by the names of their classes
    external: leftOutside,
    plugins: [namesOfLateImports, absentStaysOutside],
    banner: { js: banner },
    logLevel: 'error',
  });
  await write(outputFiles);
  return true;
}

/** The shared parts first, which have names of their own; so nobody ever starts a program that is not whole. */
async function write(files) {
  await mkdir(folder, { recursive: true });
  const isProgram = ({ path }) => services.includes(basename(path, '.js'));
  for (const { path, contents } of files.toSorted((one, other) => isProgram(one) - isProgram(other))) {
    const half = `${path}.${process.pid}`;
    await writeFile(half, contents);
    await rename(half, path);
  }
  const wanted = new Set(files.map(({ path }) => basename(path)));
  const orphans = (await readdir(folder)).filter((name) => name.endsWith('.js') && !wanted.has(name));
  await Promise.all(orphans.map((name) => rm(join(folder, name), { force: true })));
}

async function isStale() {
  const made = Math.min(...(await Promise.all(services.map((app) => modified(join(folder, `${app}.js`))))));
  const parts = ['package-lock.json', 'tools/bundle.js'].map((name) => join(root, name));
  for (const room of ['dist/libs', 'dist/apps']) {
    const entries = await readdir(join(root, room), { recursive: true, withFileTypes: true });
    parts.push(
      ...entries.filter(({ name }) => name.endsWith('.js')).map((entry) => join(entry.parentPath, entry.name)),
    );
  }
  const times = await Promise.all(parts.map(modified));
  return times.some((time) => time >= made);
}

const modified = async (path) => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const began = performance.now();
  console.log(`${(await bundle()) ? 'made' : 'kept'} the programs in ${Math.round(performance.now() - began)} ms`);
}
