import { Desk } from '../testing/desk.js';

describe('products and seats', () => {
  let desk: Desk;
  beforeAll(async () => (desk = await Desk.start()));
  afterAll(() => desk.close());

  it('lose no change of a category that is there', async () => {
    const supervisor = await desk.service.as(desk.supervisor);
    const save = async (durationMinutes: number, seen?: number) => {
      const asked = supervisor.put('/api/v1/products/categories/mower');
      if (seen !== undefined) asked.set('if-match', `"${seen}"`);
      const { status } = await asked.send({
        nameEn: 'Mower',
        nameZh: '割草机',
        skill: 'garden',
        skillLevel: 2,
        durationMinutes,
      });
      return status;
    };
    expect(await save(10, 1)).toBe(412); // nothing is there
    expect((await Promise.all([save(20), save(20)])).toSorted()).toEqual([200, 428]);
    expect((await Promise.all([save(30, 1), save(40, 1)])).toSorted()).toEqual([200, 412]);
    const { body } = await supervisor.get('/api/v1/products/categories').expect(200);
    const saved = (body as { code: string; version: number }[]).find(({ code }) => code === 'mower');
    expect(saved).toMatchObject({ version: 2 });
  });

  it('lose no change of a product or a seat that is there', async () => {
    const supervisor = await desk.service.as(desk.supervisor);
    const things = {
      product: (name: string) =>
        supervisor
          .post('/api/v1/products')
          .send({ code: 'VC-200', category: 'vacuum', nameEn: name, nameZh: name, warrantyMonths: 24 }),
      seat: (name: string) => supervisor.put('/api/v1/seats/A').send({ name, kind: 'ordinary' }),
    };
    for (const [thing, enter] of Object.entries(things)) {
      const save = async (name: string, seen?: number) => {
        const asked = enter(name);
        if (seen !== undefined) asked.set('if-match', `"${seen}"`);
        return (await asked).status;
      };
      const done = thing === 'product' ? 201 : 200;
      expect(await save('nothing is there', 1)).toBe(412);
      expect((await Promise.all([save('a'), save('b')])).toSorted()).toEqual([done, 428]);
      expect((await Promise.all([save('c', 1), save('d', 1)])).toSorted()).toEqual([done, 412]);
    }
    await supervisor.post('/api/v1/seats/A/take').expect(200); // who sits there is part of what was seen
    await things.seat('e').set('if-match', '"2"').expect(412);
    const { body } = await supervisor.get('/api/v1/products?code=VC-200').expect(200);
    expect(body).toMatchObject({ items: [{ code: 'VC-200', version: 2 }], next: null });
  });

  it('enter the unknown model of a category once for reports that need it first at the same time', async () => {
    const asset = () => ({ asset: { category: 'vacuum', serialNumber: `SN-${Math.random()}` } });
    await Promise.all([desk.open(asset()), desk.open(asset())]);
    const supervisor = await desk.service.as(desk.supervisor);
    const { body } = await supervisor.get('/api/v1/products?code=vacuum:unknown').expect(200);
    expect(body).toMatchObject({ items: [{ version: 1 }] });
  });
});
