// What makes the technician's pages installable and lets them open without a network: the manifest, and the names of their files in the service worker.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const web = new URL('../apps/web/', import.meta.url);
const path = (name) => fileURLToPath(new URL(name, web));

/** Loaded when they are first needed, which may be where there is no network. */
const neededOffline = [
  /\/(my-day|visits|orders)\/(my-day|visits|orders)-page\.tsx$/,
  /\/phone\/[\w-]+\.tsx?$/,
  /\/texts\/(en|zh)\.ts$/,
  /\/shell\//,
];
const icons = [192, 512];
const worker = 'sw.js';

const manifest = {
  id: '/app/',
  name: 'Callout',
  short_name: 'Callout',
  start_url: '/app/',
  scope: '/',
  display: 'standalone',
  background_color: '#f5f6f8',
  theme_color: '#0b5cad',
  icons: icons.map((size) => ({
    src: `/app/icon-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose: 'any maskable',
  })),
};

/** Vite's part for phones. */
export const phoneFiles = () => ({
  name: 'callout-phone-files',
  config: () => ({
    build: {
      rolldownOptions: {
        input: { index: path('index.html'), sw: path('src/phone/service-worker.ts') },
        // a service worker keeps its name: that is how the browser finds a newer one
        output: { entryFileNames: ({ name }) => (name === 'sw' ? worker : 'assets/[name]-[hash].js') },
      },
    },
  }),
  transformIndexHtml: {
    order: 'post',
    handler: () => [
      { tag: 'link', attrs: { rel: 'manifest', href: '/app/manifest.webmanifest' }, injectTo: 'head' },
      { tag: 'link', attrs: { rel: 'apple-touch-icon', href: `/app/icon-${icons[0]}.png` }, injectTo: 'head' },
    ],
  },
  generateBundle(_options, bundle) {
    const chunk = bundle[worker];
    if (!chunk) return; // while one works on it there is none
    const names = filesOffline(Object.values(bundle));
    const build = createHash('sha256').update(names.join(' ')).digest('hex').slice(0, 16);
    chunk.code = chunk.code.replace('__CALLOUT_FILES__', names.join(' ')).replace('__CALLOUT_BUILD__', build);
    this.emitFile({ type: 'asset', fileName: 'manifest.webmanifest', source: JSON.stringify(manifest) });
    for (const size of icons) {
      const source = readFileSync(path(`src/shell/icon-${size}.png`));
      this.emitFile({ type: 'asset', fileName: `icon-${size}.png`, source });
    }
  },
});

/** The page's script first, then all that it and the technician's pages import, then every style sheet: there are few. */
function filesOffline(output) {
  const chunks = new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])));
  const all = [...chunks.values()];
  const entry = all.find(({ isEntry, fileName }) => isEntry && fileName !== worker);
  const found = new Set();
  const add = (name) => {
    if (found.has(name) || !chunks.has(name)) return;
    found.add(name);
    for (const imported of chunks.get(name).imports) add(imported);
  };
  add(entry.fileName);
  for (const { fileName, facadeModuleId } of all)
    if (facadeModuleId && neededOffline.some((pattern) => pattern.test(facadeModuleId))) add(fileName);
  found.delete(worker);
  const styles = output.flatMap(({ fileName }) => (/\.(css|svg)$/.test(fileName) ? [fileName] : []));
  return [...found, ...styles];
}
