import type { Page } from 'playwright-core';
import { repaired, type Row, Scene } from '../stories/scene.js';
import { photo, type Stage } from './stage.js';
import type { Visitor } from './visitor.js';

const demoPassword = 'callout-demo';
const soon = { timeout: 10_000 };

/** What customers do who have no account: the code on the asset, their link. */
export function customerStories(stage: () => Stage): void {
  const visit = (...options: Parameters<Stage['visit']>) => stage().visit(...options);

  /** The page has no barriers and is not wider than the screen. */
  async function isFit(visitor: Visitor): Promise<void> {
    expect(await visitor.barriers()).toEqual([]);
    expect(await visitor.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  }

  const submit = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  describe('a customer without an account', () => {
    it('reports by the code with a photo, follows the link, picks a window, and says once that all is well', async () => {
      const scene = await Scene.set(stage().callout, ['own'], 2);
      const assetId = await ownedAsset(scene);
      const { body } = await scene.admin.put(`/assets/${assetId}/code`, {}).expect(200);
      const visitor = await visit({ locale: 'zh-CN', phone: true });
      const { page } = visitor;
      await page.goto((body as { path: string }).path);
      await page.getByRole('heading', { name: '设备报修' }).waitFor();
      await page.getByLabel('出了什么问题').fill('漏水，地板湿了');
      await page.getByLabel('您的姓名').fill('王小明');
      await page.getByLabel('电话').fill('+86 138 1234 5678');
      await page.getByLabel('添加照片').setInputFiles({ name: '漏水.png', mimeType: 'image/png', buffer: photo });
      await page.getByRole('img', { name: '漏水.jpg' }).waitFor();
      await page.getByLabel('添加照片').setInputFiles({ name: '误拍.png', mimeType: 'image/png', buffer: photo });
      await page.getByRole('button', { name: '移除 误拍.jpg' }).click();
      await page.getByRole('img', { name: '误拍.jpg' }).waitFor({ state: 'detached' });
      await page.getByLabel('日期').selectOption({ index: 2 });
      await isFit(visitor);
      await submit(page, '提交报修');
      await page.getByRole('heading', { name: '已收到您的报修' }).waitFor();
      const request = await requestOf(scene, assetId);
      const inTwoDays = new Date((await stage().callout.now()).getTime() + 2 * 86_400_000).toISOString().slice(0, 10);
      expect(request).toMatchObject({ channel: 'qr', windows: [{ from: `${inTwoDays}T08:00:00.000Z` }] });
      const files = await scene.admin.sees<{ name: string }[]>(`/requests/${request.id}/attachments`);
      expect(files).toMatchObject([{ name: '漏水.jpg', contentType: 'image/jpeg' }]);

      await scene.admin.does(`/requests/${request.id}/request-visit`, {}, { version: request.version });
      const order = await scene.order(request.id, ({ status }) => status === 'scheduled');
      await page.reload();
      await page.getByRole('heading', { name: '技术员将上门' }).waitFor();
      await page.getByText(`Site 0 of ${scene.word}`).waitFor();
      await submit(page, '更改时间');
      await page.getByRole('radio').nth(4).check();
      await isFit(visitor);
      const from = await page.locator('input[name=window]:checked').inputValue();
      await submit(page, '选定此时间');
      await page.getByText('已预约').waitFor();
      await scene.request(request.id, ({ promised }) => promised?.from === from);

      await scene.work(await scene.visit(order.id), scene.sites[0]!, repaired);
      await scene.request(request.id, ({ status }) => status === 'callback_due');
      const elsewhere = (await visit()).page; // the same link, opened by somebody else of the house
      await elsewhere.goto(page.url());
      await elsewhere.getByRole('heading', { name: 'The repair is finished' }).waitFor();
      await page.reload();
      await page.getByLabel('是，已正常').check();
      await isFit(visitor);
      await submit(page, '提交答复');
      await page.getByText('您已确认设备恢复正常').waitFor();
      await page.getByRole('heading', { name: '全部完成' }).waitFor();
      expect((await scene.request(request.id, ({ status }) => status === 'closed')).status).toBe('closed');
      await elsewhere.getByLabel('No, it does not').check();
      await submit(elsewhere, 'Send answer');
      await elsewhere.getByRole('alert').getByText('You have answered already').waitFor();
    }, 120_000);

    it('gets a link from the agent, says something that the agent reads, and is refused when it is revoked', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const { id } = await scene.report();
      const agent = await visit();
      await agent.signIn('agent', demoPassword);
      await agent.page.goto(`/app/requests/${id}`);
      const drawer = agent.page.getByRole('complementary');
      await drawer.getByRole('button', { name: 'Make a link' }).click();
      const url = await drawer.locator('code.secret').innerText();
      const customer = await visit();
      await customer.page.goto(url);
      await customer.page.getByRole('heading', { name: 'A technician will come' }).waitFor(soon);
      await customer.page.getByLabel('Tell us something').fill('the key is with the neighbour');
      await submit(customer.page, 'Send');
      await customer.page.getByText('We have got it.').waitFor();
      await isFit(customer);

      await agent.page.reload();
      await drawer.getByText('the key is with the neighbour').waitFor();
      await drawer.getByRole('button', { name: 'Revoke' }).click();
      await agent.page.getByRole('dialog').getByText('nobody can bring it back').waitFor();
      await agent.page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
      await drawer.getByText('revoked').waitFor();
      await customer.page.reload();
      await customer.page.getByRole('alert').getByText('This link was withdrawn').waitFor();
      await customer.page.getByRole('button', { name: '中文' }).click();
      await customer.page.getByRole('alert').getByText('此链接已被撤回').waitFor();
      await isFit(customer);
    }, 120_000);

    it('who comes with a forged link or a wrong code is told so in plain words, in both languages', async () => {
      const { page } = await visit({ locale: 'zh-CN', phone: true });
      await page.goto('/l#nonsense');
      await page.getByRole('alert').getByText('此链接无效').waitFor();
      await page.goto('/q/nonsense');
      await page.getByRole('alert').getByText('此二维码无效').waitFor();
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('alert').getByText('This code is not valid').waitFor();
      await page.goto('/l');
      await page.getByRole('alert').getByText('This link is not valid').waitFor();
    }, 60_000);

    it('finds on the label what an agent prints: its code opens the report of that asset', async () => {
      const scene = await Scene.set(stage().callout, ['own']);
      const { id } = await scene.report();
      const agent = await visit();
      await agent.signIn('agent', demoPassword);
      await agent.page.goto(`/app/requests/${id}`);
      await agent.page.getByRole('button', { name: 'QR label' }).click();
      const dialog = agent.page.getByRole('dialog');
      const url = (await dialog.getByRole('img').getAttribute('aria-label')) ?? '';
      await isFit(agent);
      const customer = await visit();
      await customer.page.goto(url);
      await customer.page.getByText(scene.word).first().waitFor();
      await isFit(customer);
    }, 60_000);
  });
}

async function ownedAsset({ admin, word, place }: Scene): Promise<string> {
  const address = { street: 'Queen Street 2', place };
  const customer = await admin.does<Row>('/customers', { name: `Customer ${word}`, address });
  return (await admin.does<Row>('/assets', { customerId: customer.id, productCode: word, serialNumber: 'SN-4711' })).id;
}

async function requestOf({ admin }: Scene, assetId: string): Promise<Row & { channel: string; windows: object[] }> {
  const { items } = await admin.sees<{ items: (Row & { channel: string; windows: object[] })[] }>(
    `/requests?assetId=${assetId}`,
  );
  return items[0]!;
}
