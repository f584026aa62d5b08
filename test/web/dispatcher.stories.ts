import { type Order, Scene } from '../stories/scene.js';
import { hire, password } from './people.js';
import type { Stage } from './stage.js';

/** A change made elsewhere appears by itself; on a busy machine it may take longer than the second that is promised. */
const soon = { timeout: 10_000 };

/** What a dispatcher does all day, most of it without a mouse. */
export function dispatcherStories(stage: () => Stage): void {
  const asDispatcher = async (options: Parameters<Stage['visit']>[0] = {}) => {
    const visitor = await stage().visit(options);
    await visitor.signIn(await hire(stage().callout, 'dispatcher'), password);
    return visitor;
  };

  describe('an urgent order', () => {
    it('goes from the key u to sites that are asked with the keyboard alone, and to one more with Enter', async () => {
      const scene = await Scene.set(stage().callout, ['franchised', 'franchised', 'franchised', 'franchised']);
      const address = { street: 'Queen Street 2', place: scene.place };
      const customer = await scene.admin.does<{ id: string }>('/customers', { name: `Works ${scene.word}`, address });
      await scene.admin.does('/assets', { customerId: customer.id, productCode: scene.word, address });
      const visitor = await asDispatcher();
      const { keyboard } = visitor.page;
      await keyboard.press('u');
      const dialog = visitor.page.getByRole('dialog');
      await dialog.getByRole('combobox').and(visitor.page.locator(':focus')).waitFor();
      await keyboard.type(scene.word);
      await dialog.getByRole('option', { name: `Works ${scene.word}`, selected: true }).waitFor();
      expect(await visitor.barriers()).toEqual([]);
      await keyboard.press('Enter');
      await dialog.getByLabel('Fault').waitFor();
      await keyboard.type('smoke comes out of it');
      await keyboard.press('Enter');

      const options = dialog.getByRole('option');
      await options.nth(3).waitFor(soon);
      const asked = dialog.getByText('is being asked');
      await asked.nth(2).waitFor(soon);
      expect(await asked.count()).toBe(3);
      await dialog.getByText('the first to accept has it').waitFor();
      expect(await visitor.barriers()).toEqual([]);
      for (let step = 0; step < 3; step += 1) await keyboard.press('ArrowDown');
      await dialog.getByRole('button', { name: /^Offer to Site 3/ }).waitFor();
      await keyboard.press('Enter');
      await dialog.getByText(/Offered to Site 3 of/).waitFor(soon);
      const { items } = await scene.sites[3]!.key.sees<{ items: { repairOrderId: string }[] }>(
        '/offers?status=pending',
      );
      const order = await scene.admin.sees<Order & { emergency: boolean; priority: string }>(
        `/repair-orders/${items[0]!.repairOrderId}`,
      );
      expect(order).toMatchObject({ emergency: true, priority: 'urgent', status: 'offered' });
      await keyboard.press('Enter');
      await visitor.page.getByRole('complementary', { name: order.number }).waitFor();
    }, 120_000);

    it('of somebody whom nobody knows yet needs a kind of product and a town', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const { page } = await asDispatcher({ locale: 'zh-CN' });
      await page.getByRole('button', { name: '紧急派单' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox').fill(`新客户 ${scene.word}`);
      await dialog.getByRole('option', { name: '新客户' }).click();
      await dialog.getByLabel('故障').fill('冒烟');
      await dialog.getByLabel('产品类别').selectOption(scene.word);
      await dialog.getByLabel('城市').selectOption('Cardiff');
      await dialog.getByRole('button', { name: '立即派人' }).click();
      await dialog.getByText('已预约').waitFor(soon);
      await dialog.getByRole('button', { name: '打开工单' }).click();
      await page.getByRole('complementary').getByText('冒烟').waitFor();
    }, 120_000);
  });
}
