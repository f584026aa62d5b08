import { setTimeout as pause } from 'node:timers/promises';
import { TechnicianChanged } from '#common/events/technician-changed.js';
import { VisitRequested } from '#common/events/visit-requested.js';
import { VisitRescheduled } from '#common/events/visit-rescheduled.js';
import { person } from '#common/testing/actors.js';
import type { PlanRowView, PlanView, PublicationView } from '../plans/plan.dto.js';
import { enterSite, enterTechnician } from '../testing/network-rows.js';
import { requestVisit } from '../testing/requests.js';
import { type OrderRow, Story, type VisitRow } from '../testing/story.js';
import { ImprovementWatch } from './improvement-watch.service.js';

const patienceMs = 20_000;
/** Nine o'clock in Shanghai is one o'clock UTC. */
const at = (time: string) => `2026-03-02T${time}:00.000Z`;

describe('a running day', () => {
  let story: Story;
  let site: string;
  let li: string;
  let wang: string;
  beforeEach(async () => {
    story = await Story.begin({ dayImprovements: 'proposed' });
    site = await enterSite(story.service.database, 'OWN', { kind: 'own' });
    li = await enterTechnician(story.service.database, site, 'Li');
    wang = await enterTechnician(story.service.database, site, 'Wang');
  });
  afterEach(() => story.end());

  const sql = (text: string, values: unknown[] = []) => story.service.database.query<PlanView>(text, values);
  const as = (who: ReturnType<typeof person>) => story.service.as(who);
  const plans = async (who = person('dispatcher'), query = '?kind=improvement') =>
    ((await (await as(who)).get(`/api/v1/plans${query}`).expect(200)).body as { items: PlanView[] }).items;

  /** The newest improvement, once it is as wanted; the pause before it is cut short. */
  async function improvement(status: PlanView['status']): Promise<PlanView> {
    const until = performance.now() + patienceMs;
    for (;;) {
      await sql(`UPDATE dispatch.plan SET not_before = now() WHERE status = 'waiting'`);
      const [plan] = await plans();
      if (plan?.status === status) return plan;
      if (performance.now() > until) throw new Error(`waited in vain for ${status}: ${JSON.stringify(plan)}`);
      await pause(20);
    }
  }

  const rowsOf = async ({ id }: PlanView) =>
    ((await (await as(person('dispatcher'))).get(`/api/v1/plans/${id}/rows`)).body as { items: PlanRowView[] }).items;

  /** An order whose visit is with this technician at this time. */
  async function visitAt(technicianId: string, start: string): Promise<{ order: OrderRow; visit: VisitRow }> {
    const order = await story.request();
    const [visit] = (await story.visits(order.id)) as [VisitRow];
    const moved = await story.post(site, `visits/${visit.id}/reschedule`, visit.version, {
      start,
      technicianId,
      reason: 'so that the story is what it is',
    });
    expect(moved.status).toBe(200);
    return { order, visit: (await story.visits(order.id))[0] as VisitRow };
  }

  const absent = async (technicianId: string, from: string, to: string) => {
    const agent = await as(person('dispatcher'));
    const { version } = (await agent.get(`/api/v1/technicians/${technicianId}`)).body as { version: number };
    const answer = await story.post(undefined, `technicians/${technicianId}/absences`, version, {
      from,
      to,
      reason: 'ill',
    });
    expect(answer.status).toBe(200);
    await story.service.settle();
  };
  const present = async ({ id }: OrderRow) => (await story.visits(id))[0] as VisitRow;

  it('with a technician who falls ill is proposed anew, and changes when somebody publishes it', async () => {
    const frozen = await visitAt(li, at('01:30'));
    const his = await visitAt(li, at('04:00'));
    const hers = await visitAt(wang, at('06:00'));
    await absent(li, at('03:00'), at('10:00'));
    const ready = await improvement('ready');
    expect(ready).toMatchObject({ siteIds: [site], from: '2026-03-02', to: '2026-03-02', requestedBy: 'Callout' });
    expect(ready.causes).toMatchObject([{ event: 'technician-absent', technicianId: li }]);
    expect(await rowsOf(ready)).toMatchObject([
      { repairOrderId: his.order.id, change: 'moved', after: { technicianId: wang } },
    ]);
    expect((await present(his.order)).technician_id).toBe(li); // nothing is done yet

    const published = await story.post(site, `plans/${ready.id}/publish`, ready.version);
    expect(published.body as PublicationView).toMatchObject({ published: 1, refused: [] });
    expect((await present(his.order)).technician_id).toBe(wang);
    expect([await present(frozen.order), await present(hers.order)]).toEqual([frozen.visit, hers.visit]);
    const moves = await story.service.published(VisitRescheduled);
    expect(moves.at(-1)).toMatchObject({ reason: 'improvement of the day: a technician is absent' });
  });

  it('is looked at again for an order that becomes urgent after it was booked', async () => {
    const request = requestVisit();
    await story.service.hears(VisitRequested, request);
    const order = await story.order(request.requestId);
    await story.service.hears(VisitRequested, { ...request, priority: 'high', version: 2 });
    await story.service.settle();
    expect(await plans()).toEqual([]);
    await story.service.hears(VisitRequested, { ...request, priority: 'urgent', version: 3 });
    const { causes, lapsedBecause } = await improvement('lapsed');
    expect(causes).toMatchObject([{ event: 'urgent', repairOrderId: order.id }]);
    expect(lapsedBecause).toBe('nothing-better'); // it has the first gap
  });

  it('leaves a pinned visit with who is ill', async () => {
    const pinned = await visitAt(li, at('04:00'));
    const his = await visitAt(li, at('07:00'));
    const agent = await as(person('dispatcher'));
    await agent
      .put(`/api/v1/visits/${pinned.visit.id}/pin`)
      .set('if-match', `"${pinned.visit.version}"`)
      .send({})
      .expect(200);
    await absent(li, at('03:00'), at('10:00'));
    expect((await rowsOf(await improvement('ready'))).map(({ repairOrderId }) => repairOrderId)).toEqual([
      his.order.id,
    ]);
  });

  it('gives nothing to a site that is suspended before it is published, and looks no further', async () => {
    const his = await visitAt(li, at('04:00'));
    await absent(li, at('03:00'), at('10:00'));
    const ready = await improvement('ready');
    await sql(`UPDATE dispatch.site SET status = 'suspended' WHERE id = $1`, [site]);
    const refused = await story.post(undefined, `plans/${ready.id}/publish`, ready.version);
    expect(refused.body as PublicationView).toMatchObject({
      published: 0,
      refused: [
        { repairOrderId: his.order.id, reason: 'not-able', detail: 'the site is suspended and takes no orders' },
      ],
    });
    await story.service.get(ImprovementWatch).look();
    expect((await plans()).find(({ id }) => id === ready.id)?.lapsedBecause).toBe('changed');
    expect((await improvement('lapsed')).lapsedBecause).toBe('nothing-better'); // what is booked there stands
    expect((await present(his.order)).technician_id).toBe(li);
  });

  it('changes by itself where the site wants it', async () => {
    await sql(`UPDATE dispatch.site SET day_improvements = 'automatic' WHERE id = $1`, [site]);
    const his = await visitAt(li, at('04:00'));
    await absent(li, at('03:00'), at('10:00'));
    await improvement('published');
    expect((await present(his.order)).technician_id).toBe(wang);
  });

  it('is left alone where the site wants that', async () => {
    await sql(`UPDATE dispatch.site SET day_improvements = 'off' WHERE id = $1`, [site]);
    await visitAt(li, at('04:00'));
    await absent(li, at('03:00'), at('10:00'));
    expect(await plans()).toEqual([]);
  });

  it('says when nobody can take over', async () => {
    const his = await visitAt(li, at('04:00'));
    await sql(`UPDATE dispatch.technician SET active = false WHERE id = $1`, [wang]);
    await absent(li, at('03:00'), at('10:00'));
    const lapsed = await improvement('lapsed');
    expect(lapsed.lapsedBecause).toBe('nobody');
    expect(await rowsOf(lapsed)).toMatchObject([{ repairOrderId: his.order.id, change: 'unplaced' }]);
  });

  it('gathers what happens in one improvement, and waits a minute with the next', async () => {
    const visits = [await visitAt(li, at('04:00')), await visitAt(wang, at('04:00')), await visitAt(wang, at('06:00'))];
    for (const { visit } of visits) {
      await story.post(site, `visits/${visit.id}/cancel`, visit.version, { reason: 'not at home' });
      await story.service.settle();
      await sql(`UPDATE dispatch.plan SET not_before = now() + interval '1 hour'`);
    }
    const [first, ...others] = await plans();
    expect([others.length, first?.status, first?.causes.map(({ event }) => event)]).toEqual([
      0,
      'waiting',
      ['cancelled', 'cancelled', 'cancelled'],
    ]);
    await sql(`UPDATE dispatch.plan SET status = 'lapsed'`);
    const left = await visitAt(wang, at('07:00'));
    await story.post(site, `visits/${left.visit.id}/miss`, left.visit.version, { reason: 'nobody there' });
    await story.service.settle();
    const gaps = await story.service.database.query<{ seconds: string }>(
      `SELECT extract(epoch FROM max(not_before) - min(not_before)) AS seconds FROM dispatch.plan`,
    );
    expect(Number(gaps[0]?.seconds)).toBeCloseTo(60, 3);
  });

  it('outlives the server that was reckoning it', async () => {
    await visitAt(li, at('04:00'));
    await absent(li, at('03:00'), at('10:00'));
    await sql(
      `UPDATE dispatch.plan SET status = 'running', attempts = 1, lease_until = now() - interval '1 second', not_before = now()`,
    );
    expect((await improvement('ready')).causes).toHaveLength(1);
  });

  it('lets a proposal lapse whose facts have changed, looks again, and puts the new one in the place of an older', async () => {
    const his = await visitAt(li, at('04:00'));
    const other = await visitAt(li, at('06:00'));
    await absent(li, at('03:00'), at('10:00'));
    const first = await improvement('ready');
    const { version } = await present(his.order);
    await story.post(site, `visits/${his.visit.id}/reschedule`, version, {
      start: at('11:00'),
      reason: 'asked for it',
    });
    await story.service.get(ImprovementWatch).look();
    const lapsed = (await plans()).find(({ id }) => id === first.id);
    expect(lapsed).toMatchObject({ status: 'lapsed', lapsedBecause: 'changed' });

    const second = await improvement('ready');
    expect(second.causes).toMatchObject([{ event: 'technician-absent', technicianId: li }]);
    expect((await rowsOf(second)).map(({ repairOrderId }) => repairOrderId)).toEqual([other.order.id]);

    await story.service.hears(TechnicianChanged, {
      ...TechnicianChanged.example,
      technicianId: li,
      siteId: site,
    });
    const third = await improvement('ready');
    expect(third.id).not.toBe(second.id);
    expect((await plans()).find(({ id }) => id === second.id)?.status).toBe('superseded');
  });

  it('notices a visit that goes on for too long, once', async () => {
    const goesOn = await visitAt(li, at('01:30'));
    await visitAt(li, at('04:00'));
    await story.post(site, `visits/${goesOn.visit.id}/arrive`, goesOn.visit.version);
    await story.service.moveTo(at('04:15'));
    await story.service.get(ImprovementWatch).look();
    await story.service.get(ImprovementWatch).look();
    const found = await plans();
    expect(found.map(({ causes }) => causes)).toMatchObject([[{ event: 'overrun', visitId: goesOn.visit.id }]]);
  });

  it('is nobody’s business at another site', async () => {
    await visitAt(li, at('04:00'));
    await absent(li, at('03:00'), at('10:00'));
    const other = await enterSite(story.service.database, 'OTHER');
    const manager = person('site_manager', { siteId: other });
    const [plan] = await plans();
    expect(await plans(manager)).toEqual([]);
    await (await as(manager)).get(`/api/v1/plans/${plan?.id}`).expect(404);
    expect(await plans(person('site_manager', { siteId: site }), '?kind=day')).toEqual([]);
  });
});
