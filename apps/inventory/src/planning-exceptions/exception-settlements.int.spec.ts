import { person } from '#common/testing/actors.js';
import { TestService } from '#common/testing/service.js';
import { inventoryApp } from '../app.module.js';
import { defaultSettings } from '../settings.js';
import { enterDemand, planned } from '../testing/planning.js';
import { enterPart, enterPlaces, type Places, stock } from '../testing/story.js';
import type { PlanningExceptionView } from './planning-exception.dto.js';

const dayMilliseconds = 86_400_000;

describe('a settled exception', () => {
  let service: TestService;
  let places: Places;
  let partId: string;
  beforeAll(async () => {
    service = await TestService.start(inventoryApp({ ...defaultSettings, planWeekly: false }));
    places = await enterPlaces(service);
    partId = await enterPart(service);
    await enterDemand(service, partId, places.sites[0], { everyDays: 60 });
    await stock(service, partId, places.sites[0], 60);
    await planned(service, { scope: { partIds: [partId] }, publishWhenDone: true });
  }, 60_000);
  afterAll(() => service?.close());

  const list = async (settled: boolean) => {
    const planner = await service.as(person('planner'));
    const query = { partId, kind: 'excess', settled: String(settled) };
    const { body } = await planner.get('/api/v1/planning-exceptions').query(query).expect(200);
    return (body as { items: PlanningExceptionView[] }).items;
  };
  const write = async ({ id, version }: PlanningExceptionView, step: string, body: object = {}) => {
    const planner = await service.as(person('planner'));
    return planner.post(`/api/v1/planning-exceptions/${id}/${step}`).set('if-match', `"${version}"`).send(body);
  };
  const settle = async (body: object) => {
    const [open] = await list(false);
    return write(open!, 'settle', body);
  };
  const more = async (quantity: number) => {
    const planner = await service.as(person('planner'));
    const receipt = { partId, locationId: places.sites[0], quantity, reason: 'found' };
    await planner.post('/api/v1/stock-movements/receipts').send(receipt).expect(201);
  };
  const nextNight = async () => {
    const days = Math.floor(service.clock.now().getTime() / dayMilliseconds) + 1;
    await service.moveTo(new Date(days * dayMilliseconds));
  };

  it('is off the list while its numbers are not much worse, and comes back when they are', async () => {
    const answer = await settle({ reason: 'sold with the machines in May' });
    expect([answer.status, (answer.body as PlanningExceptionView).settlement]).toMatchObject([
      200,
      { author: 'test planner', reason: 'sold with the machines in May', until: null, returnedBecause: null },
    ]);
    expect([await list(false), (await list(true)).length]).toEqual([[], 1]);
    await more(3);
    await nextNight();
    expect(await list(false)).toEqual([]);
    expect((await list(true))[0]!.numbers['onHand']).toBe(63);
    await more(30);
    await nextNight();
    expect(await list(true)).toEqual([]);
    const [back] = await list(false);
    expect(back!.settlement).toMatchObject({ reason: 'sold with the machines in May', returnedBecause: 'numbers' });
  });

  it('comes back by itself when its time is over, and when a planner says so', async () => {
    const now = service.clock.now().getTime();
    expect((await settle({ reason: 'too late', until: '2020-01-01T00:00:00Z' })).status).toBe(400);
    const until = new Date(now + 2 * dayMilliseconds).toISOString();
    expect((await settle({ reason: 'the buyer is asked', until })).status).toBe(200);
    expect(await list(false)).toEqual([]);
    await service.moveTo(until);
    expect((await list(false))[0]!.settlement).toMatchObject({ returnedBecause: 'until', returnedAt: until });

    expect((await settle({ reason: 'once more' })).status).toBe(200);
    const [settled] = await list(true);
    expect((await write(settled!, 'settle', { reason: 'and again' })).status).toBe(409);
    expect((await write({ ...settled!, version: 99 }, 'reopen')).status).toBe(412);
    expect((await write(settled!, 'reopen')).status).toBe(200);
    const [open] = await list(false);
    expect(open!.settlement).toMatchObject({ reason: 'once more', returnedBecause: 'planner' });
    expect((await write(open!, 'reopen')).status).toBe(409);
  });

  it('is told to the site that it is about, and to no other', async () => {
    expect((await settle({ reason: 'for its own site to see' })).status).toBe(200);
    for (const [at, count] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const site = await service.as(person('site_manager', { siteId: places.sites[at] }));
      const { body } = await site.get('/api/v1/planning-exceptions').query({ settled: 'true', partId }).expect(200);
      expect((body as { items: object[] }).items).toHaveLength(count);
    }
  });
});
