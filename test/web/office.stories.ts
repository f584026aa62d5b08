import { randomUUID } from 'node:crypto';
import { eventually } from '../stories/callout.js';
import { repaired, type Row, Scene } from '../stories/scene.js';
import { hire, password } from './people.js';
import type { Stage } from './stage.js';

const demoPassword = 'callout-demo';

/** What agents, planners and administrators do at their desks. */
export function officeStories(stage: () => Stage): void {
  describe('at the desk', () => {
    it('an agent takes a report on the telephone and is led to the order that comes of it', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const name = `Customer ${scene.word}`;
      const address = { street: 'Queen Street 2', place: scene.place };
      const customer = await scene.admin.does<{ id: string }>('/customers', { name, address });
      await scene.admin.does('/assets', { customerId: customer.id, productCode: scene.word, address });
      const { page } = await signedIn('agent', demoPassword);
      await page.goto('/app/requests');
      await page.getByRole('button', { name: 'New report' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Customer').fill(scene.word);
      await dialog.getByRole('button', { name }).click();
      await dialog.getByLabel('Fault').fill('hums and does not turn');
      await dialog.getByRole('button', { name: 'Save report' }).click();
      await page.getByRole('complementary').getByText('hums and does not turn').waitFor();
      await page.getByRole('link', { name: 'Repair order R-' }).click();
      await page.getByRole('complementary').getByText('Every step so far').waitFor();
      expect(new URL(page.url()).pathname).toMatch(/^\/app\/orders\//);
    }, 120_000);

    it('an agent reports for a new customer, is told what may be the same, and what a repeated report was joined to', async () => {
      const word = `n${randomUUID().slice(0, 8)}`;
      const phone = `+44 29 ${String(Date.now()).slice(-8)}`;
      const visitor = await signedIn('agent', demoPassword);
      const { page } = visitor;
      const [dialog, drawer] = [page.getByRole('dialog'), page.getByRole('complementary')];
      const looksFor = async (search: string) => {
        await page.goto('/app/requests?new');
        await dialog.getByLabel('Customer').fill(search);
      };
      const reports = async (problem: string) => {
        await dialog.getByLabel('Fault').fill(problem);
        await dialog.getByText('First look').waitFor();
        await dialog.getByLabel('Send somebody at once').uncheck();
        await dialog.getByRole('button', { name: 'Save report' }).click();
      };
      const entersStranger = async () => {
        await dialog.getByRole('button', { name: /^New customer/ }).click();
        await dialog.getByLabel('Town').selectOption({ index: 1 });
        await dialog.getByLabel('Kind of product').selectOption({ index: 1 });
      };
      await looksFor(`Ann ${word}`);
      await dialog.getByText('No customer is known by this.').waitFor();
      await entersStranger();
      expect(await dialog.getByLabel('Name of the customer').inputValue()).toBe(`Ann ${word}`);
      await dialog.getByLabel('Phone').fill(phone);
      expect(await visitor.barriers()).toEqual([]);
      await reports('hums and does not turn');
      const number = await drawer.getByRole('heading', { name: /^R-/ }).innerText();

      await looksFor(`Bob ${word}`);
      await entersStranger();
      await dialog.getByLabel('Phone').fill(phone);
      await reports('there is a noise in it');
      await drawer.getByText('there is a noise in it').waitFor();
      await drawer.getByRole('link', { name: number }).click();
      await drawer.getByRole('heading', { name: number }).waitFor();

      await looksFor(`Ann ${word}`);
      await dialog
        .getByRole('button', { name: `Ann ${word} `, exact: false })
        .first()
        .click();
      await reports('it hums and does not turn');
      await dialog.getByText(`No new request was made: ${number}`).waitFor();
      await dialog.getByRole('button', { name: `Open ${number}` }).click();
      await drawer.getByText('hums and does not turn').waitFor();
    }, 120_000);

    it('an agent answers a call on any page, asks an expert and reports for who called; a supervisor ends what was forgotten', async () => {
      const { admin } = stage().callout;
      const word = `c${randomUUID().slice(0, 8)}`;
      const [caller, desk, expert] = [`Caller ${word}`, `Desk ${word}`, `Expert ${word}`];
      const phone = `+44 29 ${String(Date.now()).slice(-8)}`;
      const { items } = await admin.sees<{ items: { productCode: string; place: object }[] }>('/assets?limit=1');
      const { productCode, place } = items[0]!;
      const address = { street: 'Queen Street 3', place };
      const customer = await admin.does<{ id: string }>('/customers', { name: caller, phone, address });
      await admin.does('/assets', { customerId: customer.id, productCode, address });
      await admin.put(`/seats/A-${word}`, { name: desk, kind: 'ordinary' }).expect(200);
      await admin.put(`/seats/E-${word}`, { name: expert, kind: 'expert' }).expect(200);
      await admin.does(`/seats/E-${word}/take`);
      const comes = async (name: string) => {
        const visitor = await stage().visit();
        await visitor.page.context().request.post('/api/v1/sessions', { data: { name, password: demoPassword } });
        return visitor;
      };
      const [agent, supervisor] = [await comes('agent'), await comes('supervisor')];
      const { page } = agent;
      const bar = page.getByRole('region', { name: 'Your seat and call' });
      const says = (words: string) => bar.getByText(words, { exact: true }).waitFor();
      await page.goto('/app/calls');
      await page.getByLabel('Your seat', { exact: true }).selectOption(`A-${word}`);
      await page.getByRole('button', { name: 'Take the seat' }).click();
      await says('free');
      await page.keyboard.press('s');
      await says('away');
      await page.keyboard.press('s');
      await says('free');
      await page.getByRole('link', { name: 'Requests' }).click();

      const ring = () => admin.does<{ id: string }>('/calls', { externalId: randomUUID(), phone });
      const call = await ring();
      await says('ringing');
      await says(caller);
      await page.keyboard.press('r');
      await says('talking');
      const dialog = page.getByRole('dialog');
      await bar.getByRole('button', { name: 'Details' }).click();
      await bar.getByRole('button', { name: 'Ask an expert' }).click();
      await dialog.getByLabel(expert).check();
      await dialog.getByRole('button', { name: 'Ask an expert' }).click();
      await says(`Expert: ${expert}`);
      expect(await agent.barriers()).toEqual([]);
      await bar.getByRole('button', { name: 'Back to the customer' }).click();
      await says('talking');

      await page.keyboard.press('n');
      await dialog.getByLabel('Fault').fill('hums and does not turn');
      await dialog.getByLabel('Send somebody at once').uncheck();
      await admin.does(`/calls/${call.id}/end`); // the customer has hung up: the report is not lost
      await says('ended');
      await dialog.getByRole('button', { name: 'Save report' }).click();
      await page.getByRole('complementary').getByText('hums and does not turn').waitFor();
      await bar.getByText('ended', { exact: true }).waitFor({ state: 'hidden' });
      const { requestId } = await admin.sees<{ requestId: string }>(`/calls/${call.id}`);
      expect(new URL(page.url()).pathname).toBe(`/app/requests/${requestId}`);

      await ring();
      await supervisor.page.goto('/app/calls');
      const row = supervisor.page.getByRole('row', { name: caller });
      await row.getByText(desk).waitFor();
      expect(await supervisor.barriers()).toEqual([]);
      await row.getByRole('button', { name: 'End the call' }).click();
      await supervisor.page.getByRole('dialog').getByRole('button', { name: 'End the call' }).click();
      await row.waitFor({ state: 'hidden' });
      for (const seat of ['A', 'E']) await admin.does(`/seats/${seat}-${word}/leave`);
    }, 120_000);

    it('a site makes an API key that works, and revokes it', async () => {
      const { callout } = stage();
      const scene = await Scene.set(callout, ['franchised']);
      const visitor = await signedIn(await hire(callout, 'site_manager', scene.sites[0]), password);
      const { page } = visitor;
      await page.goto('/app/keys');
      await page.getByRole('button', { name: 'New key' }).click();
      await page.getByRole('dialog').getByLabel('Name').fill('our own system');
      await page.getByRole('dialog').getByRole('button', { name: 'New key' }).click();
      const secret = await page.locator('code.secret').innerText();
      const ask = async () =>
        (await fetch(`${callout.url}/api/v1/offers`, { headers: { authorization: `Bearer ${secret}` } })).status;
      expect(await ask()).toBe(200);
      const example = await page.getByRole('region', { name: 'List offers: TypeScript' }).innerText();
      expect(example).toContain(`fetch('${callout.url}/api/v1/offers?status=pending'`);
      expect(await visitor.barriers()).toEqual([]);
      const row = page.locator('tr', { hasText: 'our own system' });
      await row.getByRole('link', { name: 'Last calls of our own system' }).click();
      const calls = page.getByRole('complementary', { name: 'Last calls of our own system' });
      await calls.getByRole('row', { name: 'GET /api/v1/offers' }).getByText('200').waitFor();
      expect(await visitor.barriers()).toEqual([]);
      await calls.getByRole('button', { name: 'Close' }).click();
      await row.getByRole('button', { name: 'Revoke' }).click();
      expect(await ask()).toBe(200);
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
      await row.getByText('revoked').waitFor();
      expect(await ask()).toBe(401);
    }, 120_000);

    it('a site counts what lies on its shelf, and the books follow', async () => {
      const scene = await Scene.set(stage().callout, ['franchised']);
      const [site] = scene.sites;
      const partId = await scene.enterPart('C');
      const shelf = await scene.shelf(site!);
      await scene.receive(partId, shelf, 4);
      const visitor = await signedIn(await hire(stage().callout, 'site_manager', site), password);
      const { page } = visitor;
      await page.goto(`/app/stock?part=C-${scene.word}`);
      await page.getByRole('button', { name: /^Count C-/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Counted').fill('6');
      await dialog.getByText('+2', { exact: true }).waitFor();
      await dialog.getByLabel('Reason').fill('two lay behind the shelf');
      expect(await visitor.barriers()).toEqual([]);
      await dialog.getByRole('button', { name: 'Count', exact: true }).click();
      await page.getByText('6 on hand now (+2)').waitFor();
      await page.getByRole('button', { name: 'Count a part', exact: true }).click();
      await dialog.getByLabel('Part number').fill(`C-${scene.word}`);
      await dialog.getByLabel('Location').selectOption(shelf);
      await dialog.getByText('6 on hand').waitFor();
      await dialog.getByLabel('Counted').fill('5');
      await dialog.getByLabel('Reason').fill('one was broken');
      await dialog.getByRole('button', { name: 'Count', exact: true }).click();
      await page.getByText('5 on hand now (-1)').waitFor();
      const { items } = await scene.admin.sees<{ items: { onHand: number }[] }>(`/stock-levels?partId=${partId}`);
      expect(items.map(({ onHand }) => onHand)).toEqual([5]);
    }, 120_000);

    it('an administrator reads at the field what is wrong with a new user, mends it, and makes a technician of them, who takes a password of their own', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const [at] = scene.sites;
      const { page } = await signedIn('admin', demoPassword);
      await page.goto('/app/users');
      await page.getByRole('button', { name: 'New user' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name', { exact: true }).fill('a-new-one');
      await dialog.getByLabel('Full name').fill('A New One');
      await dialog.getByLabel('Repair site').check();
      await dialog.getByLabel('Password').fill('long enough for this');
      await dialog.getByRole('button', { name: 'New user' }).click();
      const site = dialog.getByLabel('Site', { exact: true });
      await dialog.getByText('is needed for site_manager', { exact: true }).waitFor();
      expect(await site.getAttribute('aria-invalid')).toBe('true');
      await site.selectOption(at!.id);
      await dialog.getByRole('button', { name: 'New user' }).click();
      await dialog.waitFor({ state: 'hidden' });
      const row = page.getByRole('row', { name: 'a-new-one' });
      await row.getByRole('button', { name: 'Change' }).click();
      await dialog.getByLabel('Repair site').uncheck();
      await dialog.getByRole('checkbox', { name: 'Technician' }).check();
      await dialog.getByRole('button', { name: 'Save user' }).click();
      await dialog.getByText('is needed for a technician', { exact: true }).waitFor();
      await dialog.getByRole('combobox', { name: 'Technician' }).selectOption(at!.technicians[0]!);
      await dialog.getByRole('button', { name: 'Save user' }).click();
      await row.getByRole('cell', { name: 'Technician', exact: true }).waitFor();
      await row.getByRole('button', { name: 'New password' }).click();
      await dialog.getByLabel('New password').fill('told on the telephone');
      await dialog.getByRole('button', { name: 'New password' }).click();
      await dialog.waitFor({ state: 'hidden' });

      const { page: own } = await signedIn('a-new-one', 'told on the telephone');
      await own.getByRole('button', { name: 'A New One' }).click();
      await own.getByRole('button', { name: 'Change password' }).click();
      const form = own.getByRole('dialog', { name: 'Change password' });
      await form.getByLabel('Present password').fill('a wrong one');
      await form.getByLabel('New password', { exact: true }).fill('nobody else knows');
      await form.getByLabel('New password again').fill('nobody else knows');
      await form.getByRole('button', { name: 'Change password' }).click();
      await form.getByText('is not your present password', { exact: true }).waitFor();
      await form.getByLabel('Present password').fill('told on the telephone');
      await form.getByRole('button', { name: 'Change password' }).click();
      await own.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
      await (await stage().visit()).signIn('a-new-one', 'nobody else knows');
    }, 120_000);

    it('two supervisors change the rules of offers: the second sees what the first has saved before overwriting it', async () => {
      const { callout } = stage();
      const { counter } = await callout.admin.sees<{ counter: { pastDueMinutes: number } }>('/offer-rules');
      const first = await signedIn(await hire(callout, 'supervisor'), password);
      const second = await signedIn(await hire(callout, 'supervisor'), password);
      const due = 'Ends later, after the due time, by at most, minutes';
      for (const { page } of [first, second]) {
        await page.goto('/app/offer-rules');
        await page.getByLabel(due).waitFor();
      }
      const { page } = first;
      const save = (on: typeof page) => on.getByRole('button', { name: 'Save the rules' }).click();
      await page.getByLabel('Priority low').fill('11');
      await page.getByLabel(due).fill('');
      await page.getByRole('button', { name: 'Add a currency' }).click();
      await page.getByLabel('Currency').fill('gb');
      await save(page);
      await page.locator('[aria-invalid]').nth(3).waitFor(); // the amount that is missing too
      expect(await first.barriers()).toEqual([]);
      await page.getByLabel('Priority low').fill('2');
      await page.getByLabel(due).fill(String(counter.pastDueMinutes + 5));
      await page.getByRole('button', { name: 'Remove gb' }).click();
      await save(page);
      await page.getByText(/^Saved\./).waitFor();

      await second.page.getByLabel(due).fill(String(counter.pastDueMinutes + 9));
      await save(second.page);
      const dialog = second.page.getByRole('dialog', { name: 'Somebody else was first' });
      const row = dialog.getByRole('row', { name: due });
      await row.waitFor();
      expect(await row.getByRole('cell').allTextContents()).toEqual([
        String(counter.pastDueMinutes + 9),
        String(counter.pastDueMinutes + 5),
      ]);
      expect(await second.barriers()).toEqual([]);
      await dialog.getByRole('button', { name: 'Save mine' }).click();
      await second.page.getByText(/^Saved\./).waitFor();
      const now = await callout.admin.sees<{ askedAtOnce: { low: number }; counter: { pastDueMinutes: number } }>(
        '/offer-rules',
      );
      expect([now.askedAtOnce.low, now.counter.pastDueMinutes]).toEqual([1, counter.pastDueMinutes + 9]);
    }, 120_000);

    it('a planner sets the policy of a part at a place', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      await scene.stockPart(3);
      const { page } = await signedIn('planner', demoPassword);
      await page.goto(`/app/stock?part=P-${scene.word}`);
      await page.getByRole('button', { name: 'Show' }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Order up to').fill('9');
      await dialog.getByLabel('Reorder point').fill('4');
      await dialog.getByLabel('Reason').fill('the season begins');
      await dialog.getByRole('button', { name: 'Set policy' }).click();
      await dialog.getByRole('button', { name: 'Override' }).waitFor();
      expect(await dialog.getByLabel('Reorder point').inputValue()).toBe('4');
    }, 120_000);

    it('a planner says what of a doubted use counts although a colleague was at it, and adjusts demand beside it', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const { admin } = scene;
      const partId = await scene.enterPart('D');
      const order = await scene.order((await scene.report()).id, ({ status }) => status === 'scheduled');
      const partsUsed = [{ partId, quantity: 900 }];
      await scene.work(await scene.visit(order.id), scene.sites[0]!, { ...repaired, partsUsed });
      const first = async <T>(path: string) => (await admin.sees<{ items: T[] }>(`${path}?partId=${partId}`)).items[0];
      await eventually('the use is an exception', () => first('/planning-exceptions'));
      const visitor = await signedIn('planner', demoPassword);
      const { page } = visitor;
      const [dialog, row] = [page.getByRole('dialog'), page.getByRole('row', { name: `D-${scene.word}` })];
      const numbers = () => row.locator('td.number').allTextContents();
      await page.goto(`/app/parts-exceptions?partId=${partId}`);
      await row.getByRole('link', { name: 'Doubted uses' }).click();
      await page.getByRole('heading', { name: 'Doubted uses' }).waitFor(); // an exception's row has a button of the same name
      await row.getByRole('button', { name: /^Settle: / }).click();
      expect(await numbers()).toEqual(['900', '1']);
      expect(await row.getByRole('link', { name: 'Open the order' }).getAttribute('href')).toBe(
        `/app/orders/${order.id}`,
      );
      await dialog.getByLabel('What counts').selectOption('another number');
      await dialog.getByLabel('Pieces that count').fill('12');
      await dialog.getByLabel('Reason').fill('the site was asked');
      const use = (await first<Row>('/doubted-uses'))!;
      const path = `/doubted-uses/${use.id}`;
      const asTold = await admin.does<Row>(`${path}/settle`, { pieces: 900, reason: 'as told' }, use);
      await admin.does(`${path}/reopen`, {}, asTold);
      await dialog.getByRole('button', { name: 'Settle' }).click();
      await dialog.getByRole('button', { name: 'I have seen it: allow mine' }).click();
      expect(await visitor.barriers()).toEqual([]);
      await dialog.getByRole('button', { name: 'Settle' }).click();
      await page.getByText('No reported use is doubted here.').waitFor();
      await page.getByLabel('Show', { exact: true }).selectOption('settled');
      await row.getByText(/settled by .*: the site was asked/).waitFor();
      expect(await numbers()).toEqual(['900', '12instead of 1']);

      await row.getByRole('link', { name: `D-${scene.word}` }).click();
      await page.getByRole('link', { name: 'Adjust demand' }).click();
      expect(await dialog.getByLabel('Part number').inputValue()).toBe(`D-${scene.word}`);
      const today = (await stage().callout.now()).toISOString().slice(0, 10);
      for (const day of ['First day', 'Last day']) await dialog.getByLabel(day).fill(today);
      const pieces = dialog.getByLabel('Pieces more, or fewer (−)');
      await pieces.fill('-20');
      await dialog.getByLabel('Reason').fill('a project that comes once');
      await dialog.getByRole('button', { name: 'New adjustment' }).click();
      await dialog
        .locator('.field')
        .getByText(/cannot be taken away/)
        .waitFor();
      expect(await pieces.getAttribute('aria-invalid')).toBe('true');
      await pieces.fill('20');
      await dialog.getByRole('button', { name: 'New adjustment' }).click();
      await page.getByRole('button', { name: /^Take back: .*\+20$/ }).click();
      await row.filter({ hasText: '+20' }).waitFor({ state: 'hidden' });
      expect(await numbers()).toEqual(['+11']);
      await row.getByRole('link', { name: 'Doubted uses' }).click();
      await row.getByRole('button', { name: /^Reopen: / }).click();
      await page.getByText('No reported use is doubted here.').waitFor();
    }, 120_000);

    it('a quality engineer finds what fails most and its chart; finance begins without a refusal', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const order = await scene.order((await scene.report()).id, ({ status }) => status === 'scheduled');
      await scene.work(await scene.visit(order.id), scene.sites[0]!, repaired);
      const address = { street: 'Queen Street 4', place: scene.place };
      const { id: customerId } = await scene.admin.does<{ id: string }>('/customers', { name: scene.word, address });
      const installedAt = new Date((await stage().callout.now()).getTime() - 300 * 86_400_000).toISOString();
      await scene.admin.does('/assets', { customerId, productCode: scene.word, installedAt });
      const of = `category=${scene.word}`;
      await eventually('the failure is recorded, and who was at risk', async () => {
        const { total } = await scene.admin.sees<{ total: number }>(`/reports/pareto?by=category&${of}`);
        const { points } = await scene.admin.sees<{ points: { unitWeeks: number }[] }>(`/charts/u?${of}`);
        return total > 0 && points.every(({ unitWeeks }) => unitWeeks > 0);
      });
      const visitor = await signedIn(await hire(stage().callout, 'quality_engineer'), password);
      const { page } = visitor;
      await page.getByRole('link', { name: 'Pareto' }).click();
      await page.getByLabel('Ranked by').selectOption('category');
      await page.getByLabel('Category', { exact: true }).selectOption(scene.word);
      const row = page.getByRole('main').getByRole('row').nth(1);
      await row.getByText('100%').first().waitFor();
      expect(await row.locator('td.number').allTextContents()).toEqual(['1', '1', '100%', '100%']);
      expect(await visitor.barriers()).toEqual([]);
      await row.getByRole('link', { name: 'single failures of' }).click();
      await page.getByRole('row', { name: order.number }).getByText('part replaced').waitFor();
      expect(await visitor.barriers()).toEqual([]);
      await page.goBack();
      await page.locator('.pareto .bar').click();
      await page.waitForURL(`**/app/quality/pareto?by=product&${of}`);
      await page.getByRole('main').getByRole('row').nth(1).getByRole('link', { name: 'u-chart of' }).click();
      await page.getByRole('img', { name: /: failures per unit-week/ }).waitFor();
      await page.getByText('All weeks as a table').click();
      expect(await page.getByRole('row', { name: /^20\d\d-W\d\d/ }).count()).toBe(26);
      await page.locator('main .loading').first().waitFor({ state: 'hidden' });
      expect(await visitor.barriers()).toEqual([]);

      await page.goto(`/app/quality/rates?${of}`);
      await page.getByRole('row', { name: 'All' }).getByText('100%').waitFor();
      expect(await visitor.barriers()).toEqual([]);
      await page.goto(`/app/quality/repair-time?by=category&${of}`);
      await page.getByRole('row', { name: scene.word }).getByRole('link', { name: '1' }).waitFor();
      expect(await visitor.barriers()).toEqual([]);

      const finance = await signedIn(await hire(stage().callout, 'finance'), password);
      await finance.page.getByRole('heading', { name: 'Overview' }).waitFor();
      await finance.page.getByRole('heading', { name: 'Open for' }).waitFor();
      await finance.page.getByRole('link', { name: 'up to a day' }).waitFor();
      expect(await finance.page.getByRole('alert').count()).toBe(0);
      expect(await finance.page.getByRole('heading', { name: 'Score cards' }).count()).toBe(0);
    }, 120_000);
  });

  async function signedIn(name: string, secret: string) {
    const visitor = await stage().visit();
    await visitor.signIn(name, secret);
    return visitor;
  }
}
