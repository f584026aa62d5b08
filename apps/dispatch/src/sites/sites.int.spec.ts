import { person } from '#common/testing/actors.js';
import { enterSite, enterTechnician } from '../testing/network-rows.js';
import { Story } from '../testing/story.js';

describe('opening hours of a site and shifts of a technician', () => {
  let story: Story;
  beforeAll(async () => (story = await Story.begin()), 60_000);
  afterAll(() => story?.end());

  const doubled = [
    { weekday: 1, from: '08:00', to: '17:00' },
    { weekday: 1, from: '12:00', to: '18:00' },
  ];
  const body = {
    name: 'Site',
    place: {
      lon: 121.47,
      lat: 31.23,
      timeZone: 'Asia/Shanghai',
      country: 'CN',
      subdivision: '23',
      locality: 'Shanghai',
    },
    radiusMetres: 60_000,
    openingHours: doubled,
    holidays: [],
    dailyCapacity: 10,
    currency: 'CNY',
    categories: [],
  };

  it('must not overlap, and the field says which do', async () => {
    const supervisor = await story.service.as(person('supervisor'));
    const refused = await supervisor.post('/api/v1/sites').send({ ...body, code: 'NEW', kind: 'own' });
    expect([refused.status, refused.body.errors]).toMatchObject([400, [{ field: 'openingHours[1]' }]]);
    const openingHours = [doubled[0], { weekday: 1, from: '17:00', to: '18:00' }, { ...doubled[1], weekday: 2 }];
    await supervisor
      .post('/api/v1/sites')
      .send({ ...body, code: 'NEW', kind: 'own', openingHours })
      .expect(201);
  });

  it('that overlap since before may stay while something else changes, but not become others that do', async () => {
    const id = await enterSite(story.service.database, 'OLD', { openingHours: doubled });
    const change = async (version: number, changed: object) => {
      const supervisor = await story.service.as(person('supervisor'));
      return supervisor
        .put(`/api/v1/sites/${id}`)
        .set('if-match', `"${version}"`)
        .send({ ...body, ...changed });
    };
    expect((await change(1, { name: 'Renamed' })).body).toMatchObject({ name: 'Renamed', openingHours: doubled });
    const others = doubled.map((period) => ({ ...period, weekday: 3 }));
    expect((await change(2, { openingHours: others })).body.errors).toMatchObject([{ field: 'openingHours[1]' }]);
    expect((await change(2, { openingHours: [doubled[0]] })).status).toBe(200);
  });

  it('of a technician overlap only where they did before', async () => {
    const { database } = story.service;
    const siteId = await enterSite(database, 'SHIFTS');
    const dispatcher = await story.service.as(person('dispatcher'));
    const someone = { active: true, home: { lon: 121.47, lat: 31.23 }, skills: [], certificates: [] };
    const shifts = doubled;
    const refused = await dispatcher.post('/api/v1/technicians').send({ siteId, name: 'Li', ...someone, shifts });
    expect([refused.status, refused.body.errors]).toMatchObject([400, [{ field: 'shifts[1]' }]]);
    const id = await enterTechnician(database, siteId, 'Wu', { shifts });
    const change = (version: number, body: object) =>
      dispatcher
        .put(`/api/v1/technicians/${id}`)
        .set('if-match', `"${version}"`)
        .send({ ...someone, name: 'Wu', ...body });
    await change(1, { name: 'Wu Min', shifts: shifts.toReversed() }).expect(200);
    await change(2, { shifts: [...shifts, { weekday: 1, from: '06:00', to: '09:00' }] }).expect(400);
    await change(2, {
      shifts: [
        { weekday: 1, from: '06:00', to: '09:00' },
        { weekday: 1, from: '09:00', to: '12:00' },
      ],
    }).expect(200);
  });
});
