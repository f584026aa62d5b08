import { eventually } from '../stories/callout.js';
import { type Order, Scene, type Visit } from '../stories/scene.js';
import { hire, password } from './people.js';
import type { Stage } from './stage.js';

const hour = 3_600_000;
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

  describe('keys', () => {
    it('are all on one sheet, and none of them works while somebody types', async () => {
      const visitor = await asDispatcher();
      const { page } = visitor;
      await page.goto('/app/timeline');
      await page.getByRole('heading', { name: 'Timeline', level: 1 }).waitFor();
      await page.keyboard.press('?');
      const sheet = page.getByRole('dialog', { name: 'Keys' });
      for (const does of ['Urgent order', 'next visit', 'to the next technician', 'Undo'])
        await sheet.getByText(does, { exact: true }).waitFor();
      expect(await visitor.barriers()).toEqual([]);
      await sheet.getByLabel('Single letters').uncheck();
      await page.keyboard.press('Escape');
      await page.keyboard.press('u');
      expect(await page.getByRole('dialog').count()).toBe(0);
      await page.getByRole('button', { name: 'Keys' }).click();
      await sheet.getByLabel('Single letters').check();
      await page.keyboard.press('Escape');
      await page.keyboard.press('u');
      const search = page.getByRole('dialog', { name: 'Urgent order' }).getByRole('combobox');
      await search.and(page.locator(':focus')).waitFor();
      await page.keyboard.type('u?u');
      expect(await page.getByRole('dialog').count()).toBe(1);
      expect(await search.inputValue()).toBe('u?u');
    }, 60_000);

    it('move a visit, drop it, make it longer, take it back and do it again; what will be late stands in the tray', async () => {
      const { scene, visit } = await booked(stage());
      const { page } = await asDispatcher();
      await page.goto(`/app/timeline?site=${scene.sites[0]!.id}&scale=days`);
      await page.getByRole('button', { name: /Cardiff, planned/ }).waitFor();
      const { keyboard } = page;
      await keyboard.press('ArrowRight');
      await page.locator('[data-visit]:focus').waitFor();
      for (let step = 0; step < 8; step += 1) await keyboard.press('Shift+ArrowRight');
      for (let step = 0; step < 2; step += 1) await keyboard.press('.');
      await page.locator('.ghost').getByText('from home').waitFor();
      await keyboard.press('Enter');
      expect(await page.getByRole('dialog').getByLabel('Planned length').inputValue()).toBe('90');
      await page.getByRole('dialog').getByLabel('Reason').fill('the customer asked for it');
      await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.locator('[data-visit]:focus').waitFor();
      const minutesOf = (now: Visit) =>
        (Date.parse((now as Visit & { finish: string }).finish) - Date.parse(now.start)) / 60_000;
      const is = async (start: string, minutes: number) =>
        void (await scene.visit(visit.repairOrderId, (now) => now.start === start && minutesOf(now) === minutes));
      const later = (await scene.visit(visit.repairOrderId)).start;
      expect(Date.parse(later) - Date.parse(visit.start)).toBeCloseTo(2 * hour, -6);
      await keyboard.press('Control+z');
      await is(visit.start, 60);
      await page.getByRole('button', { name: 'Redo' }).and(page.locator(':enabled')).waitFor();
      await keyboard.press('y');
      await is(later, 90);

      await page.getByRole('button', { name: 'Undo' }).and(page.locator(':enabled')).waitFor();
      const { version } = await scene.visit(visit.repairOrderId);
      const meanwhile = new Date(Date.parse(later) + 30 * 24 * hour).toISOString(); // long after it is due
      await scene.admin.does(`/visits/${visit.id}/reschedule`, { start: meanwhile, reason: 'second' }, { version });
      await keyboard.press('z');
      await page.getByText('Somebody changed this visit meanwhile').waitFor();
      expect((await scene.visit(visit.repairOrderId)).start).toBe(meanwhile);
      expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
      const { number } = await scene.admin.sees<Order>(`/repair-orders/${visit.repairOrderId}`);
      await page.getByRole('link', { name: /^At risk \(/ }).click();
      const card = page.locator('.tray').getByRole('button', { name: number });
      await card.getByText(`Site 0 of ${scene.word}`).waitFor();
      await page.getByRole('link', { name: /^Waiting \(/ }).click();
      await card.waitFor({ state: 'hidden' });
    }, 120_000);
  });

  describe('many at once', () => {
    it('go a day later, each with its own answer', async () => {
      const { scene, visit } = await booked(stage());
      const second = await scene.visit((await booking(scene, 'the second one')).id);
      const visitor = await asDispatcher();
      const { page } = visitor;
      await page.goto(`/app/timeline?site=${scene.sites[0]!.id}&scale=week`);
      const bars = page.getByRole('button', { name: /Cardiff, planned/ });
      await bars.nth(1).waitFor();
      for (const index of [0, 1]) await bars.nth(index).click({ modifiers: ['Control'] });
      await page.getByText('2 chosen').waitFor();
      const hourLater = { start: new Date(Date.parse(second.start) + hour).toISOString(), reason: 'first' };
      await page.getByRole('button', { name: 'A day later (2)' }).click();
      await scene.admin.does(`/visits/${second.id}/reschedule`, hourLater, { version: second.version });
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Reason').fill('the road is closed');
      await dialog.getByRole('button', { name: 'A day later' }).click();
      await dialog.getByText('2 of 2').waitFor();
      await dialog.getByText(/: done$/).waitFor();
      await dialog.getByText('Somebody changed this visit meanwhile').waitFor();
      expect(await visitor.barriers()).toEqual([]);
      const moved = await scene.visit(visit.repairOrderId);
      expect(Date.parse(moved.start) - Date.parse(visit.start)).toBe(24 * hour);
      expect((await scene.visit(second.repairOrderId)).start).toBe(hourLater.start);
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await page.getByText('1 chosen').waitFor();
    }, 120_000);
  });

  describe('the map', () => {
    it('shows what needs attention, opens it, and asks no other host for anything', async () => {
      const scene = await Scene.set(stage().callout, ['franchised']);
      const order = await scene.order((await scene.report()).id, ({ status }) => status === 'offered');
      const visitor = await asDispatcher();
      const { page } = visitor;
      const hosts = new Set<string>();
      page.on('request', (request) => hosts.add(new URL(request.url()).host));
      const outlines = page.waitForResponse((response) => response.url().includes('countries-50m'));
      await page.goto(`/app/map?search=${order.number}`);
      const list = page.getByRole('region', { name: /^On the map/ });
      await list.getByRole('link', { name: order.number }).waitFor();
      expect((await outlines).headers()['content-encoding']).toBe('gzip');
      expect(await visitor.barriers()).toEqual([]);
      const map = page.getByRole('region', { name: 'Map of sites' });
      await map.getByRole('button', { name: 'Show all' }).click();
      const box = (await map.boundingBox())!;
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2); // the only one that is found
      await page.getByRole('complementary', { name: order.number }).waitFor();
      await page.getByLabel('orders that wait').click();
      await list.getByText('Nothing is here').waitFor();
      expect(new URL(page.url()).search).toContain('hide=waiting');
      expect([...hosts]).toEqual([new URL(stage().callout.url).host]);
    }, 120_000);

    it('lets a waiting order be dragged from it onto a technician', async () => {
      const scene = await Scene.set(stage().callout, ['franchised']);
      const north = { ...scene.place, lat: 52.3, locality: 'Builth Wells' }; // nothing that waits is farther up
      const customer = { name: 'Mair Evans', address: { street: 'High Street 1', place: north } };
      const { requestId, id } = await scene.order(
        (await scene.report('does not turn', { customer })).id,
        ({ status }) => status === 'offered',
      );
      const { offer, site } = await scene.offer(id);
      await site.key.does(`/offers/${offer.id}/accept`, {}, { version: offer.version });
      const order = await scene.order(requestId, ({ status }) => status === 'accepted');
      const { page } = await asDispatcher();
      await page.goto(`/app/timeline?site=${site.id}&map=`);
      await page.getByRole('button', { name: order.number }).waitFor();
      const from = await eventually('an order on the map', () => page.evaluate<Point | undefined>(whereWaitingIs));
      const row = (await page.locator('.timeline .row').first().boundingBox())!;
      const now = (await page.locator('.timeline .now').boundingBox())!;
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(now.x + 50, row.y + 5);
      await page.mouse.move(now.x + 2 * 56, row.y + row.height / 2);
      await page.locator('.ghost').getByText('from home').waitFor();
      await page.mouse.up();
      const dialog = page.getByRole('dialog', { name: `Assign ${order.number}` });
      await dialog.getByRole('button', { name: 'Assign' }).click();
      await dialog.waitFor({ state: 'hidden' });
      expect(await scene.visit(order.id)).toMatchObject({ technicianId: site.technicians[0] });
    }, 120_000);
  });

  describe('a saved view', () => {
    it('is a name for what is filtered, of one’s own or shared', async () => {
      const visitor = await asDispatcher();
      const { page } = visitor;
      await page.goto('/app/orders?risk=breached&technician=019c0000-0000-7000-8000-000000000000'); // who is open beside it
      await page.getByRole('heading', { name: 'Orders', level: 1 }).waitFor();
      await page.keyboard.press('v');
      const dialog = page.getByRole('dialog');
      const name = `late ${Date.now()}`;
      await dialog.getByLabel('Name').fill(name);
      await dialog.getByLabel('Share with').check();
      await dialog.getByRole('button', { name: 'Save this view' }).click();
      await dialog.waitFor({ state: 'hidden' });

      const colleague = await asDispatcher();
      await colleague.page.getByRole('button', { name: 'Views' }).click();
      await colleague.page.getByRole('dialog').getByRole('link', { name }).waitFor();
      expect(await colleague.barriers()).toEqual([]);
      await colleague.page.getByRole('dialog').getByRole('link', { name }).click();
      await colleague.page.waitForURL('**/app/orders?risk=breached');

      await page.keyboard.press('v');
      await dialog.getByRole('button', { name: `Delete view ${name}` }).click();
      await dialog.getByRole('link', { name }).waitFor({ state: 'hidden' });
    }, 60_000);
  });
}

/** An order of the scene that is booked. */
async function booking(scene: Scene, problem: string): Promise<Order> {
  return scene.order((await scene.report(problem)).id, ({ status }) => status === 'scheduled');
}

async function booked(stage: Stage): Promise<{ scene: Scene; visit: Visit }> {
  const scene = await Scene.set(stage.callout, ['own'], 2);
  return { scene, visit: await scene.visit((await booking(scene, 'the first one')).id) };
}

interface Point {
  x: number;
  y: number;
}

/** In the page: where the map has drawn an order that waits, in pixels of the window; nothing while it has not. */
const whereWaitingIs = `(() => {
  const [canvas, mark] = [document.querySelector('.map canvas'), document.querySelector('.map [hidden] .map-waiting')];
  if (!canvas?.width || !mark) return undefined;
  const [red, green, blue] = getComputedStyle(mark).color.match(/\\d+/g).map(Number);
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const isIt = (at) => data[at] === red && data[at + 1] === green && data[at + 2] === blue;
  for (let at = 0; at < data.length; at += 4) {
    const below = at + 4 * canvas.width * 4;
    if (!isIt(at) || !isIt(below)) continue;
    const pixel = at / 4 + 4 * canvas.width;
    const box = canvas.getBoundingClientRect();
    return { x: box.x + (pixel % canvas.width) / devicePixelRatio, y: box.y + Math.floor(pixel / canvas.width) / devicePixelRatio };
  }
  return undefined;
})()`;
