import { jest } from '@jest/globals';
import { startWithProvider } from '../../apps/gateway/src/testing/open-id-provider.js';
import { Scene } from '../stories/scene.js';
import { hire, password } from './people.js';
import type { Stage } from './stage.js';
import type { Visitor } from './visitor.js';

const demoPassword = 'callout-demo';

/** What holds for every page: who may open it, in which language, live, without barriers. */
export function pageStories(stage: () => Stage): void {
  let visitor: Visitor;
  const arrive = async (...options: Parameters<Stage['visit']>) => {
    visitor = await stage().visit(...options);
    return visitor.page;
  };

  describe('signing in', () => {
    it('with one click as somebody of the demo leads to the home page of the role', async () => {
      const page = await arrive();
      await page.goto('/');
      await page.getByRole('button', { name: /Parts planner/ }).waitFor();
      expect(await page.getByRole('link', { name: /company account/ }).count()).toBe(0); // no provider is set up
      await page.getByRole('button', { name: /Parts planner/ }).click();
      await page.getByRole('heading', { name: 'Parts exceptions', level: 1 }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/app/parts-exceptions');
      await page.locator('button.user').click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      await page.goto('/app/proposals');
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
    }, 60_000);

    it('with a wrong password says so in the language of the reader', async () => {
      const page = await arrive({ locale: 'zh-CN' });
      await page.goto('/');
      await page.locator('input[name=name]').fill('dispatcher');
      await page.locator('input[name=password]').fill('not the password');
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await page.getByRole('alert').getByText('用户名或密码错误').waitFor();
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      expect(await page.evaluate('document.documentElement.lang')).toBe('en-GB');
    }, 60_000);

    it('with the account of the company leads back to where one wanted to go', async () => {
      jest.spyOn(console, 'warn').mockImplementation(() => undefined); // the provider says that it is one for trying things
      const { gateway, close } = await startWithProvider();
      const page = await arrive({ locale: 'zh-CN' });
      await page.goto(`${gateway.url}/app/users`);
      await page.getByRole('link', { name: '使用企业账号登录' }).click();
      await page.locator('input[name=login]').fill('admin');
      await page.locator('input[name=password]').fill('any');
      await page.locator('button[type=submit]').click();
      await page.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached' });
      await page.locator('button[type=submit]').click();
      await page.getByRole('heading', { name: '用户', level: 1 }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/app/users');
      await page.goto('about:blank'); // its live updates would keep the gateway
      await close();
      jest.restoreAllMocks();
    }, 60_000);

    it('again after the session has ended leads back to where one was', async () => {
      const page = await arrive();
      await visitor.signIn('dispatcher', demoPassword);
      await page.goto('/app/orders?risk=breached');
      await page.getByLabel('Risk').waitFor();
      await page.context().clearCookies();
      await page.getByLabel('Risk').selectOption('at_risk');
      await page.getByText('Your session has ended').waitFor();
      await page.locator('input[name=name]').fill('dispatcher');
      await page.locator('input[name=password]').fill(demoPassword);
      await page.locator('form button.primary').click();
      await page.getByRole('heading', { name: 'Orders', level: 1 }).waitFor();
      expect(new URL(page.url()).search).toBe('?risk=at_risk');
    }, 60_000);

    it('does not open what is not for the role', async () => {
      const page = await arrive();
      await visitor.signIn('dispatcher', demoPassword);
      await page.goto('/app/users');
      await page.getByRole('heading', { name: 'Not for your role' }).waitFor();
      expect(await page.getByRole('table').count()).toBe(0);
      await page.goto('/app/nowhere');
      await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    }, 60_000);
  });

  describe('live updates', () => {
    it('that begin late miss nothing of what happened since the page was read', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const page = await arrive();
      let begin = () => {};
      const late = new Promise<void>((resolve) => (begin = resolve));
      await page.route('**/api/v1/stream', async (route) => {
        await late;
        await route.continue();
      });
      await visitor.signIn('dispatcher', demoPassword);
      await page.locator('table, .empty').first().waitFor();
      const order = await scene.order((await scene.report()).id, ({ status }) => status === 'scheduled');
      expect(await page.getByText(order.number).count()).toBe(0);
      begin();
      await page.getByText(order.number).waitFor({ timeout: 15_000 });
      await page.unroute('**/api/v1/stream');
    }, 60_000);

    it('that are cut off are announced, and nothing is missed when they come back', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const page = await arrive();
      await page.route('**/api/v1/stream', (route) => route.abort());
      await visitor.signIn('dispatcher', demoPassword);
      await page.getByText('Live updates are cut off').waitFor();
      await page.locator('table, .empty').first().waitFor();
      const order = await scene.order((await scene.report()).id, ({ status }) => status === 'scheduled');
      expect(await page.getByText(order.number).count()).toBe(0);
      await page.unroute('**/api/v1/stream');
      await page.getByText(order.number).waitFor({ timeout: 15_000 });
      await page.getByText('Live updates are cut off').waitFor({ state: 'hidden' });

      const streams: string[] = [];
      page.context().on('request', (request) => {
        if (new URL(request.url()).pathname === '/api/v1/stream') streams.push(request.url());
      });
      const tab = await visitor.anotherTab('/app/orders'); // of the same browser: both are told by one stream
      await tab.getByText(order.number).waitFor();
      const second = await scene.order((await scene.report()).id, ({ status }) => status === 'scheduled');
      for (const shown of [page, tab]) await shown.getByText(second.number).waitFor({ timeout: 15_000 });
      expect(streams).toEqual([]);
      await page.close(); // the one that listened: the other goes on where it was
      const third = await scene.order((await scene.report()).id, ({ status }) => status === 'scheduled');
      await tab.getByText(third.number).waitFor({ timeout: 15_000 });
      expect(streams).toEqual([expect.stringMatching(/lastEventId=\d+-\d+$/)]);
    }, 90_000);
  });

  describe('no barriers', () => {
    const asAdmin = [
      'orders',
      'timeline',
      'timeline?map=',
      'map',
      'plans',
      'risks',
      'exceptions',
      'offer-rules',
      'overview',
      'quality/pareto',
      'quality/u-chart',
      'calls',
      'requests',
      'requests?new=',
      'parts-exceptions',
      'doubted-uses',
      'demand-adjustments?new=',
      'proposals',
      'parts',
      'planning-runs',
      'policy-lab',
      'stock',
      'parts-tables',
      'users',
      'keys',
      'dead-letters',
    ];

    it.each([
      ['en-GB', false],
      ['zh-CN', true],
    ])(
      'on any page in %s (phone: %p)',
      async (locale, phone) => {
        const scene = await Scene.set(stage().callout, ['franchised']);
        const order = await scene.order((await scene.report()).id, ({ status }) => status === 'offered');
        const page = await arrive({ locale, phone });
        const found: string[] = [];
        const look = async (path: string) => {
          await page.goto(path);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await page.locator('.loading').first().waitFor({ state: 'hidden' });
          found.push(...(await visitor.barriers()).map((barrier) => `${path} ${barrier}`));
          expect(`${path} ${await page.evaluate('document.documentElement.scrollWidth <= innerWidth')}`).toBe(
            `${path} true`,
          );
        };
        await look('/');
        await visitor.signIn(await hire(stage().callout, 'site_manager', scene.sites[0]), password);
        await look('/app/offers');
        await page.locator('article footer button').first().click();
        found.push(...(await visitor.barriers()));
        await look('/app/visits');
        await look('/app/score-card');
        await page.context().clearCookies();
        await visitor.signIn('admin', demoPassword);
        for (const name of [...asAdmin, `orders/${order.id}`]) await look(`/app/${name}`);
        expect(found).toEqual([]);
      },
      180_000,
    );
  });
}
