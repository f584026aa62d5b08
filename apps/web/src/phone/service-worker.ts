// Keeps the program (never the data) of a technician's pages, so that they open without a network. The build puts in the names of the files:
// a new build is another file to the browser, which then fetches the new ones and throws the old ones away once no old page is open any more.

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface ServiceWorkerScope {
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', hear: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', hear: (event: Asked) => void): void;
}
const worker = self as unknown as ServiceWorkerScope; // TypeScript takes this file for a page's

/** Paths under /app/ with a space between them; the first is the script of the page. */
const files = '__CALLOUT_FILES__'.split(' ');
const cacheName = 'callout-program __CALLOUT_BUILD__';
const pagePath = '/app/';
/** So long a page may take before the kept one is shown: a bad network is as good as none. */
const patienceMilliseconds = 4_000;

worker.addEventListener('install', (event) => event.waitUntil(fetchAll()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && isOurs(pathname)) event.respondWith(page(request));
  else if (pathname.startsWith('/app/assets/')) event.respondWith(file(request));
});

/** The sign-in page and what is behind it; customers' pages and the documentation are none of our business. */
const isOurs = (pathname: string) => pathname === '/' || pathname === '/app' || pathname.startsWith('/app/');

async function fetchAll(): Promise<void> {
  const cache = await caches.open(cacheName);
  const fresh = await fetch(pagePath, { cache: 'no-store' });
  const html = await fresh.clone().text();
  // behind several servers the page may still be of the build before: then this is tried again later
  if (!fresh.ok || !html.includes(files[0] ?? '')) throw new Error('the page is of another build');
  await cache.addAll(files.map((name) => `/app/${name}`));
  await cache.put(pagePath, fresh);
}

async function takeOver(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith('callout-program ') && name !== cacheName) await caches.delete(name);
  await worker.clients.claim();
}

/** The newest page where the server answers in time, else the kept one. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(patienceMilliseconds) });
  } catch {
    return (await caches.match(pagePath)) ?? Response.error();
  }
}

/** Files never change under their name. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

export {};
