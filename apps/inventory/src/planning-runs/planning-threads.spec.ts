import fc from 'fast-check';
import { learnCategory } from './learn-category.js';
import { PlanningThreads } from './planning-threads.js';

const calendar = { periodDays: 7, periods: 60, cycle: 0 } as const;
const histories = [
  { backs: [0], quantities: [2] },
  { backs: [3, 20], quantities: [1, 4] },
];

describe('the threads of planning runs', () => {
  const threads = new PlanningThreads();
  const going = new AbortController().signal;
  afterAll(() => threads.onModuleDestroy());

  it('learn what the same function learns here, several at a time', async () => {
    const past = { calendar, horizon: 4, histories };
    const answers = await Promise.all(Array.from({ length: 6 }, () => threads.ask('category', past, going)));
    for (const answer of answers) expect(answer).toEqual(learnCategory(past));
  });

  it('tell what went wrong, and go on with the next', async () => {
    const broken = { loaded: 'no JSON', classOf: new Map(), shortageCostMinor: 1 };
    await expect(threads.ask('batch', broken, going)).rejects.toThrow('JSON');
    const { group } = await threads.ask('category', { calendar, horizon: 4, histories: [] }, going);
    expect(group.items).toBe(0);
  });

  it('leave their work when the process ends', async () => {
    const ending = new AbortController();
    const long = Array.from({ length: 4_000 }, () => histories[1]!);
    const asked = threads.ask('category', { calendar, horizon: 13, histories: long }, ending.signal);
    ending.abort();
    await expect(asked).rejects.toThrow('abort');
    await expect(threads.ask('category', { calendar, horizon: 4, histories }, ending.signal)).rejects.toThrow('abort');
    expect((await threads.ask('category', { calendar, horizon: 4, histories }, going)).group.items).toBe(2);
  });
});

describe('learnCategory', () => {
  it('never fails, whatever the past holds', () => {
    const entry = fc.tuple(fc.integer({ min: -2, max: 130 }), fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 1e6 })));
    const past = fc.array(fc.array(entry, { maxLength: 20 }), { maxLength: 4 });
    const periods = fc.constantFrom(0, 2, 26, 104);
    fc.assert(
      fc.property(past, periods, fc.constantFrom(0, 52), (lists, length, cycle) => {
        const timelines = lists.map((list) => ({
          ...{ backs: list.map(([back]) => back), quantities: list.map(([, quantity]) => quantity) },
        }));
        const rows = timelines.map((demand, at) => ({
          ...{
            partId: `part ${at}`,
            category: 'pump',
            unitCostMinor: 100,
            packQuantity: 1,
            locationId: 'site',
            demand,
          },
        }));
        const site = { id: 'site', kind: 'site', siteId: 'site', technicianId: null, suppliedFromId: null } as const;
        const rehearsed = { seed: 1, periods: length, rows, locations: [{ ...site, lon: null, lat: null }], lanes: [] };
        const learnt = learnCategory({
          ...{ calendar: { ...calendar, periods: length, cycle }, horizon: 6, histories: timelines, rehearsed },
        });
        const { season, ageFactors, levelVariation, driftPerPeriod } = learnt.group;
        for (const value of [...season, ...ageFactors, levelVariation, driftPerPeriod])
          expect(Number.isFinite(value) && value >= 0).toBe(true);
        for (const { service } of learnt.calibrations!.near.rehearsals)
          expect(service.servedAtOnce).toBeLessThanOrEqual(service.wanted);
      }),
      { numRuns: 15 },
    );
  });
});
