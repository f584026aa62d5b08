import { Scene } from '../stories/scene.js';
import { hire, password } from './people.js';
import type { Stage } from './stage.js';

/** What opens beside a page: a technician, a site. */
export function drawerStories(stage: () => Stage): void {
  describe('beside the timeline', () => {
    it('a technician opens with the route of the day and an absence is added; a link shows a colleague the same', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const order = await scene.order((await scene.report()).id, ({ status }) => status === 'scheduled');
      const visit = await scene.visit(order.id);
      const [site] = scene.sites;
      const visitor = await stage().visit();
      await visitor.signIn(await hire(stage().callout, 'dispatcher'), password);
      const { page } = visitor;
      await page.goto(`/app/timeline?site=${site!.id}`);
      const person = page.getByRole('link', { name: 'Technician 0' });
      await person.waitFor();
      await page.keyboard.press('f');
      const words = page.getByLabel('Order, place, product');
      await words.fill('nothing like it');
      await page.locator('.timeline').getByText('Nothing here matches the filters.').waitFor();
      await words.clear();
      await words.pressSequentially(`cardiff ${order.number}`); // letter by letter, none is lost while the board is drawn anew
      expect(await words.inputValue()).toBe(`cardiff ${order.number}`);
      await page.locator('.timeline').focus(); // keys are heard where nobody types
      await page.keyboard.press('5');
      const bar = page.locator(`[data-visit="${visit.id}"]:not(.faded)`);
      await bar.waitFor(); // four weeks have it, whatever day it is on
      const { searchParams } = new URL(page.url());
      expect([searchParams.get('text'), searchParams.get('scale')]).toEqual([`cardiff ${order.number}`, 'weeks']);
      expect(await visitor.barriers()).toEqual([]);
      await page.locator('.filters select').last().selectOption('missed');
      await page.locator('.timeline').getByText('Nothing here matches the filters.').waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await bar.waitFor();
      await page.keyboard.press('f');
      await page.keyboard.press('2');
      await person.click();
      const drawer = page.getByRole('complementary', { name: 'Technician 0' });
      await drawer
        .getByText(/Monday|Mon/)
        .first()
        .waitFor();
      await drawer.getByText('06:00–22:00').first().waitFor();
      const day = drawer.getByRole('button', { name: 'after ›' });
      const stop = drawer.getByRole('link', { name: order.number });
      const daysAhead = Math.round(
        (Date.parse(visit.start.slice(0, 10)) - Date.parse((await today(scene)).slice(0, 10))) / 86_400_000,
      );
      for (let step = 0; step < daysAhead; step += 1) await day.click();
      await stop.waitFor();
      await drawer.getByText(/^way there/).waitFor();
      await drawer.getByText(/^All ways of the day/).waitFor();
      expect(await visitor.barriers()).toEqual([]);

      await drawer.getByRole('button', { name: 'Add absence' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('From').fill('2031-03-03T08:00');
      await dialog.getByLabel('To', { exact: true }).fill('2031-03-02T08:00');
      await dialog.getByRole('button', { name: 'Add absence' }).click();
      await dialog.getByRole('alert').waitFor();
      await dialog.getByLabel('To', { exact: true }).fill('2031-03-04T08:00');
      await dialog.getByLabel('Reason').fill('training');
      await dialog.getByRole('button', { name: 'Add absence' }).click();
      await drawer.getByText('training').waitFor();

      const colleague = await stage().visit({ locale: 'zh-CN', phone: true });
      await colleague.signIn(await hire(stage().callout, 'supervisor'), password);
      await colleague.page.goto(new URL(page.url()).pathname + new URL(page.url()).search);
      const same = colleague.page.getByRole('complementary', { name: 'Technician 0' });
      await same.getByText('training').waitFor();
      expect(await colleague.barriers()).toEqual([]);
      await same.getByRole('button', { name: '删除' }).click();
      await drawer.getByText('training').waitFor({ state: 'hidden', timeout: 10_000 });
      await stop.click();
      const beside = page.getByRole('complementary', { name: order.number });
      await beside.getByRole('heading', { name: 'Unit' }).waitFor();
      await beside.getByText('Serial number').waitFor();
      await beside.getByText(/^until/).waitFor();
      await beside.getByText('None of this unit or this customer.').waitFor();
      expect(await drawer.count()).toBe(0);
      expect(await visitor.barriers()).toEqual([]);
    }, 120_000);

    it('a site opens with its standing, load, open offers and people', async () => {
      const scene = await Scene.set(stage().callout, ['franchised']);
      const order = await scene.order((await scene.report()).id, ({ status }) => status === 'offered');
      const [site] = scene.sites;
      const visitor = await stage().visit();
      await visitor.signIn(await hire(stage().callout, 'dispatcher'), password);
      const { page } = visitor;
      await page.goto(`/app/timeline?site=${site!.id}`);
      await page
        .getByRole('link', { name: `Site 0 of ${scene.word}` })
        .first()
        .click();
      const drawer = page.getByRole('complementary', { name: `Site 0 of ${scene.word}` });
      await drawer.getByText('active', { exact: true }).first().waitFor();
      await drawer.getByText('visited').waitFor();
      await drawer.getByText('Takes 50 visits a day.').waitFor();
      await drawer.getByText(/around it$/).waitFor();
      await drawer.getByRole('region', { name: /^Map of/ }).waitFor();
      await drawer.getByRole('link', { name: order.number }).waitFor();
      expect(await visitor.barriers()).toEqual([]);
      await drawer.getByRole('link', { name: 'Technician 0' }).click();
      await page.getByRole('complementary', { name: 'Technician 0' }).waitFor();
      await page.keyboard.press('Escape');
      expect(new URL(page.url()).search).toBe(`?site=${site!.id}`);
    }, 60_000);

    it('nothing of another site opens', async () => {
      const scene = await Scene.set(stage().callout, ['own', 'own']);
      const [own, other] = scene.sites;
      const visitor = await stage().visit();
      await visitor.signIn(await hire(stage().callout, 'site_manager', own), password);
      const { page } = visitor;
      for (const address of [`technician=${other!.technicians[0]}`, `repairSite=${other!.id}`]) {
        await page.goto(`/app/timeline?${address}`);
        await page.getByRole('complementary').getByRole('alert').waitFor();
      }
      await page.goto(`/app/timeline?repairSite=${own!.id}`);
      await page.getByRole('complementary').getByText('Takes 50 visits a day.').waitFor();
    }, 60_000);
  });
}

/** The present day of business time. */
async function today(scene: Scene): Promise<string> {
  const { now } = await scene.admin.sees<{ now: string }>('/clock');
  return now;
}
