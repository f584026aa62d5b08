import type { Page } from 'playwright-core';
import { eventually, Person } from '../stories/callout.js';
import { type Order, Scene } from '../stories/scene.js';
import { hire, password } from './people.js';
import { photo, type Stage } from './stage.js';
import type { Visitor } from './visitor.js';

/** What was done without a network arrives when there is one again; on a busy machine that takes a while. */
const soon = { timeout: 15_000 };

/** A technician with a telephone, with and without a network. */
export function technicianStories(stage: () => Stage): void {
  /** Orders of one technician, in the order in which their visits are driven, and the technician at the telephone. */
  async function dayOf(count: number, locale: string) {
    const scene = await Scene.set(stage().callout, ['own']);
    const [site] = scene.sites;
    const orders: Order[] = [];
    for (let index = 0; index < count; index += 1)
      orders.push(await scene.order((await scene.report()).id, ({ status }) => status === 'scheduled'));
    const visits = await Promise.all(orders.map(({ id }) => scene.visit(id)));
    const stops = visits
      .map((visit, index) => ({ visit, order: orders[index]! }))
      .toSorted((one, other) => one.visit.start.localeCompare(other.visit.start));
    await stage().callout.moveTo?.(new Date(stops[0]!.visit.start));
    const phone = await stage().visit({ phone: true, locale });
    await phone.signIn(await hire(stage().callout, 'technician', site, site!.technicians[0]), password);
    return { scene, stops, phone };
  }

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const open = async ({ page }: Visitor, { number }: Order) => {
    await page
      .getByRole('link', { name: '‹' })
      .or(page.getByRole('heading', { level: 1 }))
      .first()
      .waitFor();
    if ((await page.getByRole('link', { name: '‹' }).count()) > 0) await page.getByRole('link', { name: '‹' }).click();
    await page.getByRole('link', { name: number }).click();
  };
  const isFit = async (visitor: Visitor) => {
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  };

  describe('a technician', () => {
    it('does three visits of a day, one of them without a network, through a closed browser, and each step arrives once', async () => {
      const { scene, stops, phone } = await dayOf(3, 'en-GB');
      await isOnThePhone(phone, 3);
      await isFit(phone);

      const [first, second, third] = stops as [(typeof stops)[0], (typeof stops)[0], (typeof stops)[0]];
      await open(phone, first.order);
      await press(phone.page, 'I am on the way');
      await press(phone.page, 'I have arrived');
      await phone.page.getByLabel('Symptom', { exact: true }).fill('leaks');
      await press(phone.page, 'leaks leak');
      await phone.page.getByLabel('Fault', { exact: true }).fill('pump');
      await phone.page.getByLabel('Remedy', { exact: true }).fill('cleaned');
      await isFit(phone);
      await press(phone.page, 'Report end');
      const done = await scene.visit(first.order.id, ({ status }) => status === 'finished');
      expect(done).toMatchObject({ symptomCode: 'leak', faultCode: 'pump' });

      await phone.setOffline(true);
      await open(phone, second.order);
      await press(phone.page, 'I am on the way');
      await phone.page.getByText('1 step not sent yet').waitFor();
      await press(phone.page, 'I have arrived');
      await phone.page.getByLabel('Diagnosed').check();
      await phone.page.getByLabel('Fault', { exact: true }).fill('motor');
      await phone.page.getByLabel('Remedy', { exact: true }).fill('replaced');
      await phone.page
        .getByLabel('Take a photo')
        .setInputFiles({ name: 'motor.png', mimeType: 'image/png', buffer: photo });
      await phone.page.getByRole('img', { name: 'motor.jpg' }).waitFor();
      await sign(phone.page);
      await phone.page.getByLabel('Name of who signs').fill('Gwen Price');
      await eventually('the report is kept', () => keeps(phone.page, 'drafts', 'Gwen Price'));
      await phone.reopen(`/app/my-day/${second.visit.id}`);
      await phone.page.getByRole('img', { name: 'motor.jpg' }).waitFor();
      await isFit(phone);
      await press(phone.page, 'Report end');
      await phone.page.getByText('5 steps not sent yet').waitFor();
      await phone.reopen('/app/my-day');
      await phone.page.getByRole('link', { name: second.order.number }).getByText('finished').waitFor();
      expect((await scene.visit(second.order.id)).version).toBe(second.visit.version);

      // the answer to the arrival is lost on the way: nobody knows whether it was done
      let arrivals = 0;
      await phone.page.route(`**/visits/${second.visit.id}/arrive`, async (route) => {
        arrivals += 1;
        if (arrivals > 1) return route.continue();
        await route.fetch();
        await route.abort();
      });
      await phone.setOffline(false);
      await phone.page
        .getByText('not sent yet')
        .first()
        .waitFor({ state: 'hidden', ...soon });
      const sent = await scene.visit(second.order.id, ({ status }) => status === 'finished');
      expect(arrivals).toBe(2);
      expect(sent).toMatchObject({ faultCode: 'motor', mandatoryStepsDone: 2, version: second.visit.version + 3 });
      const files = await scene.admin.sees<{ name: string }[]>(`/requests/${second.order.requestId}/attachments`);
      expect(files.map(({ name }) => name)).toEqual(['motor.jpg', 'signature Gwen Price.png']);

      await open(phone, third.order);
      await press(phone.page, 'Did not take place');
      await phone.page.getByLabel('Why did it not take place?').fill('nobody opened');
      await phone.page.getByRole('dialog').getByRole('button', { name: 'Did not take place' }).click();
      await scene.visit(third.order.id, ({ status }) => status === 'missed');
    }, 180_000);

    it('gets from the customer the code that the customer has by the link, and enters it at the door', async () => {
      const { scene, stops, phone } = await dayOf(1, 'zh-CN');
      const { order } = stops[0]!;
      const { token } = await scene.admin.does<{ token: string }>(`/requests/${order.requestId}/customer-links`);
      await open(phone, order);
      await press(phone.page, '我已出发');
      const customer = await stage().visit();
      await customer.page.goto(`/l#${token}`);
      await customer.page.getByText('Code for the technician').waitFor({ timeout: 30_000 });
      await isFit(customer);
      const code = await customer.page.locator('dd .when').last().innerText();
      await press(phone.page, '我已到达');
      await phone.page.getByLabel('验证码', { exact: true }).fill(code === '000000' ? '000001' : '000000');
      await press(phone.page, '确认');
      await phone.page.getByText('验证码错误。剩余次数：4。').waitFor(soon);
      await phone.page.getByLabel('验证码', { exact: true }).fill(code);
      await press(phone.page, '确认');
      await phone.page.getByText('您的到达已确认').waitFor(soon);
      await isFit(phone);
      const byLink = new Person(stage().callout.url, { 'x-callout-link': token });
      expect(await byLink.sees('/customer-link')).not.toHaveProperty('arrivalCode');
    }, 120_000);

    it('is told what became of a visit meanwhile, decides, and loses nothing without a warning', async () => {
      const { scene, stops, phone } = await dayOf(2, 'en-GB');
      await isOnThePhone(phone, 2);
      const [cancelled, moved] = stops as [(typeof stops)[0], (typeof stops)[0]];
      await phone.setOffline(true);
      for (const { order } of stops) {
        await open(phone, order);
        await press(phone.page, 'I am on the way');
      }
      const start = new Date(Date.parse(moved.visit.start) + 600_000).toISOString();
      const { version } = moved.visit;
      await scene.admin.does(`/visits/${moved.visit.id}/reschedule`, { start, reason: 'somebody is ill' }, { version });
      const reason = { reason: 'the customer has sold it' };
      await scene.admin.does(`/visits/${cancelled.visit.id}/cancel`, reason, { version: cancelled.visit.version });
      await phone.page.getByRole('link', { name: '‹' }).click();
      await phone.setOffline(false);

      const ofMoved = phone.page.getByRole('alert').filter({ hasText: moved.order.number });
      await ofMoved.getByText('was moved meanwhile').waitFor(soon);
      const ofCancelled = phone.page.getByRole('alert').filter({ hasText: cancelled.order.number });
      await ofCancelled.getByText('over meanwhile: cancelled').waitFor(soon);
      await ofCancelled.getByText('the customer has sold it').waitFor();
      await isFit(phone);
      await phone.page.locator('button.user').click();
      await press(phone.page, 'Sign out');
      await phone.page.getByRole('dialog').getByText('2 steps of yours not sent yet').waitFor();
      await press(phone.page, 'Stay signed in');

      await ofMoved.getByRole('button', { name: 'send all the same' }).click();
      await scene.visit(moved.order.id, ({ status }) => status === 'en_route');
      await ofMoved.waitFor({ state: 'hidden', ...soon });
      await ofCancelled.getByRole('button', { name: 'Throw away what is not sent' }).click();
      await ofCancelled.getByRole('button', { name: 'Yes, throw away' }).click();
      await ofCancelled.waitFor({ state: 'hidden' });

      await phone.page.locator('button.user').click();
      await press(phone.page, 'Sign out');
      await phone.page.getByRole('button', { name: 'Sign in' }).waitFor();
      for (const store of ['kept', 'steps', 'drafts']) expect(await keeps(phone.page, store, '')).toBe(false);
    }, 120_000);
  });
}

/** The pages and everything about so many visits can be opened without a network. */
async function isOnThePhone({ page }: Visitor, visits: number): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await eventually(`${visits} visits are on the phone`, async () => {
    const contacts = await page.evaluate<number>(countRows('kept', '"contact"'));
    return contacts === visits && (await page.evaluate<number>(countRows('kept', '"reservations"'))) >= visits;
  });
}

const keeps = async (page: Page, store: string, text: string) =>
  (await page.evaluate<number>(countRows(store, text))) > 0;

/** How many rows of this store of the phone's database have this text in them. */
const countRows = (store: string, text: string) => `new Promise((resolve, reject) => {
  const opened = indexedDB.open('callout-phone');
  opened.onerror = () => reject(opened.error);
  opened.onsuccess = () => {
    const all = opened.result.transaction('${store}').objectStore('${store}').getAll();
    all.onsuccess = () => {
      opened.result.close();
      resolve(all.result.filter((row) => JSON.stringify([row, row.key ?? '']).replaceAll('\\\\"', '"').includes(${JSON.stringify(text)})).length);
    };
  };
})`;

async function sign(page: Page): Promise<void> {
  const pad = page.getByRole('img', { name: 'Sign here' });
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  await page.mouse.move(box.x + 30, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, box.y + 60, { steps: 5 });
  await page.mouse.up();
}
