import { adminPassword, startGateway, type TestGateway } from '../testing/start-gateway.js';

describe('pages', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    const firstUsers = [{ name: '<admin>', displayName: 'Ada', password: adminPassword, roles: ['admin'] }] as const;
    const serviceUrls = { desk: ['http://127.0.0.1:1'], dispatch: [], inventory: [], quality: [] };
    gateway = await startGateway({ demo: true, firstUsers, serviceUrls });
  });
  afterAll(() => gateway.close());

  const open = (path: string, headers: Record<string, string> = {}) => fetch(`${gateway.url}${path}`, { headers });

  it('start says what this is, in the language of the reader, with live health and demo accounts', async () => {
    const english = await (await open('/')).text();
    expect(english).toContain('After-sales service');
    expect(english).toMatch(/gateway<\/th><td class="ready">ready/);
    expect(english).toMatch(/desk<\/th><td class="away">does not answer/);
    expect(english).toContain('&#60;admin&#62;');
    const chinese = await (await open('/', { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' })).text();
    expect(chinese).toContain('<html lang="zh-CN">');
  });

  it.each(['/', '/docs'])('%s asks no other host for anything', async (path) => {
    const response = await open(path);
    const html = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

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
