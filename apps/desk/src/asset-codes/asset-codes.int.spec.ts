import request from 'supertest';
import { uuidv7 } from '#common/database/uuid.js';
import { Desk } from '../testing/desk.js';
import type { AssetCodeView, ReportedByCode } from './asset-code.dto.js';

const contact = { name: '小李', phone: '+86 139 0000 0000' };

describe('the code of an asset', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.start();
  });
  afterAll(() => desk.close());

  /** An asset with its code, whose last request is over. */
  const coded = async (): Promise<AssetCodeView> => {
    const { id, assetId } = await desk.open();
    await desk.step(`requests/${id}/cancel`, { reason: 'only to have an asset' });
    const agent = await desk.service.as(desk.agent);
    return (await agent.put(`/api/v1/assets/${assetId}/code`).expect(200)).body as AssetCodeView;
  };
  const anybody = () => request(desk.service.url);
  const report = (code: string, body: object, status = 201) =>
    anybody()
      .post(`/api/v1/asset-codes/${code}/reports`)
      .send({ reportId: uuidv7(), problem: '漏水，地板湿了', contact, ...body })
      .expect(status);
  const told = async (code: string, body: object = {}) => (await report(code, body)).body as ReportedByCode;

  it('is the same for as long as it is not voided, and shows what stands on the plate', async () => {
    const { assetId, code, path } = await coded();
    expect(path).toBe(`/q/${code}`);
    const agent = await desk.service.as(desk.agent);
    expect(((await agent.put(`/api/v1/assets/${assetId}/code`)).body as AssetCodeView).code).toBe(code);
    const { body } = await anybody().get(`/api/v1/asset-codes/${code}`).expect(200);
    expect(body).toEqual({
      productEn: 'VC 100',
      productZh: '吸尘器 100',
      categoryEn: 'Vacuum',
      categoryZh: '吸尘器',
      serialEnding: expect.stringMatching(/^.{4}$/),
      timeZone: 'Asia/Shanghai',
      now: desk.service.clock.now().toISOString(),
    });
    await agent.delete(`/api/v1/assets/${assetId}/code`).expect(204);
    for (const wrong of [code, 'AAAAAAAAAAAAAAAAAAAAAA']) {
      const refused = await anybody().get(`/api/v1/asset-codes/${wrong}`).expect(404);
      expect((refused.body as { type: string }).type).toBe('/problems/code-unknown');
      await report(wrong, {}, 404);
    }
    expect(((await agent.put(`/api/v1/assets/${assetId}/code`)).body as AssetCodeView).code).not.toBe(code);
  });

  it('takes a report once, however often it is sent, and answers with a link to it', async () => {
    const { code, assetId } = await coded();
    const windows = [{ from: '2026-03-03T01:00:00Z', to: '2026-03-03T04:00:00Z' }];
    const sent = { reportId: uuidv7(), windows };
    const first = await told(code, sent);
    const again = await told(code, sent);
    expect([first.intake, again.intake, again.number]).toEqual(['opened', 'repeated', first.number]);
    for (const { token } of [first, again]) {
      const { body } = await anybody()
        .get('/api/v1/customer-link')
        .set('x-callout-link', token ?? '')
        .expect(200);
      expect(body).toMatchObject({ number: first.number, state: 'received' });
    }
    const agent = await desk.service.as(desk.agent);
    const { body } = await agent.get(`/api/v1/requests?assetId=${assetId}&status=new`).expect(200);
    const { items } = body as { items: { id: string }[] };
    expect(items).toMatchObject([{ number: first.number, channel: 'qr', windows, problem: '漏水，地板湿了' }]);
    expect(await desk.timeline(items[0]?.id ?? '')).toEqual([
      'reported',
      'reporter',
      'customer_link_made',
      'customer_link_made',
    ]);
  });

  it('adds a report of the same fault to the open request, and gives its link to nobody else', async () => {
    const { code } = await coded();
    const first = await told(code);
    const sent = { reportId: uuidv7() };
    for (const intake of ['duplicate', 'repeated']) {
      expect(await told(code, sent)).toEqual({ number: first.number, intake });
    }
  });

  it('takes no fourth report while three are open, whatever they are about', async () => {
    const { code } = await coded();
    const faults = ['drips from the tank', '电机异响', 'door does not close', '灯不亮'];
    const third = { reportId: uuidv7(), problem: faults[2] };
    for (const body of [{ problem: faults[0] }, { problem: faults[1] }, third]) await report(code, body);
    await report(code, { problem: faults[3] }, 409);
    expect(await told(code, third)).toMatchObject({ intake: 'repeated', token: expect.any(String) });
  });

  it('keeps the reports of two assets apart, whatever they call them', async () => {
    const [one, other] = [await coded(), await coded()];
    const sent = { reportId: uuidv7() };
    const [first, second] = [await told(one.code, sent), await told(other.code, sent)];
    expect([first.intake, second.intake]).toEqual(['opened', 'opened']);
    expect(first.number).not.toBe(second.number);
  });

  it('asks for a way to reach whoever reports', async () => {
    const { code } = await coded();
    const { body } = await report(code, { contact: { name: '小李' } }, 400);
    expect(body).toMatchObject({ errors: [{ field: 'contact.phone' }] });
  });
});
