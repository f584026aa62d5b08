import { uuidv7 } from '#common/database/uuid.js';
import { FailureRecorded } from '#common/events/index.js';
import { Desk } from '../testing/desk.js';
import { TriageModels } from './triage-models.js';
import { Triage } from './triage.service.js';

describe('triage', () => {
  let desk: Desk;
  beforeAll(async () => (desk = await Desk.start()));
  afterAll(() => desk.close());

  const suggest = async (problem: string) => {
    const agent = await desk.service.as(desk.agent);
    const { body } = await agent.get('/api/v1/triage-suggestions').query({ category: 'vacuum', problem }).expect(200);
    return body as { likelyFaults: { faultCode: string }[]; likelyParts: { partId: string }[]; orders: number };
  };

  it('learns from what quality records, in the words of the customer', async () => {
    expect(await suggest('电机异响')).toMatchObject({
      likelyFaults: [],
      likelyParts: [],
      skillLevel: 2,
      durationMinutes: 60,
      orders: 0,
    });
    const partId = uuidv7();
    for (let index = 0; index < 3; index += 1) {
      const { id: requestId } = await desk.open({ visit: true });
      const failure = {
        ...FailureRecorded.example,
        requestId,
        repairOrderId: uuidv7(),
        partsUsed: [{ partId, quantity: 1 }],
      };
      const delivery = { id: uuidv7() };
      await desk.service.hears(FailureRecorded, failure, delivery);
      await desk.service.hears(FailureRecorded, failure, delivery);
    }
    desk.service.get(TriageModels).expire();
    const learned = await suggest('电机有异响');
    expect(learned).toMatchObject({ likelyFaults: [{ faultCode: 'motor', probability: 1 }], orders: 3 });
    expect(learned.likelyParts).toEqual([{ partId, quantity: 1, probability: 0.75 }]);
  });

  it('learns history in bulk and answers within 2 ms once it is read', async () => {
    const faults = ['hose', 'filter', 'cable', 'switch', 'wheel', 'brush', 'battery', 'display'];
    const history = Array.from({ length: 4_000 }, (_, index) => ({
      repairOrderId: uuidv7(),
      category: 'vacuum',
      problem: `${faults[index % 8]} broken after ${index % 97} weeks, ${['noise', 'smell', 'dust'][index % 3]} ${index}`,
      symptomCode: null,
      faultCode: faults[index % 8] ?? '',
      parts: [],
      skillLevel: 1 + (index % 4),
      repairMinutes: 30,
      orders: 1,
    }));
    const triage = desk.service.get(Triage);
    await triage.learnMany(history);
    await triage.learnMany(history.slice(0, 10));
    const models = desk.service.get(TriageModels);
    models.expire();
    const model = await models.of('vacuum');
    expect(model.orders).toBe(4_003);
    models.expire();
    expect((await models.of('vacuum')).orders).toBe(4_003);
    const milliseconds = history.slice(0, 201).map(({ problem: words }) => {
      const started = performance.now();
      model.probabilities(words);
      return performance.now() - started;
    });
    expect(milliseconds.toSorted((one, other) => one - other)[100]).toBeLessThan(2);
    expect((await suggest('the hose is torn')).likelyFaults[0]?.faultCode).toBe('hose');
  });
});
