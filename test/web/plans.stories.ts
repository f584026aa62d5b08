import { type Order, type Row, Scene, type Visit } from '../stories/scene.js';
import { hire, password } from './people.js';
import type { Stage } from './stage.js';

const dayMilliseconds = 86_400_000;
/** The search itself takes a second; the rest is a busy machine. */
const solved = { timeout: 30_000 };

/** Orders of the scene's only site, all booked. */
async function booked(scene: Scene, count: number): Promise<{ order: Order; visit: Visit }[]> {
  const found = [];
  for (let index = 0; index < count; index += 1) {
    const { id } = await scene.report(`stopped working, number ${index}`);
    const order = await scene.order(id, ({ status }) => status === 'scheduled');
    found.push({ order, visit: await scene.visit(order.id) });
  }
  return found;
}

/** A day plan from the request to its publication, as the dispatcher sees it. */
export function planStories(stage: () => Stage): void {
  describe('a day plan', () => {
    it('gives the visits of who fell ill to a colleague: asked for, compared, published one first and then the rest', async () => {
      const scene = await Scene.set(stage().callout, ['own'], 2);
      const orders = await booked(scene, 4);
      const ill = orders[0]!.visit.technicianId;
      const now = (await stage().callout.now()).getTime();
      const day = (later: number) => new Date(now + later * dayMilliseconds).toISOString();
      const { version } = await scene.admin.sees<Row>(`/technicians/${ill}`);
      const absence = { from: day(-1), to: day(7), reason: 'ill' };
      await scene.admin.does(`/technicians/${ill}/absences`, absence, { version });

      const dispatcher = await stage().visit();
      await dispatcher.signIn(await hire(stage().callout, 'dispatcher'), password);
      const { page } = dispatcher;
      await page.goto('/app/plans');
      await page.getByRole('button', { name: 'New plan' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Sites').selectOption(scene.sites[0]!.id);
      await dialog.getByLabel('First day').fill(day(0).slice(0, 10));
      await dialog.getByLabel('Last day').fill(day(-3).slice(0, 10));
      await dialog.getByLabel('Seconds to search').fill('1');
      await dialog.getByRole('button', { name: 'Start' }).click();
      await dialog.getByRole('alert').waitFor(); // it ends before it begins
      await dialog.getByLabel('Last day').fill(day(3).slice(0, 10));
      await dialog.getByRole('button', { name: 'Start' }).click();

      const plan = page.getByRole('complementary', { name: /^Plan of/ });
      await plan.getByText('to publish', { exact: true }).waitFor(solved);
      expect(await plan.getByRole('row', { name: /Orders served/ }).textContent()).toMatch(/4/);
      const theirs = orders.filter(({ visit }) => visit.technicianId === ill);
      const first = theirs[0]!.order.number;
      await plan.getByRole('checkbox', { name: first }).check();
      await plan.getByRole('button', { name: 'Publish 1 chosen' }).click();
      await plan.getByText('1 order published').waitFor();
      await plan.getByRole('checkbox', { name: first }).waitFor({ state: 'hidden' });
      expect((await scene.visit(theirs[0]!.order.id)).technicianId).not.toBe(ill);

      await plan.getByRole('button', { name: 'Publish all' }).click();
      await plan.getByText('published', { exact: true }).first().waitFor();
      await plan.getByRole('checkbox').first().waitFor({ state: 'hidden' });
      for (const { order } of theirs) expect((await scene.visit(order.id)).technicianId).not.toBe(ill);
      await page
        .getByRole('row', { name: /published/ })
        .first()
        .waitFor();
    }, 120_000);
  });

  describe('a time that the customer chooses', () => {
    it('is found on the telephone, kept while he makes up his mind, and booked', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const [first] = await booked(scene, 1);
      const { order, visit } = first!;
      const agent = await stage().visit();
      await agent.signIn(await hire(stage().callout, 'agent'), password);
      const { page } = agent;
      await page.goto(`/app/orders/${order.id}`);
      await page.getByRole('button', { name: 'Choose time' }).click();
      const dialog = page.getByRole('dialog');
      const lastDay = dialog.locator('section').last();
      await lastDay.getByRole('button').first().waitFor();
      expect(await agent.barriers()).toEqual([]);
      await lastDay.getByRole('button').first().click();
      await dialog.getByText('Kept for the customer').waitFor();
      await dialog.getByRole('button', { name: 'Another time' }).click();
      await lastDay.getByRole('button').last().click();
      await dialog.getByText('Kept for the customer').waitFor();
      expect(await agent.barriers()).toEqual([]);
      await dialog.getByRole('button', { name: 'Book' }).click();
      await dialog.waitFor({ state: 'hidden' });
      const moved = await scene.visit(order.id, ({ start }) => start !== visit.start);
      expect(Date.parse(moved.start)).toBeGreaterThan(Date.parse(visit.start) + 3 * dayMilliseconds);
    }, 120_000);
  });

  describe('a visit that will be late', () => {
    it('is listed before it is, and moved from there', async () => {
      const scene = await Scene.set(stage().callout, ['own'], 2);
      const { order, visit } = (await booked(scene, 1))[0]!;
      const dispatcher = await stage().visit();
      await dispatcher.signIn(await hire(stage().callout, 'dispatcher'), password);
      const { page } = dispatcher;
      await stage().callout.moveTo?.(new Date(Date.parse(visit.start) + 50 * 60_000)); // nobody has set out
      await page.goto('/app/risks');
      const row = page.getByRole('row', { name: order.number });
      await row.getByText('100%').first().waitFor();
      await row.getByRole('link', { name: order.number }).click();
      const drawer = page.getByRole('complementary', { name: order.number });
      await drawer.getByRole('button', { name: 'Move' }).click();
      const dialog = page.getByRole('dialog');
      const later = new Date(Date.parse(visit.start) + 4 * 3_600_000).toISOString().slice(0, 16);
      await dialog.getByLabel('Start').fill(later);
      await dialog.getByLabel('Reason').fill('the technician is held up');
      await dialog.getByRole('button', { name: 'Move' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await row.waitFor({ state: 'hidden' });
    }, 120_000);
  });
}
