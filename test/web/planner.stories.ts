import type { Page } from 'playwright-core';
import { eventually } from '../stories/callout.js';
import { type Row, Scene } from '../stories/scene.js';
import { planOnly, wanted } from './item-locations.js';
import { demoPassword } from './people.js';
import type { Stage } from './stage.js';
import type { Visitor } from './visitor.js';

/** A run of one part takes seconds; the rest is a busy machine. */
const planned = { timeout: 30_000 };

/** What a planner does: exceptions, overrides, proposals, runs, tables. */
export function plannerStories(stage: () => Stage): void {
  const arrive = async (options: Parameters<Stage['visit']>[0] = {}): Promise<Visitor> => {
    const visitor = await stage().visit(options);
    await visitor.signIn('planner', demoPassword);
    return visitor;
  };

  describe('a planner', () => {
    it('overrides a forecast, sees why it changes and what runs out, approves what is proposed, and lets it go again', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const partId = await scene.stockPart(3);
      const { items } = await scene.admin.sees<{ items: Row[] }>('/stock-locations?kind=central');
      const central = items[0]!.id;
      const visitor = await arrive();
      const { page } = visitor;
      await page.goto(`/app/parts/${partId}`);
      await page.getByLabel('Another place').selectOption(central);
      await page.getByText('No published run has planned this part here.').waitFor();
      await page.getByRole('button', { name: 'Override' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Mean, pieces a day').fill('200'); // a purchase so large that a planner must approve it
      await dialog.getByLabel('Reason').fill('a campaign begins');
      await dialog.getByLabel('Until the end of').fill('2020-01-01');
      await dialog.getByRole('button', { name: 'Override' }).click();
      await dialog
        .getByText(/must be in the future/)
        .first()
        .waitFor();
      await dialog.getByLabel('Until the end of').fill('2031-01-01');
      await dialog.getByRole('button', { name: 'Override' }).click();
      await dialog.waitFor({ state: 'hidden' });

      await page.getByText('A planner has set the mean: 1,400 pieces a period.').waitFor(planned);
      await page.getByText(/a campaign begins/).waitFor();
      const period = page.getByRole('slider', { name: 'Period' });
      const before = await period.getAttribute('aria-valuetext');
      expect(before).toMatch(/mean 1,\d{3}/);
      await period.press('ArrowRight');
      expect(await period.getAttribute('aria-valuetext')).not.toBe(before);
      expect(await visitor.barriers()).toEqual([]);

      await page.goto(`/app/parts-exceptions?partId=${partId}`);
      const row = page.getByRole('row', { name: /stock-out to come/ });
      await row.getByText(/proposed: /).waitFor(planned);
      await row.getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Approve proposals (1)' }).click();
      await page.getByText(/^1 approved, £/).waitFor();
      const settle = page.getByRole('button', { name: /^Settle: stock-out to come/ });
      await settle.click();
      await dialog.getByLabel('Reason').fill('the purchase is approved');
      await dialog.getByRole('button', { name: 'Settle' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await settle.waitFor({ state: 'hidden' });
      await page.goto(`/app/parts-exceptions?settled&partId=${partId}`);
      await page.getByText(/settled by .*: the purchase is approved/).waitFor();
      expect(await visitor.barriers()).toEqual([]);
      await page.getByRole('button', { name: /^Reopen: stock-out to come/ }).click();
      await page.getByText('Nothing is out of order.').waitFor();
      await page.goto(`/app/parts/${partId}/${central}`);
      await page.getByText(/^buy: [\d,]+ pieces, 0 received/).waitFor();

      await page.getByRole('button', { name: 'Back to automatic' }).click();
      await page.getByText(/ended/).waitFor();
      await page.getByText('A planner has set the mean').waitFor({ state: 'hidden', ...planned });
    }, 120_000);

    it('plans twice, compares both runs and publishes the second', async () => {
      const { admin } = stage().callout;
      const item = await wanted(admin);
      const first = await planOnly(admin, item);
      await admin.does('/planning-overrides', {
        ...item,
        kind: 'target',
        targetShare: 0.9999,
        reason: 'never without',
      });
      const visitor = await arrive({ locale: 'zh-CN' });
      const { page } = visitor;
      await page.goto('/app/planning-runs');
      await page.getByRole('button', { name: '新建运算' }).click();
      const dialog = page.getByRole('dialog');
      const { number } = await admin.sees<{ number: string }>(`/parts/${item.partId}`);
      await dialog.getByLabel('备件号').fill(`${number}, no-such-part`);
      await dialog.getByRole('button', { name: '开始' }).click();
      await dialog.getByText('没有备件 no-such-part。').waitFor();
      await dialog.getByLabel('备件号').fill(number);
      await dialog.getByRole('button', { name: '开始' }).click();
      const run = page.getByRole('complementary');
      await run.getByText('待发布', { exact: true }).waitFor(planned);
      const second = new URL(page.url()).pathname.split('/').at(-1)!;
      expect(await visitor.barriers()).toEqual([]);

      await page.goto(`/app/planning-runs/${second}?with=${first}`);
      await page.getByRole('heading', { name: '两次运算的比较' }).waitFor();
      const difference = page.getByRole('row', { name: new RegExp(number) }).first();
      await difference
        .getByText(/第二个/)
        .first()
        .waitFor();
      expect(await visitor.barriers()).toEqual([]);
      await page.goto(`/app/planning-runs/${second}`);
      await run.getByRole('button', { name: '发布' }).click();
      await run.getByText('已发布', { exact: true }).waitFor(planned);
      await page.goto(`/app/parts/${item.partId}/${item.locationId}`);
      await page
        .getByText('是：计划员设定了目标')
        .or(page.getByText('计划员', { exact: true }))
        .first()
        .waitFor();
    }, 120_000);

    it.each([
      [
        'en-GB',
        {
          table: 'Table',
          kind: 'counted stock',
          file: 'File',
          check: 'Check',
          apply: 'Import now',
          faults: /^2 faults/,
          done: 'Imported.',
        },
      ],
      [
        'zh-CN',
        {
          table: '表格',
          kind: '盘点库存',
          file: '文件',
          check: '检查',
          apply: '立即导入',
          faults: /^2 处错误/,
          done: '已导入。',
        },
      ],
    ])(
      'reads row by row what is wrong with a table, mends it and imports it (%s)',
      async (locale, words) => {
        const scene = await Scene.set(stage().callout, ['own']);
        const partId = await scene.enterPart('I');
        const shelf = await scene.shelf(scene.sites[0]!);
        const visitor = await arrive({ locale });
        const { page } = visitor;
        await page.goto('/app/parts-tables');
        await page.getByLabel(words.table, { exact: true }).selectOption({ label: words.kind });
        const give = async (...rows: string[]) => {
          const buffer = Buffer.from(['partNumber,location,counted', ...rows].join('\n'));
          await page
            .getByLabel(words.file, { exact: true })
            .setInputFiles({ name: 'count.csv', mimeType: 'text/csv', buffer });
          await page.getByRole('button', { name: words.check }).click();
        };
        await give(`I-${scene.word},${shelf},12`, `I-${scene.word},${shelf},many`, `no-such-part,${shelf},1`);
        await page.getByText(words.faults).waitFor();
        expect(await faultsOn(page)).toEqual([
          ['3', 'counted'],
          ['4', 'partNumber'],
        ]);
        expect(await page.getByRole('button', { name: words.apply }).count()).toBe(0);
        expect(await visitor.barriers()).toEqual([]);
        await give(`I-${scene.word},${shelf},12`);
        await page.getByRole('button', { name: words.apply }).click();
        await page.getByText(words.done, { exact: true }).waitFor();
        const { items } = await scene.admin.sees<{ items: { onHand: number }[] }>(`/stock-levels?partId=${partId}`);
        expect(items.map(({ onHand }) => onHand)).toEqual([12]);
      },
      60_000,
    );

    it('saves a table, and scrolls through all stock without a button', async () => {
      const { page } = await arrive();
      await page.goto('/app/parts-tables');
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save: stock', exact: true }).click();
      expect((await saved).suggestedFilename()).toBe('stock.csv');
      await page.goto('/app/stock');
      await page.getByRole('row').nth(3).waitFor();
      expect((await rowsOn(page)).last).toBeLessThan(100);
      await eventually('rows of the second page are in sight', async () => {
        await page.mouse.wheel(0, 4_000);
        const { last, unread } = await rowsOn(page);
        return last > 230 && unread === 0;
      });
      expect((await rowsOn(page)).count).toBeLessThan(80);
    }, 60_000);

    it('reads all of it in Chinese on a phone', async () => {
      const { admin } = stage().callout;
      const item = await wanted(admin);
      await planOnly(admin, item, true);
      const visitor = await arrive({ locale: 'zh-CN', phone: true });
      const { page } = visitor;
      for (const path of [`/app/parts/${item.partId}/${item.locationId}`, `/app/parts/${item.partId}`]) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.locator('figure.chart, tfoot').first().waitFor();
        expect(await visitor.barriers()).toEqual([]);
        expect(`${path} ${await page.evaluate('document.documentElement.scrollWidth <= innerWidth')}`).toBe(
          `${path} true`,
        );
      }
    }, 60_000);
  });
}

/** Row and column of each fault that the page shows. */
const faultsOn = (page: Page) =>
  page.evaluate<string[][]>(
    `[...document.querySelectorAll('main tbody tr')].map((row) => [...row.cells].slice(0, 2).map((cell) => cell.textContent))`,
  );

/** How the rows of a long table that exist are counted: how many, and the number of the last one. */
const rowsOn = (page: Page) =>
  page.evaluate<{ count: number; last: number; unread: number }>(
    `(() => {
      const rows = [...document.querySelectorAll('main tbody tr[aria-rowindex]')];
      const numbers = rows.map((row) => Number(row.ariaRowIndex ?? row.getAttribute('aria-rowindex')));
      return { count: rows.length, last: Math.max(0, ...numbers), unread: rows.filter((row) => row.cells.length === 1).length };
    })()`,
  );
