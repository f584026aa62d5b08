import type { Page } from 'playwright-core';
import { eventually } from '../stories/callout.js';
import { type Row, Scene, type Visit } from '../stories/scene.js';
import { hire, password } from './people.js';
import type { Stage } from './stage.js';

const hour = 3_600_000;
/** Pixels of an hour on the board of a day. */
const hourWidth = 56;

type Pinned = Visit & { isPinned: boolean; pinReason?: string };

/** Moves by hand: what the server has against them, pins, assignments that are taken back. */
export function moveStories(stage: () => Stage): void {
  const asDispatcher = async (options: Parameters<Stage['visit']>[0] = {}) => {
    const visitor = await stage().visit(options);
    await visitor.signIn(await hire(stage().callout, 'dispatcher'), password);
    return visitor;
  };

  /** An order of an own site that is booked for today, and the board of that site. */
  const booked = async (technicians = 2) => {
    const scene = await Scene.set(stage().callout, ['own'], technicians);
    const order = await scene.order((await scene.report()).id, ({ status }) => status === 'scheduled');
    return { scene, order, visit: await scene.visit(order.id), board: `/app/timeline?site=${scene.sites[0]!.id}` };
  };

  describe('a visit that is dragged', () => {
    it('shows while it is held which rules the server sees broken, and asks for a reason where one may break them', async () => {
      const { scene, visit, board } = await booked();
      const visitor = await asDispatcher();
      const { page } = visitor;
      await page.goto(board);
      const late = 23 - new Date(visit.start).getUTCHours(); // working hours end at 22:00
      await hold(page, visit.id, late * hourWidth);
      const ghost = page.locator('.ghost.doubtful');
      await ghost.getByText('outside the working hours').waitFor();
      await ghost
        .getByText(/ways of the day .+ → .+/)
        .first()
        .waitFor();
      await page.mouse.up();
      const dialog = page.getByRole('dialog', { name: 'Move visit' });
      await dialog.getByText('It breaks rules; say why').waitFor();
      await dialog.getByText('outside the working hours').waitFor();
      expect(await visitor.barriers()).toEqual([]);
      await dialog.getByLabel('Reason').fill('the customer works until ten');
      await dialog.getByRole('button', { name: 'Move', exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
      const moved = await scene.visit(visit.repairOrderId, ({ start }) => start !== visit.start);
      const moveBy = Date.parse(moved.start) - Date.parse(visit.start);
      expect(Math.abs(moveBy - late * hour)).toBeLessThan(hour / 4); // it snaps to the quarter
    }, 120_000);

    it('cannot be dropped where nobody may override what speaks against it', async () => {
      const { scene, visit, board } = await booked(1);
      const away = {
        from: new Date(Date.parse(visit.start) + 2 * hour),
        to: new Date(Date.parse(visit.start) + 6 * hour),
      };
      const { version } = await scene.admin.sees<{ version: number }>(`/technicians/${visit.technicianId}`);
      await scene.admin.does(`/technicians/${visit.technicianId}/absences`, away, { version });
      const { page } = await asDispatcher({ locale: 'zh-CN' });
      await page.goto(board);
      await hold(page, visit.id, 3 * hourWidth);
      await page.locator('.ghost.refused').getByText('请假').waitFor();
      await page.mouse.up();
      await page.locator('.ghost').waitFor({ state: 'hidden' });
      await hold(page, visit.id, 3 * hourWidth, 'end'); // nor can it go on until then
      await page.locator('.ghost.refused').getByText('请假').waitFor();
      await page.mouse.up();
      await page.locator('.ghost').waitFor({ state: 'hidden' });
      expect(await page.getByRole('dialog').count()).toBe(0);
      await page.locator(`[data-visit="${visit.id}"]`).click();
      const order = page.getByRole('complementary');
      await order.getByRole('button', { name: '改期' }).click();
      const dialog = page.getByRole('dialog');
      const field = dialog.getByLabel('开始时间');
      await field.fill(wallOf(Date.parse(visit.start) + 3 * hour));
      await dialog.getByText('无法执行').waitFor();
      expect(await dialog.getByRole('button', { name: '改期', exact: true }).isDisabled()).toBe(true);
      await field.fill(wallOf(Date.parse(visit.start) + hour / 2));
      await dialog.getByRole('button', { name: '改期', exact: true }).and(page.locator(':enabled')).waitFor();
    }, 120_000);
  });

  describe('a pin', () => {
    it('is set and taken away with a key, or with a reason beside the board; colleagues see it, and what is begun stays when the visit goes', async () => {
      const { scene, visit, board } = await booked(1);
      const seen = async (isPinned: boolean) =>
        scene.visit(visit.repairOrderId, (now) => (now as Pinned).isPinned === isPinned) as Promise<Pinned>;
      const { page } = await asDispatcher();
      const colleague = await asDispatcher();
      for (const one of [page, colleague.page]) await one.goto(board);
      const bar = (on: Page) => on.locator(`[data-visit="${visit.id}"]`);
      await bar(page).waitFor();
      await colleague.page.locator('.lamp.live').waitFor(); // what happens before that is in what was read, or not yet
      await page.keyboard.press('ArrowRight');
      await page.locator('[data-visit]:focus').waitFor();
      await page.keyboard.press('p');
      await bar(colleague.page).and(colleague.page.locator('.pinned')).waitFor();
      await seen(true);
      await bar(page).and(page.locator('.pinned')).waitFor();
      await page.keyboard.press('p');
      await seen(false);
      await bar(page).click();
      await page.getByRole('complementary').getByRole('button', { name: 'Pin', exact: true }).click();
      await page.getByRole('dialog').getByLabel('Reason').fill('the lift is booked');
      await page.getByRole('dialog').getByRole('button', { name: 'Pin' }).click();
      await page.getByRole('complementary').getByText('pinned: the lift is booked').waitFor();
      expect((await seen(true)).pinReason).toBe('the lift is booked');

      const [order, dialog] = [page.getByRole('complementary'), page.getByRole('dialog')];
      await order.getByRole('button', { name: 'Take back' }).click();
      await dialog.getByLabel('Reason').fill('a slip of the hand');
      const later = { start: new Date(Date.parse(visit.start) + hour).toISOString(), reason: 'an hour later' };
      await scene.admin.does(`/visits/${visit.id}/reschedule`, later, { version: (await seen(true)).version });
      await dialog.getByRole('button', { name: 'Take back' }).click();
      await dialog.getByText('Somebody changed this order meanwhile').waitFor();
      await dialog.getByRole('button', { name: 'I have seen it' }).waitFor();
      await page.keyboard.press('Escape');
      await order.getByRole('button', { name: 'Did not take place' }).click();
      await dialog.getByLabel('Reason').fill('nobody was there');
      const { version } = await scene.admin.sees<Row>(`/repair-orders/${visit.repairOrderId}`);
      await scene.admin.does(`/repair-orders/${visit.repairOrderId}/unassign`, { reason: 'mine' }, { version });
      await order.getByText('cancelled').first().waitFor(); // the row has nothing more to do
      await dialog.getByText('This cannot be done with the visit any more').waitFor();
      expect(await dialog.getByLabel('Reason').inputValue()).toBe('nobody was there');
      expect(await colleague.barriers()).toEqual([]);
    }, 120_000);
  });

  describe('an assignment', () => {
    it('is made by a drag, on what the order has become meanwhile, taken back and made again; one that somebody has changed stays', async () => {
      const scene = await Scene.set(stage().callout, ['franchised']);
      const { requestId, id } = await scene.order((await scene.report()).id, ({ status }) => status === 'offered');
      const { offer, site } = await scene.offer(id);
      await site.key.does(`/offers/${offer.id}/accept`, {}, { version: offer.version });
      const is = (wanted: string) => scene.order(requestId, ({ status }) => status === wanted);
      const order = await is('accepted');
      const { page } = await asDispatcher();
      await page.goto(`/app/timeline?site=${site.id}`);
      const card = page.locator('.tray').getByRole('button', { name: order.number });
      await card.waitFor();
      const from = (await card.boundingBox())!;
      const row = (await page.locator('.timeline .row').first().boundingBox())!;
      const now = (await page.locator('.timeline .now').boundingBox())!;
      await page.mouse.move(from.x + 20, from.y + 10);
      await page.mouse.down();
      await page.mouse.move(now.x + 50, row.y + 5);
      await page.mouse.move(now.x + 2 * hourWidth, row.y + row.height / 2);
      await page
        .locator('.ghost')
        .getByText(/ways of the day/)
        .waitFor();
      await page.mouse.up();
      const dialog = page.getByRole('dialog', { name: `Assign ${order.number}` });
      const assign = dialog.getByRole('button', { name: 'Assign' }).and(page.locator(':enabled'));
      await assign.waitFor();
      await scene.admin.does(
        `/repair-orders/${id}/unassign`,
        { reason: 'the van is away' },
        { version: order.version },
      );
      await is('ready');
      await assign.click();
      await dialog.getByText('Status: accepted → ready').waitFor();
      await dialog.getByRole('button', { name: 'I have seen it' }).click();
      await assign.click();
      await dialog.waitFor({ state: 'hidden' });
      const first = await scene.visit(id);
      const enabled = (name: string) => page.getByRole('button', { name }).and(page.locator(':enabled'));
      await enabled('Undo').click();
      await is('ready');
      await enabled('Redo').click();
      await is('scheduled');
      const again = await eventually('another visit', async () => {
        const visit = await scene.visit(id);
        return visit.id !== first.id && visit;
      });
      expect([again.start, again.technicianId]).toEqual([first.start, first.technicianId]);
      await enabled('Undo').waitFor();
      const later = { start: new Date(Date.parse(again.start) + hour).toISOString(), reason: 'second thoughts' };
      await scene.admin.does(`/visits/${again.id}/reschedule`, later, { version: again.version });
      await enabled('Undo').click();
      await page.getByText('Somebody has changed this meanwhile').waitFor();
      expect((await scene.visit(id)).start).toBe(later.start);
    }, 120_000);
  });
}

/** Takes hold of a visit's bar, or of its end, and holds it so many pixels further right, over the same row. */
async function hold(page: Page, visitId: string, pixels: number, at: 'start' | 'end' = 'start'): Promise<void> {
  const bar = page.locator(`[data-visit="${visitId}"]`);
  await bar.waitFor();
  await bar.scrollIntoViewIfNeeded();
  const board = (await page.locator('.timeline').boundingBox())!;
  const before = (await bar.boundingBox())!;
  // what would lie beyond the right edge is brought into sight first
  const beyond = before.x + pixels + 40 - (board.x + board.width);
  if (beyond > 0) await page.locator('.timeline').evaluate((one, by) => one.scrollBy({ left: by }), beyond);
  const box = (await bar.boundingBox())!;
  const from = box.x + (at === 'start' ? 5 : box.width - 4);
  await page.mouse.move(from, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(from + 25, box.y + box.height / 2);
  await page.mouse.move(from + pixels, box.y + box.height / 2);
}

/** As the field for date and time wants it, in Wales in winter. */
const wallOf = (instant: number) => new Date(instant).toISOString().slice(0, 16);
