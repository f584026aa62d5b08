import { examplePlace } from '#common/events/index.js';
import { Desk } from '../testing/desk.js';
import type { ReportedView } from '../requests/request.dto.js';

describe('search', () => {
  let desk: Desk;
  let wang: ReportedView;
  let smith: ReportedView;
  beforeAll(async () => {
    desk = await Desk.start();
    wang = await desk.open({ asset: { productCode: 'VC-100', serialNumber: 'VC-100-000231' } });
    const customer = {
      name: "Mary O'Brien-Smith",
      phone: '07700 900123',
      address: { street: '1 High Street', place: examplePlace },
    };
    smith = await desk.open({ customer });
  });
  afterAll(() => desk.close());

  const find = async (what: string, search: string) => {
    const agent = await desk.service.as(desk.agent);
    const { body } = await agent.get(`/api/v1/${what}`).query({ search }).expect(200);
    return (body as { items: { id: string }[] }).items.map(({ id }) => id);
  };

  it.each([
    ['王小明'],
    ['小明'],
    ['明'],
    ['138 1234 5678'],
    ['+8613812345678'],
    ['5678'],
    ['vc-100-0002'],
    ['南京东路'],
    ['shang 王'],
  ])('finds a customer by %s', async (search) => {
    expect(await find('customers', search)).toEqual([wang.customerId]);
  });

  it.each([["mary o'br"], ['+44 7700 900123'], ['07700 900 123'], ['7700 9001'], ['high mary']])(
    'finds another by %s',
    async (search) => {
      expect(await find('customers', search)).toEqual([smith.customerId]);
    },
  );

  it('finds assets and requests through each other, and only where all words fit', async () => {
    expect(await find('assets', 'VC-100-000231')).toEqual([wang.assetId]);
    expect(await find('assets', 'mary')).toEqual([smith.assetId]);
    expect(await find('requests', wang.number)).toEqual([wang.id]);
    expect(await find('requests', 'vc-100-000231')).toEqual([wang.id]);
    expect(await find('requests', '小明')).toEqual([wang.id]);
    expect(await find('customers', wang.number)).toEqual([wang.customerId]);
    expect(await find('customers', 'mary 小明')).toEqual([]);
    expect(await find('customers', 'nobody')).toEqual([]);
    expect(await find('customers', "%' OR 1=1 --")).toEqual([]);
  });

  it('forgets what a customer was called before', async () => {
    const agent = await desk.service.as(desk.agent);
    const { body } = await agent.get(`/api/v1/customers/${smith.customerId}`).expect(200);
    const change = { name: 'Mary Jones', contacts: [{ name: 'Mary Jones', phone: '07700 900999' }] };
    await agent
      .patch(`/api/v1/customers/${smith.customerId}`)
      .set('if-match', `"${(body as { version: number }).version}"`)
      .send(change)
      .expect(200);
    expect(await find('customers', "o'brien")).toEqual([]);
    expect(await find('customers', '07700 900999')).toEqual([smith.customerId]);
    expect(await find('customers', '07700 900123')).toEqual([]);
  });

  it('shows a customer at a glance', async () => {
    const agent = await desk.service.as(desk.agent);
    const { body } = await agent.get(`/api/v1/customers/${wang.customerId}/glance`).expect(200);
    expect(body).toMatchObject({
      customer: { name: '王小明', contacts: [{ phone: '+86 138 1234 5678' }] },
      assets: [{ id: wang.assetId, underWarranty: true }],
      openRequests: [{ id: wang.id, status: 'new' }],
      lastRequests: [{ id: wang.id }],
      ownerId: desk.agent.id,
    });
    const asset = await agent.get(`/api/v1/assets/${wang.assetId}/glance`).expect(200);
    expect(asset.body).toMatchObject({ asset: { serialNumber: 'VC-100-000231' }, openRequests: [{ id: wang.id }] });
  });
});
