import { person, siteKey } from '#common/testing/actors.js';
import { enterSite, enterTechnician } from '../testing/network-rows.js';
import { Story } from '../testing/story.js';

interface Audit {
  id: string;
  version: number;
  findings: { id: string }[];
}
interface Due {
  siteId: string;
  overdue: boolean;
  dueOn?: string;
}

describe('audits of a site that works', () => {
  let story: Story;
  beforeEach(async () => (story = await Story.begin()));
  afterEach(() => story.end());

  const supervisor = () => story.service.as(person('supervisor'));

  it('are planned, held with findings, due again by their result, and listed when overdue', async () => {
    const site = await enterSite(story.service.database, 'F1');
    const young = await enterSite(story.service.database, 'F2');
    await enterSite(story.service.database, 'F3', { status: 'suspended' });
    const by = await supervisor();
    const overdue = async () =>
      ((await by.get('/api/v1/site-audits/due?overdue=true').expect(200)).body as { items: Due[] }).items;
    expect((await overdue()).map(({ siteId }) => siteId)).toEqual([site, young]); // never audited

    const planned = await by.post('/api/v1/site-audits').send({ siteId: site, plannedFor: '2026-03-02' }).expect(201);
    const { id, version } = planned.body as Audit;
    await by.post('/api/v1/site-audits').send({ siteId: site, plannedFor: '2026-04-02' }).expect(409);
    const held = {
      heldOn: '2026-03-02',
      result: 'conditions',
      auditor: '王',
      findings: [{ severity: 'major', finding: '无接地' }],
    };
    const hold = (body: object, seen: number) =>
      by.post(`/api/v1/site-audits/${id}/hold`).set('if-match', `"${seen}"`).send(body);
    expect((await hold({ ...held, heldOn: '2026-03-03' }, version)).body).toMatchObject({
      errors: [{ field: 'heldOn' }],
    });
    await hold(held, version + 1).expect(412);
    const audit = (await hold(held, version).expect(200)).body as Audit;
    expect(audit).toMatchObject({
      status: 'held',
      nextDueOn: '2026-05-31',
      findings: [{ severity: 'major', finding: '无接地', dueOn: '2026-04-01' }],
    });
    await hold(held, audit.version).expect(409);
    expect((await overdue()).map(({ siteId }) => siteId)).toEqual([young]);

    await story.service.moveTo('2026-05-31T15:59:59Z'); // 23:59:59 in Shanghai
    expect((await overdue()).map(({ siteId }) => siteId)).toEqual([young]);
    await story.service.moveTo('2026-05-31T16:00:00Z');
    expect(await overdue()).toMatchObject([
      { siteId: young },
      { siteId: site, dueOn: '2026-05-31', openFindings: 1, overdueFindings: 1, lastHeldOn: '2026-03-02' },
    ]);
    const settle = `/api/v1/site-audits/findings/${audit.findings[0]!.id}/settle`;
    expect((await by.post(settle).send({ settlement: '已接地' }).expect(200)).body).toMatchObject({
      settledOn: '2026-06-01',
    });
    await by.post(settle).send({ settlement: 'again' }).expect(409);
    const pages = await by.get('/api/v1/site-audits/due?limit=1').expect(200);
    const { next } = pages.body as { next: string };
    const second = await by.get(`/api/v1/site-audits/due?limit=1&cursor=${next}`).expect(200);
    expect((second.body as { items: Due[]; next: null }).items).toMatchObject([{ siteId: site, openFindings: 0 }]);
  });

  it('are a site’s own to see and nobody else’s', async () => {
    const site = await enterSite(story.service.database, 'F1');
    const other = await enterSite(story.service.database, 'F2');
    const by = await supervisor();
    const { body } = await by.post('/api/v1/site-audits').send({ siteId: site, plannedFor: '2026-03-09' }).expect(201);
    const { id } = body as Audit;
    const mine = await story.service.as(siteKey(site, ['sites:read']));
    const theirs = await story.service.as(siteKey(other, ['sites:read']));
    await mine.get(`/api/v1/site-audits/${id}`).expect(200);
    await theirs.get(`/api/v1/site-audits/${id}`).expect(404);
    expect((await theirs.get(`/api/v1/site-audits?siteId=${site}`)).body).toEqual({ items: [], next: null });
    expect((await theirs.get('/api/v1/site-audits/due')).body).toMatchObject({ items: [{ siteId: other }] });
    await mine.post(`/api/v1/site-audits/${id}/cancel`).set('if-match', '"1"').send({ reason: 'x' }).expect(403);
  });
});

describe('trainings', () => {
  let story: Story;
  beforeEach(async () => (story = await Story.begin()));
  afterEach(() => story.end());

  it('are planned and recorded by the technician’s own site, once', async () => {
    const site = await enterSite(story.service.database, 'F1');
    const other = await enterSite(story.service.database, 'F2');
    const technicianId = await enterTechnician(story.service.database, site, 'Li');
    const scopes = ['sites:read', 'sites:write'] as const;
    const mine = await story.service.as(siteKey(site, scopes));
    const theirs = await story.service.as(siteKey(other, scopes));
    const plan = { technicianId, title: 'Refrigerants', skill: 'cooling', plannedFor: '2026-04-01' };
    await theirs.post('/api/v1/trainings').send(plan).expect(404);
    const { id, version } = (await mine.post('/api/v1/trainings').send(plan).expect(201)).body as Audit;
    const held = { heldOn: '2026-04-01', result: 'passed' };
    const hold = (agent: typeof mine, seen: number) =>
      agent.post(`/api/v1/trainings/${id}/hold`).set('if-match', `"${seen}"`).send(held);
    await hold(theirs, version).expect(404);
    await hold(mine, version + 1).expect(412);
    expect((await hold(mine, version).expect(200)).body).toMatchObject({ ...plan, ...held, siteId: site });
    await hold(mine, version + 1).expect(409);
    expect((await mine.get('/api/v1/trainings?open=true')).body).toEqual({ items: [], next: null });
    expect((await mine.get(`/api/v1/trainings?technicianId=${technicianId}`)).body).toMatchObject({ items: [{ id }] });
    expect((await theirs.get('/api/v1/trainings')).body).toEqual({ items: [], next: null });
  });
});

describe('gaps of coverage', () => {
  let story: Story;
  beforeEach(async () => (story = await Story.begin()));
  afterEach(() => story.end());

  it('are the towns and skills of orders that no working site reaches', async () => {
    const site = await enterSite(story.service.database, 'F1');
    await enterTechnician(story.service.database, site, 'Li', { skills: { 'small-appliance': 1 } });
    await story.request();
    const gaps = async (query = '') =>
      (await (await story.service.as(person('planner'))).get(`/api/v1/coverage-gaps${query}`).expect(200))
        .body as object;
    expect(await gaps()).toMatchObject({
      ...{ looked: 1, gaps: 1 },
      items: [{ orders: 1, skill: 'small-appliance', level: 2, reason: 'level', nearest: { siteId: site } }],
    });
    await enterTechnician(story.service.database, site, 'Wang', { skills: { 'small-appliance': 2 } });
    expect(await gaps()).toEqual({ looked: 1, gaps: 0, items: [] });
    await story.service.database.query(`UPDATE dispatch.site SET status = 'suspended'`);
    expect(await gaps()).toMatchObject({
      items: [{ locality: 'Shanghai', reason: 'not-active', nearest: { siteId: site } }],
    });
    expect(await gaps('?skill=cooling')).toEqual({ looked: 0, gaps: 0, items: [] });
    await story.service.moveTo('2026-06-30T00:00:00Z');
    expect(await gaps()).toEqual({ looked: 0, gaps: 0, items: [] });
  });
});
