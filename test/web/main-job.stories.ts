import { eventually } from '../stories/callout.js';
import { Scene } from '../stories/scene.js';
import { hire, password } from './people.js';
import type { Stage } from './stage.js';
import type { Visitor } from './visitor.js';

/** A change made elsewhere appears by itself; on a busy machine it may take longer than the second that is promised. */
const soon = { timeout: 10_000 };

/** The main job as those see it who do it. */
export function mainJobStories(stage: () => Stage): void {
  const visit = (...options: Parameters<Stage['visit']>) => stage().visit(...options);

  describe('one order in two browsers', () => {
    it('is accepted by the site, and the dispatcher sees it without doing anything', async () => {
      const scene = await Scene.set(stage().callout, ['franchised']);
      const [site] = scene.sites;
      const [dispatcherName, siteName] = [
        await hire(stage().callout, 'dispatcher'),
        await hire(stage().callout, 'site_manager', site),
      ];
      const dispatcher = await visit({ locale: 'zh-CN' });
      await dispatcher.signIn(dispatcherName, password);
      const atSite = await visit({ phone: true });
      await atSite.signIn(siteName, password);
      await atSite.page.getByText('No offer waits for your answer').waitFor();

      const order = await scene.order((await scene.report()).id, ({ status }) => status === 'offered');
      const row = dispatcher.page.locator('tbody tr', { hasText: order.number });
      await row.getByText('派单中', { exact: true }).waitFor(soon);

      const card = atSite.page.getByRole('article', { name: order.number });
      await card.waitFor(soon);
      await card.locator('dd', { hasText: `${scene.word}installed` }).waitFor();
      await card.getByText('pays').waitFor();
      await card.getByText('On the map').click();
      await card.getByRole('region').waitFor();
      expect(await atSite.barriers()).toEqual([]);
      await card.getByRole('link', { name: order.number }).click();
      await atSite.page.getByText('contact appears once the offer is accepted').waitFor();
      await atSite.page.goBack();
      await card.getByRole('button', { name: 'Accept' }).click();
      await atSite.page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click();
      await row.getByText('已排程', { exact: true }).waitFor(soon);
      await card.waitFor({ state: 'hidden', ...soon });

      await atSite.page.goto(`/app/orders/${order.id}`);
      await atSite.page.getByRole('link', { name: '+44 29 2018 0000' }).waitFor();
      expect((await scene.order(order.requestId)).status).toBe('scheduled');
    }, 120_000);

    it('is travelled to, repaired and reported from a phone, step by step before the eyes of the dispatcher', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const order = await scene.order((await scene.report()).id, ({ status }) => status === 'scheduled');
      await stage().callout.moveTo?.(new Date((await scene.visit(order.id)).start));
      const dispatcher = await visit({ locale: 'zh-CN' });
      await dispatcher.signIn(await hire(stage().callout, 'dispatcher'), password);
      await dispatcher.page.goto(`/app/orders/${order.id}`);
      const steps = dispatcher.page.getByRole('complementary', { name: order.number }).locator('.steps');

      const atSite = await visit({ phone: true });
      await atSite.signIn(await hire(stage().callout, 'site_manager', scene.sites[0]), password);
      await atSite.page.goto('/app/visits');
      const card = atSite.page.getByRole('article', { name: order.number });
      await card.getByRole('button', { name: 'On the way' }).click();
      await steps.getByText('在途').waitFor(soon);
      await card.getByRole('button', { name: 'Arrived' }).click();
      await card.getByRole('button', { name: 'Report end' }).click();
      const dialog = atSite.page.getByRole('dialog');
      await dialog.getByLabel('Fault code').fill('motor');
      await dialog.getByLabel('Remedy code').fill('replaced');
      await dialog.getByLabel('Diagnosed').check();
      await dialog.getByRole('button', { name: 'Report end' }).click();
      await steps.getByText('已完成').waitFor(soon);
      expect(await scene.visit(order.id, ({ status }) => status === 'finished')).toMatchObject({
        faultCode: 'motor',
        remedyCode: 'replaced',
        mandatoryStepsDone: 1,
      });

      await eventually('the score card counts the order', async () => {
        await scene.admin.does('/score-cards/recompute');
        const { items } = await scene.admin.sees<{ items: { siteId: string; orders: number }[] }>(
          '/score-cards?limit=200',
        );
        return items.some(({ siteId, orders }) => siteId === scene.sites[0]?.id && orders === 1);
      });
      await atSite.page.goto('/app/score-card');
      await atSite.page.getByRole('button', { name: 'Orders behind: Compliance' }).click();
      const behind = atSite.page.getByRole('region', { name: 'Orders behind: Compliance' });
      await behind.getByRole('row', { name: order.number }).getByText('mandatory steps: 1 of').waitFor();
      expect(await atSite.barriers()).toEqual([]);
    }, 120_000);

    it("stands where the site says in a word of its own, which is on the site's board and which the dispatcher reads", async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const order = await scene.order((await scene.report()).id, ({ status }) => status === 'scheduled');
      const atSite = await visit({ locale: 'zh-CN' });
      await atSite.signIn(await hire(stage().callout, 'site_manager', scene.sites[0]), password);
      await atSite.page.goto('/app/sub-statuses');
      await atSite.page.getByRole('button', { name: '添加' }).click();
      await atSite.page.getByLabel('工单状态').selectOption('scheduled');
      await atSite.page.getByLabel('您的说法').fill('已联系客户');
      await atSite.page.getByLabel('您系统中的代码').fill('called');
      expect(await atSite.barriers()).toEqual([]);
      await atSite.page.getByRole('button', { name: '保存列表' }).click();
      await atSite.page.getByText('已保存。').waitFor();

      const dispatcher = await visit();
      await dispatcher.signIn(await hire(stage().callout, 'dispatcher'), password);
      await dispatcher.page.goto(`/app/orders/${order.id}`);
      await dispatcher.page.getByRole('complementary', { name: order.number }).waitFor();
      await atSite.page.goto(`/app/orders/${order.id}`);
      await atSite.page.getByLabel('站点子状态').selectOption({ label: '已联系客户' });
      await dispatcher.page.getByText('The site says: 已联系客户').waitFor(soon);
      await atSite.page.locator('tbody tr', { hasText: order.number }).getByText('已联系客户').waitFor(soon);
    }, 120_000);

    it('is countered with a part that must be there first, which the dispatcher reads', async () => {
      const scene = await Scene.set(stage().callout, ['franchised']);
      await scene.enterPart('K');
      const order = await scene.order((await scene.report()).id, ({ status }) => status === 'offered');
      const atSite = await visit();
      await atSite.signIn(await hire(stage().callout, 'site_manager', scene.sites[0]), password);
      const card = atSite.page.getByRole('article', { name: order.number });
      await card.getByRole('button', { name: 'Counter', exact: true }).click();
      const dialog = atSite.page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Add a part' }).click();
      await dialog.getByLabel('Part number').fill(`K-${scene.word}`);
      await dialog.getByText('You have 0 available.').waitFor();
      expect(await atSite.barriers()).toEqual([]);
      await dialog.getByRole('button', { name: 'Counter', exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
      const dispatcher = await visit();
      await dispatcher.signIn(await hire(stage().callout, 'dispatcher'), password);
      await dispatcher.page.goto(`/app/orders/${order.id}`);
      await dispatcher.page.getByText(`1 × K-${scene.word}`).waitFor(soon);
    }, 120_000);

    it('is declined with a reason that the dispatcher reads, who offers it to the next candidate with one click and withdraws it while that one writes', async () => {
      const scene = await Scene.set(stage().callout, ['franchised', 'franchised']);
      const order = await scene.order((await scene.report()).id, ({ status }) => status === 'offered');
      const { site } = await scene.offer(order.id);
      const other = scene.sites.find(({ id }) => id !== site.id)!;
      const atSite = await visit({ locale: 'zh-CN', phone: true });
      await atSite.signIn(await hire(stage().callout, 'site_manager', site), password);
      await atSite.page.getByRole('article', { name: order.number }).getByRole('button', { name: '拒绝' }).click();
      await atSite.page.getByRole('dialog').getByLabel('时间冲突').check();
      await atSite.page.getByRole('dialog').getByRole('button', { name: '拒绝' }).click();
      await atSite.page.getByRole('dialog').waitFor({ state: 'hidden' });
      await scene.order(order.requestId, ({ waitingFor }) => waitingFor === 'site');

      const dispatcher = await visit();
      await dispatcher.signIn(await hire(stage().callout, 'dispatcher'), password);
      await dispatcher.page.goto(`/app/orders/${order.id}`);
      const drawer = dispatcher.page.getByRole('complementary', { name: order.number });
      await drawer.getByText('No time').waitFor();
      await drawer.getByText('Why not the others').click();
      await drawer.getByText('refused recently').waitFor();
      await drawer.getByRole('button', { name: 'Offer', exact: true }).first().click();
      await drawer.getByText('withdrawn', { exact: true }).waitFor(soon); // the one that dispatch had made by itself
      const again = await scene.offer(order.id);
      expect(again.site.id).toBe(other.id);

      const atOther = await visit();
      await atOther.signIn(await hire(stage().callout, 'site_manager', other), password);
      await atOther.page
        .getByRole('article', { name: order.number })
        .getByRole('button', { name: 'Counter', exact: true })
        .click();
      const dialog = atOther.page.getByRole('dialog');
      await dialog.getByLabel('Note').fill('only with a second man');
      await atOther.setOffline(true);
      await dialog.getByRole('button', { name: 'Counter', exact: true }).click();
      await dialog.getByText('You are offline. Nothing was sent').waitFor();
      await atOther.setOffline(false); // were it sent now, the offer could not be withdrawn in the version that was seen
      const { id, version } = again.offer;
      await scene.admin.does(`/offers/${id}/withdraw`, { reason: 'the customer has called' }, { version });
      await dialog.getByText('cannot be answered any more. Its state is now: withdrawn').waitFor({ timeout: 20_000 });
      expect(await dialog.getByLabel('Note').inputValue()).toBe('only with a second man');
      expect(await dialog.getByRole('button', { name: 'Counter', exact: true }).isDisabled()).toBe(true);
    }, 120_000);
  });

  describe('a visit on the timeline', () => {
    it('is dragged to another hour with a reason; what somebody else did meanwhile is shown first', async () => {
      const scene = await Scene.set(stage().callout, ['own'], 2);
      const [site] = scene.sites;
      const order = await scene.order((await scene.report()).id, ({ status }) => status === 'scheduled');
      const before = await scene.visit(order.id);
      const dispatcher = await visit();
      await dispatcher.signIn(await hire(stage().callout, 'dispatcher'), password);
      await dispatcher.page.goto(`/app/timeline?site=${site!.id}&scale=days`);
      const { page } = dispatcher;
      const bar = page.getByRole('button', { name: /Cardiff, planned/ });
      await drag(dispatcher, bar, 4 * 22); // 22 pixels an hour
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Reason').fill('the customer asked for it');

      const hour = 3_600_000;
      const meanwhile = new Date(Date.parse(before.start) + 2 * hour).toISOString();
      await scene.admin.does(
        `/visits/${before.id}/reschedule`,
        { start: meanwhile, reason: 'somebody else was first' },
        { version: before.version },
      );
      await dialog.getByRole('button', { name: 'Move' }).click();
      await dialog.getByText('Somebody changed this visit meanwhile').waitFor();
      expect((await scene.visit(order.id)).start).toBe(meanwhile);
      await dialog.getByRole('button', { name: 'I have seen it' }).click();
      await dialog.getByRole('button', { name: 'Move' }).click();
      await dialog.waitFor({ state: 'hidden' });
      const quarter = hour / 4; // the timeline snaps to it
      const wished = Math.round((Date.parse(before.start) + 4 * hour) / quarter) * quarter;
      expect(Date.parse((await scene.visit(order.id)).start)).toBe(wished);
    }, 120_000);

    it('is not dropped into the past: the timeline says why', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const order = await scene.order((await scene.report()).id, ({ status }) => status === 'scheduled');
      const { start } = await scene.visit(order.id);
      const dispatcher = await visit();
      await dispatcher.signIn(await hire(stage().callout, 'dispatcher'), password);
      await dispatcher.page.goto(`/app/timeline?site=${scene.sites[0]!.id}`);
      const bar = dispatcher.page.getByRole('button', { name: /Cardiff, planned/ });
      await drag(dispatcher, bar, -5 * 56, async () => {
        await dispatcher.page.locator('.ghost.refused').getByText('is over').waitFor();
      });
      expect(await dispatcher.page.getByRole('dialog').count()).toBe(0);
      expect((await scene.visit(order.id)).start).toBe(start);
    }, 120_000);
  });
}

async function drag(
  { page }: Visitor,
  bar: ReturnType<Visitor['page']['getByRole']>,
  pixels: number,
  onTheWay: () => Promise<void> = async () => undefined,
): Promise<void> {
  await bar.waitFor();
  await bar.scrollIntoViewIfNeeded();
  const box = (await bar.boundingBox())!;
  const [x, y] = [box.x + 5, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + pixels / 2, y);
  await page.mouse.move(x + pixels, y);
  await onTheWay();
  await page.mouse.up();
}
