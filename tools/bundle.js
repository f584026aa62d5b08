// Makes one program of each service that runs as a process of its own: dist/programs/<app>-<hash>.cjs with what it needs of dist/ and node_modules, and
// dist/programs/<app>.js, which starts it as V8 has compiled it before. A process that reads one file starts in a third of the time of one that looks for
// two thousand, and in a sixth if nothing is to be compiled: when it was killed, that is what others wait for.
import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as compileAll } from './build.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist/programs');
const services = ['gateway', 'desk', 'dispatch', 'inventory', 'quality'];
/** Programs of threads, found beside the program that starts them. */
const threads = {
  'solver-worker': 'dist/apps/dispatch/src/planning/solver-worker.js',
  'planning-thread': 'dist/apps/inventory/src/planning-runs/planning-thread.js',
};

/** Found at run time: native code, files that are served, what starts threads from files of its own, and what must be there before anything else. */
const leftOutside = ['reflect-metadata', '@node-rs/argon2', 'swagger-ui-dist', 'pino', 'pino-pretty'];

const shared = {
  bundle: true,
  write: false,
  outdir: folder,
  minifyWhitespace: true,
  minifySyntax: true,
  platform: 'node',
  target: 'node20',
  keepNames: true, // entities, problems and metrics go by the names of their classes
  external: leftOutside,
  logLevel: 'error',
};

/** Decorators need the metadata, whichever part comes first. */
const banner = `require('reflect-metadata');const importMetaUrl=require('node:url').pathToFileURL(__filename).href;`;

/** CommonJS, for of an ES module V8 keeps nothing that it has compiled. */
const asProgram = {
  ...shared,
  format: 'cjs',
  define: { 'import.meta.url': 'importMetaUrl' },
  supported: { 'dynamic-import': false },
  banner: { js: banner },
};

/** What starts a program: V8's cache knows its source by the length alone, so the name of both holds the hash. */
const starterOf = (name) => `import { startCompiled } from '../../tools/compiled.js';
startCompiled(new URL('./${name}', import.meta.url));
`;

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
  const programs = await build({
    ...asProgram,
    entryPoints: services.map((app) => ({ in: join(root, `dist/apps/${app}/src/main.js`), out: app })),
    plugins: [namesOfLateImports, absentStaysOutside],
  });
  const ofThreads = await build({
    ...shared,
    format: 'esm',
    entryPoints: Object.entries(threads).map(([out, path]) => ({ in: join(root, path), out })),
  });
  await write([...ofThreads.outputFiles.map(asFile), ...programs.outputFiles.map(asFile).flatMap(withStarter)]);
  return true;
}

const asFile = ({ path, contents }) => ({ name: basename(path), contents });

/** The starter last: nobody ever starts a program that is not whole. */
function withStarter({ name, contents }) {
  const app = basename(name, '.js');
  const program = `${app}-${createHash('sha256').update(contents).digest('hex').slice(0, 12)}.cjs`;
  return [
    { name: program, contents },
    { name, contents: starterOf(program) },
  ];
}

async function write(files) {
  await mkdir(folder, { recursive: true });
  for (const { name, contents } of files) {
    const half = join(folder, `${name}.${process.pid}`);
    await writeFile(half, contents);
    await rename(half, join(folder, name));
  }
  const wanted = new Set(files.map(({ name }) => name));
  const orphans = (await readdir(folder)).filter((name) => /\.(c?js|compiled)$/.test(name) && !wanted.has(name));
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
