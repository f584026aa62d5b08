import { buildWebApp } from '../testing/built-web.js';
import { signIn } from '../testing/client.js';
import { adminPassword, startGateway, type TestGateway } from '../testing/start-gateway.js';

describe('pages', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    await buildWebApp();
    const firstUsers = [{ name: '<admin>', displayName: 'Ada', password: adminPassword, roles: ['admin'] }] as const;
    const serviceUrls = { desk: ['http://127.0.0.1:1'], dispatch: [], inventory: [], quality: [] };
    gateway = await startGateway({ demo: true, firstUsers, serviceUrls });
  }, 120_000);
  afterAll(() => gateway.close());

  const open = (path: string, headers: Record<string, string> = {}) => fetch(`${gateway.url}${path}`, { headers });
  const pageAt = async (path: string) => (await open(path)).text();

  it('tells the sign-in page which services answer, and the accounts of a demo', async () => {
    const response = await open('/app/start.json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { services, accounts, singleSignOn } = (await response.json()) as {
      services: object[];
      accounts: object[];
      singleSignOn: boolean;
    };
    expect(singleSignOn).toBe(false);
    expect(services).toContainEqual({ name: 'gateway', instances: 1, ready: 1 });
    expect(services).toContainEqual({ name: 'desk', instances: 1, ready: 0 });
    expect(accounts).toEqual([{ name: '<admin>', password: adminPassword, roles: ['admin'] }]);
  });

  it.each(['/', '/app', '/app/orders/01941f29-7c00-7000-8000-000000000000?risk=breached', '/l', '/q/a-code'])(
    '%s is the page of the web app, never from an old cache',
    async (path) => {
      const response = await open(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toContain('<div id="app"></div>');
    },
  );

  it('lets browsers ask the server of map tiles that is configured, and no other host', async () => {
    const imagesOf = async (url: string) =>
      /img-src ([^;]*);/.exec((await fetch(url)).headers.get('content-security-policy') ?? '')?.[1];
    expect(await imagesOf(gateway.url)).toBe("'self' data:");
    const mapTiles = { url: 'https://tiles.example.com:8443/{z}/{x}/{y}.png', credit: 'Example Maps' };
    const other = await startGateway({ mapTiles });
    expect(await imagesOf(other.url)).toBe("'self' data: https://tiles.example.com:8443");
    const admin = await signIn(other.url, 'admin', adminPassword);
    const { body } = await admin('GET', '/api/v1/map-tiles');
    await other.close();
    expect(body).toEqual({ tilesUrl: mapTiles.url, credit: mapTiles.credit });
  });

  it.each(['/orders', '/api/v1/nothing', '/api/v1/orders/app', '/app/assets/nothing.js'])(
    '%s is none of it',
    async (path) => {
      const response = await open(path);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  it('lets browsers keep the files whose names change with what is in them, and sends them gzipped', async () => {
    const files = [...(await pageAt('/')).matchAll(/(?:src|href)="(\/app\/assets\/[^"]+)"/g)].map(([, path]) => path);
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const path of files) {
      const response = await open(path!, { 'accept-encoding': 'gzip' });
      expect(response.status).toBe(200);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('content-encoding')).toBe('gzip');
    }
  });

  it.each([
    ['/app/sw.js', 'text/javascript'],
    ['/app/manifest.webmanifest', 'application/manifest+json'],
    ['/app/icon-192.png', 'image/png'],
    ['/app/icon-512.png', 'image/png'],
  ])('%s is there for phones under a name that stays, and is asked for each time', async (path, type) => {
    const response = await open(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('names in the service worker the files of this build, all of them there', async () => {
    const worker = await pageAt('/app/sw.js');
    expect(worker).not.toContain('__CALLOUT');
    const names = [...new Set(worker.match(/assets\/[\w.-]+\.(js|css|svg)/g))];
    expect(await pageAt('/')).toContain(names[0]!);
    expect(names.filter((name) => name.includes('my-day'))).not.toEqual([]);
    const found = await Promise.all(names.map(async (name) => (await open(`/app/${name}`)).status));
    expect(new Set(found)).toEqual(new Set([200]));
  });

  it.each(['/', '/docs'])(
    '%s asks no other host for anything and allows nothing that stands in the page',
    async (path) => {
      const response = await open(path);
      const html = await response.text();
      const policy = response.headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
      expect(html).not.toMatch(/<style|style="|<script(?![^>]* src=)|\son\w+="/);
    },
  );

  it('docs brings its own files and no others of the package', async () => {
    for (const path of ['/docs/assets/swagger-ui.css', '/docs/assets/swagger-ui-bundle.js', '/docs/start.js']) {
      expect((await open(path)).status).toBe(200);
    }
    for (const path of [
      '/docs/assets/package.json',
      '/docs/assets/../package.json',
      '/docs/assets/%2e%2e/package.json',
    ]) {
      expect((await open(path)).status).toBe(404);
    }
  });

  it.each(['/livez', '/readyz'])('%s answers', async (path) => {
    expect((await open(path)).status).toBe(200);
  });
});
