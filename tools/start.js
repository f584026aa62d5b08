// `node tools/start.js <app>`: brings dist/ up to date and becomes that app. Plain JavaScript without static imports, so that an old Node can say so.
const required = [20, 19];
const found = process.versions.node.split('.').map(Number);

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (found[0] < required[0] || (found[0] === required[0] && found[1] < required[1])) {
  fail(
    'Callout needs Node.js ' +
      required.join('.') +
      ' or newer, this is ' +
      process.versions.node +
      ': install 22 or 24 from https://nodejs.org',
  );
}

const { existsSync, readdirSync } = await import('node:fs');
const { fileURLToPath, pathToFileURL } = await import('node:url');
const root = fileURLToPath(new URL('..', import.meta.url));

const app = process.argv[2];
const folder = existsSync(`${root}apps`) ? 'apps' : 'dist/apps';
const apps = readdirSync(root + folder).filter((name) =>
  ['ts', 'js'].some((end) => existsSync(`${root}${folder}/${name}/src/main.${end}`)),
);
if (!apps.includes(app)) fail(`say which app to start: ${apps.join(', ')}, not '${app ?? ''}'`);
if (!existsSync(`${root}node_modules/@nestjs/core`)) fail('the packages are not installed: run npm ci first');

// An image carries dist/ alone.
if (existsSync(`${root}libs`)) {
  const began = performance.now();
  const { build } = app === 'standalone' ? await import('./build.js') : { build: (await import('./bundle.js')).bundle };
  const { buildWeb } = await import('./build-web.js');
  const builds = ['standalone', 'gateway'].includes(app) ? [build(), buildWeb()] : [build()];
  const done = (await Promise.all(builds).catch((error) => fail(`dist/ cannot be built: ${error.message}`))).some(
    Boolean,
  );
  if (done) console.log(`[build] in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
// A service on its own is one program; all of them in one process share their parts as files.
const program = app === 'standalone' ? 'apps/standalone/src/main.js' : `programs/${app}.js`;
await import(pathToFileURL(`${root}dist/${program}`).href);
