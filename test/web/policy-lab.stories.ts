import { planOnly, wanted, wantedLately } from './item-locations.js';
import { demoPassword } from './people.js';
import type { Stage } from './stage.js';

/** A back-test of one part takes seconds; the rest is a busy machine. */
const tested = { timeout: 60_000 };

/** What a planner learns from back-tests. */
export function policyLabStories(stage: () => Stage): void {
  describe('a planner in the policy lab', () => {
    it.each([
      [
        'en-GB',
        {
          request: 'New back-test',
          all: 'follows fast (6 periods)',
          shares: 'Planned fill rates, %',
          parts: 'Part numbers',
          start: 'Start',
          unread: /Write fill rates as numbers/,
          done: 'done',
          slider: 'Place on the curve',
          value: 'Value of stock',
          adopt: 'Set as target…',
          target: 'Fill rate, %',
          reason: 'Reason',
          matrix: 'Targets that count now',
        },
      ],
      [
        'zh-CN',
        {
          request: '新建回测',
          all: '快速跟随（6 期）',
          shares: '计划满足率（%）',
          parts: '备件号',
          start: '开始',
          unread: /请用数字填写满足率/,
          done: '已完成',
          slider: '曲线上的位置',
          value: '库存价值',
          adopt: '设为目标…',
          target: '满足率（%）',
          reason: '原因',
          matrix: '当前目标',
        },
      ],
    ])(
      'tests methods and targets on the past, goes along the curve and sets a target (%s)',
      async (locale, words) => {
        const { admin } = stage().callout;
        const [partId] = await wantedLately(admin, 1);
        const { number } = await admin.sees<{ number: string }>(`/parts/${partId}`);
        const visitor = await stage().visit({ locale });
        await visitor.signIn('planner', demoPassword);
        const { page } = visitor;
        await page.goto('/app/policy-lab');
        await page.getByRole('button', { name: words.request }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(words.all).uncheck();
        await dialog.getByLabel(words.parts).fill(number);
        await dialog.getByLabel(words.shares).fill('80, many');
        await dialog.getByRole('button', { name: words.start }).click();
        await dialog.getByText(words.unread).waitFor();
        await dialog.getByLabel(words.shares).fill('80, 95 % 99');
        await dialog.getByRole('button', { name: words.start }).click();
        const slider = page.getByRole('slider', { name: words.slider });
        await slider.waitFor(tested);
        await page.getByText(words.done, { exact: true }).waitFor();
        const atFirst = await slider.getAttribute('aria-valuetext');
        expect(atFirst).toContain('95%');
        await page.locator('dd').first().getByText('=', { exact: true }).waitFor();
        await slider.press('End');
        expect(await slider.getAttribute('aria-valuetext')).toContain('99%');
        expect(await page.locator('path.curve').count()).toBe(6);
        expect(await page.locator('dd').first().textContent()).toMatch(/^\+/);
        expect(await visitor.barriers()).toEqual([]);

        await page.getByRole('button', { name: words.adopt }).click();
        expect(await dialog.getByLabel(words.target).inputValue()).toBe('99');
        await dialog.getByLabel(words.reason).fill(`the lab of ${locale}`);
        await dialog.getByRole('button', { name: words.adopt }).click();
        await dialog.waitFor({ state: 'hidden' });
        await page.getByText(words.matrix).click();
        await page.getByText(new RegExp(`the lab of ${locale}`)).waitFor();
        expect(await page.locator('.target-matrix td').allTextContents()).toEqual(Array(27).fill('99%'));
      },
      180_000,
    );

    it('says plainly on a phone that a plan has no curves', async () => {
      const { admin } = stage().callout;
      const runId = await planOnly(admin, await wanted(admin));
      const visitor = await stage().visit({ phone: true });
      await visitor.signIn('planner', demoPassword);
      const { page } = visitor;
      await page.goto('/app/policy-lab');
      await page.getByRole('link', { name: /\d{4}/ }).first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(await visitor.barriers()).toEqual([]);
      await page.goto(`/app/policy-lab/${runId}`);
      await page.getByText('This run plans; only a back-test has curves.').waitFor();
    }, 60_000);
  });
}
