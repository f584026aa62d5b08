import { Desk } from '../testing/desk.js';

describe('a category of products', () => {
  let desk: Desk;
  beforeAll(async () => (desk = await Desk.start()));
  afterAll(() => desk.close());

  it('is changed only by who has seen what is there', async () => {
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
});
