import { PartChanged } from '#common/events/part-changed.js';
import { RepairOrderUrgencyChanged } from '#common/events/repair-order-urgency-changed.js';
import { RequestDueChanged } from '#common/events/request-due-changed.js';
import { VisitRequested } from '#common/events/visit-requested.js';
import { RequestCancelled } from '#common/events/request-cancelled.js';
import { ScoreCardPublished } from '#common/events/score-card-published.js';
import { StockLevelChanged } from '#common/events/stock-level-changed.js';
import { exampleId } from '#common/events/values.js';
import { uuidv7 } from '#common/database/uuid.js';
import { person } from '#common/testing/actors.js';
import type { CandidatesView } from './candidate.dto.js';
import type { ExplanationView } from './explanation.dto.js';
import { enterSite, enterTechnician } from '../testing/network-rows.js';
import { requestVisit } from '../testing/requests.js';
import { Story } from '../testing/story.js';

describe('matching', () => {
  let story: Story;
  beforeEach(async () => (story = await Story.begin()));
  afterEach(() => story.end());

  const candidates = async (orderId: string): Promise<CandidatesView> => {
    const dispatcher = await story.service.as(person('dispatcher'));
    return (await dispatcher.get(`/api/v1/repair-orders/${orderId}/candidates`).expect(200)).body as CandidatesView;
  };

  it('keeps every term of every candidate and the first broken rule of everybody else, in both languages', async () => {
    const near = await enterSite(story.service.database, 'NEAR');
    const far = await enterSite(story.service.database, 'FAR', { lon: 118 });
    const li = await enterTechnician(story.service.database, near, 'Li');
    const junior = await enterTechnician(story.service.database, near, 'Junior', { skills: { 'small-appliance': 1 } });
    const { id } = await story.request();
    const found = await candidates(id);
    expect(found.candidates).toMatchObject([{ rank: 1, technicianId: li, level: 3 }]);
    expect(found.candidates[0]!.terms.map(({ term }) => term)).toContain('travel');
    const sum = found.candidates[0]!.terms.reduce((total, { costMinutes }) => total + costMinutes, 0);
    expect(found.candidates[0]!.score).toBeCloseTo(-sum, 6);
    expect(found.rejected).toMatchObject([
      {
        technicianId: junior,
        rule: 'level',
        textEn: 'small-appliance level 1, level 2 needed',
        textZh: 'small-appliance 技能 1 级，需要 2 级',
      },
      { siteId: far, rule: 'territory' },
    ]);
  });

  it('explains why this one rather than the next, and why the others were rejected', async () => {
    const near = await enterSite(story.service.database, 'NEAR', { kind: 'own' });
    const far = await enterSite(story.service.database, 'FAR', { lon: 121.9 });
    const li = await enterTechnician(story.service.database, near, 'Li');
    const wang = await enterTechnician(story.service.database, far, 'Wang');
    await enterTechnician(story.service.database, near, 'Junior', { skills: { 'small-appliance': 1 } });
    const { id } = await story.request();
    const explained = async (actor: ReturnType<typeof person>, query = '') => {
      const caller = await story.service.as(actor);
      const answer = await caller.get(`/api/v1/repair-orders/${id}/explanation${query}`).expect(200);
      return answer.body as ExplanationView;
    };
    const all = await explained(person('dispatcher'));
    expect(all).toMatchObject({
      chosen: { technicianId: li, rank: 1 },
      alternatives: [{ candidate: { technicianId: wang, rank: 2 } }],
      rejected: [{ count: 1, example: { rule: 'level', remedyEn: 'with small-appliance at level 2' } }],
    });
    const [other] = all.alternatives;
    const scores = all.chosen!.score - other!.candidate.score;
    expect(other!.differenceMinutes).toBeCloseTo(scores, 2);
    expect(other!.differences.reduce((sum, one) => sum + one.differenceMinutes, 0)).toBeCloseTo(scores, 2);
    expect(other!.differences.map(({ textZh }) => textZh).join()).toContain('被选者');
    const own = await explained(person('site_manager', { siteId: near }));
    expect([own.chosen?.technicianId, own.alternatives]).toEqual([li, []]);
    const dispatcher = await story.service.as(person('dispatcher'));
    await dispatcher.get(`/api/v1/repair-orders/${id}/explanation?alternatives=20`).expect(400);
    await dispatcher.get(`/api/v1/repair-orders/${id}/explanation?alternatives=1`).expect(200);
  });

  it('counts the people of a site that reads its ranking as if there were no others', async () => {
    const near = await enterSite(story.service.database, 'NEAR', { kind: 'own' });
    const far = await enterSite(story.service.database, 'FAR', { lon: 121.9 });
    const li = await enterTechnician(story.service.database, near, 'Li');
    const wang = await enterTechnician(story.service.database, far, 'Wang');
    const slow = await enterTechnician(story.service.database, near, 'Slow', { lon: 122.4 });
    const { id } = await story.request();
    const ranks = async (actor: ReturnType<typeof person>) => {
      const caller = await story.service.as(actor);
      const { body } = await caller.get(`/api/v1/repair-orders/${id}/candidates`).expect(200);
      return (body as CandidatesView).candidates.map(({ technicianId, rank }) => [technicianId, rank]);
    };
    const all = await ranks(person('dispatcher'));
    expect(all).toEqual([
      [li, 1],
      [wang, 2],
      [slow, 3],
    ]);
    const manager = person('site_manager', { siteId: near });
    expect(await ranks(manager)).toEqual([
      [li, 1],
      [slow, 2],
    ]);
    const caller = await story.service.as(manager);
    const { body } = await caller.get(`/api/v1/repair-orders/${id}/explanation`).expect(200);
    expect((body as ExplanationView).alternatives.map(({ candidate }) => candidate.rank)).toEqual([2]);
  });

  it('lists an order that nobody can do with its reasons, and places it as soon as somebody can', async () => {
    const site = await enterSite(story.service.database, 'S1', { kind: 'own' });
    await enterTechnician(story.service.database, site, 'Junior', { skills: { 'small-appliance': 1 } });
    const order = await story.request();
    expect(order).toMatchObject({ status: 'ready', waiting_for: 'dispatcher', exception_reasons: ['level'] });
    const dispatcher = await story.service.as(person('dispatcher'));
    expect((await dispatcher.get('/api/v1/dispatch-exceptions')).body.items).toMatchObject([
      { repairOrderId: order.id, timeZone: 'Asia/Shanghai', reasons: ['level'] },
    ]);
    const entered = await dispatcher.post('/api/v1/technicians').send({
      siteId: site,
      name: 'Master',
      active: true,
      home: { lon: 121.4, lat: 31.2 },
      skills: [{ skill: 'small-appliance', level: 5 }],
      certificates: [],
      shifts: [{ weekday: 1, from: '08:00', to: '18:00' }],
    });
    expect(entered.status).toBe(201);
    await story.service.settle();
    expect(await story.order(order.request_id)).toMatchObject({ status: 'scheduled', technician_id: entered.body.id });
  });

  it('tries an order again by itself, more and more seldom', async () => {
    const order = await story.request();
    expect(order.exception_reasons).toEqual(['no-sites']);
    const tries = [order.waiting_until!.getTime()];
    for (let time = 0; time < 3; time += 1) {
      await story.service.moveTo(new Date(tries.at(-1)!));
      tries.push((await story.order(order.request_id)).waiting_until!.getTime());
    }
    const pauses = tries.slice(1).map((at, index) => (at - tries[index]!) / 60_000);
    expect(pauses).toEqual([30, 60, 120]);
    expect(await story.path(order.id)).toEqual(['ready']);
  });

  it('takes the hour of a cancelled order for one that lacked time', async () => {
    const site = await enterSite(story.service.database, 'S1', { kind: 'own' });
    // Room for one visit today and two on each of the next two Mondays.
    await enterTechnician(story.service.database, site, 'Li', { shifts: [{ weekday: 1, from: '08:00', to: '10:30' }] });
    const orders = await story.requestMany(5);
    expect(orders.map(({ status }) => status)).toEqual(Array(5).fill('scheduled'));
    const waiting = await story.request();
    expect(waiting).toMatchObject({ status: 'ready', exception_reasons: ['no-gap'] });
    const booked = orders[2]!;
    await story.service.hears(RequestCancelled, { ...RequestCancelled.example, requestId: booked.request_id });
    expect((await story.order(waiting.request_id)).status).toBe('scheduled');
  });

  it('prefers who has the part at hand, and the better site', async () => {
    const part = exampleId(50);
    const [one, two] = [await enterSite(story.service.database, 'A'), await enterSite(story.service.database, 'B')];
    for (const site of [one, two]) await enterTechnician(story.service.database, site, 'T');
    const stock = {
      ...StockLevelChanged.example,
      partId: part,
      locationKind: 'site' as const,
      siteId: two,
      available: 2,
    };
    const { technicianId: _, ...level } = stock;
    await story.service.hears(StockLevelChanged, { ...level, version: 2 });
    await story.service.hears(StockLevelChanged, { ...level, available: 0, version: 1 }); // late, and older
    const order = await story.request({ likelyParts: [{ partId: part, quantity: 1, probability: 0.8 }] });
    expect((await candidates(order.id)).candidates.map(({ siteId }) => siteId)).toEqual([two, one]);
    const [old, older] = [exampleId(51), exampleId(52)];
    const entered = { ...PartChanged.example, partId: old, supersededByPartId: part, version: 2 };
    await story.service.hears(PartChanged, entered);
    await story.service.hears(PartChanged, { ...entered, partId: older, supersededByPartId: old });
    const { supersededByPartId: __, ...alone } = entered;
    await story.service.hears(PartChanged, { ...alone, version: 1 }); // late, and of before
    const served = await story.request({ likelyParts: [{ partId: older, quantity: 2, probability: 0.8 }] });
    expect((await candidates(served.id)).candidates.map(({ siteId }) => siteId)).toEqual([two, one]);
    await story.service.hears(PartChanged, { ...entered, partId: part, supersededByPartId: old }); // before the other end of the ring is cut
    const chancesOf = async (given: Parameters<Story['request']>[0]) =>
      (await candidates((await story.request(given)).id)).candidates.map(({ terms }) =>
        terms.flatMap(({ term, value }) => (term === 'parts-at-hand' ? [value] : [])),
      );
    const three = { partId: older, quantity: 3, probability: 0.8 };
    expect(await chancesOf({ likelyParts: [three, three] })).toEqual([[0.96], [0.96]]);
    await story.service.hears(PartChanged, { ...alone, version: 3 });
    const unserved = { likelyParts: [{ partId: older, quantity: 2, probability: 0.8 }] };
    expect(await chancesOf(unserved)).toEqual([[0.8], [0.8]]);
    await story.service.hears(ScoreCardPublished, { ...ScoreCardPublished.example, siteId: one, score: 95 });
    await story.service.hears(ScoreCardPublished, { ...ScoreCardPublished.example, siteId: two, score: 20 });
    const other = await story.request();
    expect((await candidates(other.id)).candidates[0]!.siteId).toBe(one);
  });

  it('opens one order however often the request comes, and a new one that avoids the last technician when the customer was not satisfied', async () => {
    const site = await enterSite(story.service.database, 'S1', { kind: 'own' });
    await enterTechnician(story.service.database, site, 'Li');
    await enterTechnician(story.service.database, site, 'Wang');
    const event = requestVisit();
    const id = uuidv7();
    await story.service.hears(VisitRequested, event, { id });
    await story.service.hears(VisitRequested, event, { id });
    await story.service.hears(VisitRequested, event);
    const first = await story.order(event.requestId);
    await story.service.hears(VisitRequested, { ...event, attempt: 2, previousOrderId: first.id, version: 2 });
    const second = await story.order(event.requestId, 2);
    expect(second.technician_id).not.toBe(first.technician_id);
    expect(await story.service.database.query('SELECT FROM dispatch.repair_order')).toHaveLength(2);
  });

  it('makes an order more urgent when its wish is heard again, and tries it at once if it waits', async () => {
    const event = requestVisit();
    await story.service.hears(VisitRequested, event);
    const { id, status, version } = await story.order(event.requestId);
    expect(status).toBe('ready');
    const site = await enterSite(story.service.database, 'SH-01', { kind: 'own' });
    await enterTechnician(story.service.database, site, 'Li');
    const urgent = { ...event, priority: 'urgent' as const, emergency: true, version: event.version + 1 };
    await story.service.hears(VisitRequested, urgent);
    await story.service.hears(VisitRequested, event);
    const dispatcher = await story.service.as(person('dispatcher'));
    const { body } = await dispatcher.get(`/api/v1/repair-orders/${id}`).expect(200);
    expect(body).toMatchObject({ status: 'scheduled', priority: 'urgent', emergency: true });
    expect((body as { version: number }).version).toBeGreaterThan(version);
    expect(await story.service.published(RepairOrderUrgencyChanged)).toMatchObject([
      {
        repairOrderId: id,
        priority: 'urgent',
        emergency: true,
        dueBy: event.dueBy,
        version: (body as object & { version: number }).version,
      },
    ]);
  });

  it('says how urgent a booked order is now, and nothing when it hears what it knows', async () => {
    const site = await enterSite(story.service.database, 'SH-01', { kind: 'own' });
    await enterTechnician(story.service.database, site, 'Li');
    const event = requestVisit();
    await story.service.hears(VisitRequested, event);
    const booked = await story.order(event.requestId);
    const raised = { ...event, priority: 'high' as const, version: event.version + 1 };
    for (const told of [raised, raised, event]) await story.service.hears(VisitRequested, told);
    expect(await story.order(event.requestId)).toMatchObject({ status: 'scheduled', version: booked.version + 1 });
    expect(await story.service.published(RepairOrderUrgencyChanged)).toMatchObject([
      { repairOrderId: booked.id, siteId: site, priority: 'high', emergency: false, version: booked.version + 1 },
    ]);
  });

  it('goes by the later due time when the request’s clock stood, and calls nobody late meanwhile', async () => {
    const site = await enterSite(story.service.database, 'SH-01', { kind: 'own' });
    await enterTechnician(story.service.database, site, 'Li');
    const event = requestVisit({ dueBy: '2026-03-02T01:20:00.000Z' });
    await story.service.hears(VisitRequested, event);
    const booked = await story.order(event.requestId);
    const late = async () => (await story.get(undefined, 'visits/at-risk')).body as { endsLate: number }[];
    expect(await late()).toMatchObject([{ endsLate: 1 }]);
    const changed = { ...RequestDueChanged.example, requestId: event.requestId, dueBy: event.dueBy };
    await story.service.hears(RequestDueChanged, { ...changed, paused: true });
    expect(await late()).toEqual([]);
    const dueBy = '2026-03-04T01:20:00.000Z';
    await story.service.hears(RequestDueChanged, { ...changed, dueBy });
    await story.service.hears(RequestDueChanged, { ...changed, dueBy });
    expect((await story.get(undefined, `repair-orders/${booked.id}`)).body).toMatchObject({ dueBy, duePaused: false });
    expect(await story.service.published(RepairOrderUrgencyChanged)).toMatchObject([
      { repairOrderId: booked.id, siteId: site, duePaused: true, dueBy: event.dueBy, version: booked.version + 1 },
      { repairOrderId: booked.id, siteId: site, duePaused: false, dueBy, version: booked.version + 2 },
    ]);
    expect(await late()).toEqual([]);
  });

  it('does not hear of the clock of a request that it has no open order of', async () => {
    await story.service.hears(RequestDueChanged, RequestDueChanged.example);
    const event = requestVisit();
    await story.service.hears(VisitRequested, event);
    await story.service.hears(RequestCancelled, { ...RequestCancelled.example, requestId: event.requestId });
    await story.service.hears(RequestDueChanged, { ...RequestDueChanged.example, requestId: event.requestId });
    expect(await story.service.published(RepairOrderUrgencyChanged)).toEqual([]);
  });

  it('keeps to a site’s daily capacity', async () => {
    const site = await enterSite(story.service.database, 'S1', { kind: 'own', dailyCapacity: 1 });
    await enterTechnician(story.service.database, site, 'Li');
    const orders = [await story.request(), await story.request(), await story.request()];
    const visits = await Promise.all(orders.map(({ id }) => story.visits(id)));
    expect(new Set(visits.flat().map(({ start_at: start }) => start.toISOString().slice(0, 10))).size).toBe(3);
  });

  it('books 64 orders that come at once without a double booking', async () => {
    const site = await enterSite(story.service.database, 'S1', { kind: 'own' });
    for (const name of ['Li', 'Wang', 'Zhao']) await enterTechnician(story.service.database, site, name);
    const orders = await story.requestMany(64);
    expect(orders.filter(({ status }) => status === 'scheduled')).toHaveLength(64);
  });
});
