import { RepairOrderCompleted } from '#common/events/index.js';
import { person } from '#common/testing/actors.js';
import { TestService } from '#common/testing/service.js';
import { qualityApp } from '../app.module.js';
import { completed, siteA, siteB } from '../testing/finished-order.js';

const noon = '2026-03-02T12:00:00.000Z';

describe("sites' own codes", () => {
  let service: TestService;
  beforeEach(async () => (service = await TestService.start(qualityApp, { now: noon })));
  afterEach(() => service.close());

  it('are counted as ours in records and reports from the mapping on, and shown as the site said them', async () => {
    const engineer = await service.as(person('quality_engineer'));
    const put = (siteId: string, mappings: object[], seen: number) =>
      engineer.put(`/api/v1/code-mappings/${siteId}`).set('if-match', `"${seen}"`).send({ mappings });
    const finish = (siteId: string) =>
      service.hears(RepairOrderCompleted, completed(noon, { siteId, faultCode: 'E-17', remedyCode: 'swapped' }));
    await finish(siteA);
    await put(siteA, [{ kind: 'fault', siteCode: 'E-17', code: 'motor' }], 1).expect(200);
    await finish(siteA);
    await finish(siteB);
    const { body } = await engineer.get('/api/v1/failure-records').expect(200);
    const told = (body as { items: Record<string, unknown>[] }).items.map(
      ({ siteId, faultCode, remedyCode, siteCodes }) => ({
        ...{ siteId, faultCode, remedyCode, siteCodes },
      }),
    );
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        { siteId: siteA, faultCode: 'E-17', remedyCode: 'swapped', siteCodes: null },
        { siteId: siteA, faultCode: 'motor', remedyCode: 'swapped', siteCodes: { fault: 'E-17' } },
        { siteId: siteB, faultCode: 'E-17', remedyCode: 'swapped', siteCodes: null },
      ]),
    );
    const twice = [1, 2].map(() => ({ kind: 'fault', siteCode: 'E-17', code: 'motor' }));
    expect((await put(siteA, twice, 2)).body).toMatchObject({ errors: [{ field: 'mappings[1].siteCode' }] });
    const mine = await service.as(person('site_manager', { siteId: siteA }));
    const theirs = await service.as(person('site_manager', { siteId: siteB }));
    expect((await mine.get('/api/v1/code-mappings')).body).toMatchObject({
      items: [{ siteCode: 'E-17', code: 'motor' }],
    });
    expect((await theirs.get(`/api/v1/code-mappings?siteId=${siteA}`)).body).toEqual({ items: [], next: null });
    await put(siteA, [], 2).expect(200);
    expect((await mine.get('/api/v1/code-mappings')).body).toEqual({ items: [], next: null });
  });

  it('are replaced only by who has seen the list of the site', async () => {
    const engineer = await service.as(person('quality_engineer'));
    const path = `/api/v1/code-mappings/${siteA}`;
    const put = async (code: string, seen?: string) => {
      const asked = engineer.put(path);
      if (seen) asked.set('if-match', seen);
      return (await asked.send({ mappings: [{ kind: 'fault', siteCode: 'E-17', code }] })).status;
    };
    const seen = (await engineer.get(path).expect(200)).headers['etag'] as string;
    expect(await put('motor')).toBe(428);
    expect((await Promise.all([put('motor', seen), put('pump', seen)])).toSorted()).toEqual([200, 412]);
    const { body } = await engineer.get(path).expect(200);
    expect(body).toMatchObject({ mappings: [{ kind: 'fault', siteCode: 'E-17' }], version: 2 });
    await (await service.as(person('site_manager', { siteId: siteA }))).get(path).expect(200, body as object);
    await (await service.as(person('site_manager', { siteId: siteB }))).get(path).expect(404);
  });
});
