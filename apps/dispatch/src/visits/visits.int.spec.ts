import { exampleId } from '#common/events/values.js';
import { RepairOrderCannotComplete } from '#common/events/repair-order-cannot-complete.js';
import { RepairOrderPartsNeeded } from '#common/events/repair-order-parts-needed.js';
import { VisitRequested } from '#common/events/visit-requested.js';
import { RequestClosed } from '#common/events/request-closed.js';
import { ReservationHeld } from '#common/events/reservation-held.js';
import { VisitFinished } from '#common/events/visit-finished.js';
import { VisitMissed } from '#common/events/visit-missed.js';
import { VisitPinChanged } from '#common/events/visit-pin-changed.js';
import { VisitRescheduled } from '#common/events/visit-rescheduled.js';
import { person } from '#common/testing/actors.js';
import { overdueAt } from '../core/visits/visit-times.js';
import { enterSite, enterTechnician } from '../testing/network-rows.js';
import { requestVisit } from '../testing/requests.js';
import { type OrderRow, Story, type VisitRow } from '../testing/story.js';

const partId = exampleId(77);

describe('visits', () => {
  let story: Story;
  let site: string;
  let li: string;
  let order: OrderRow;
  let visit: VisitRow;
  beforeEach(async () => {
    story = await Story.begin();
    site = await enterSite(story.service.database, 'OWN', { kind: 'own' });
    li = await enterTechnician(story.service.database, site, 'Li', { skills: { 'small-appliance': 2 } });
    order = await story.request();
    [visit] = (await story.visits(order.id)) as [VisitRow];
  });
  afterEach(() => story.end());

  const finish = async (outcome: object) => {
    await story.service.moveTo(visit.start_at);
    await story.post(site, `visits/${visit.id}/arrive`, 1);
    return story.post(site, `visits/${visit.id}/finish`, 2, outcome);
  };
  const nextVisit = async () => (await story.visits(order.id)).at(-1)!;

  it('that lack a part wait for it, and the next one is booked after it has come, with the same technician', async () => {
    await enterTechnician(story.service.database, site, 'Near', {
      lon: 121.4737,
      lat: 31.2304,
      skills: { 'small-appliance': 2 },
    });
    expect((await finish({ outcome: 'part_missing', partsMissing: [{ partId, quantity: 1 }] })).status).toBe(200);
    expect(await story.order(order.request_id)).toMatchObject({ status: 'waiting_parts', waiting_for: 'inventory' });
    expect(await story.service.published(RepairOrderPartsNeeded)).toMatchObject([
      { siteId: site, technicianId: li, lines: [{ partId, quantity: 1 }] },
    ]);
    const availableAt = '2026-03-04T02:00:00.000Z';
    const held = {
      ...ReservationHeld.example,
      repairOrderId: order.id,
      requestId: order.request_id,
      availableAt,
      version: 2,
    };
    await story.service.hears(ReservationHeld, { ...held, lines: [{ ...held.lines[0]!, partId, availableAt }] });
    expect(await story.order(order.request_id)).toMatchObject({ status: 'scheduled', technician_id: li });
    expect((await nextVisit()).start_at.getTime()).toBeGreaterThanOrEqual(Date.parse(availableAt));
    expect(await story.path(order.id)).toEqual(['ready', 'scheduled', 'on_site', 'waiting_parts', 'scheduled']);
  });

  it('that wait for parts which never come become the dispatcher’s', async () => {
    await finish({ outcome: 'part_missing', partsMissing: [{ partId, quantity: 1 }] });
    await story.service.database.query(`DELETE FROM dispatch.timer WHERE kind = 'parts-due'`); // another one came in its place
    await story.service.rings('parts-due', order.id, story.service.clock.now()); // late, of before
    expect(await story.order(order.request_id)).toMatchObject({ status: 'waiting_parts', waiting_for: 'inventory' });
    await story.service.moveTo(new Date(visit.start_at.getTime() + 25 * 3_600_000));
    const waiting = await story.order(order.request_id);
    expect(waiting).toMatchObject({ status: 'waiting_parts', waiting_for: 'dispatcher' });
    expect(waiting.waiting_until!.getTime()).toBeGreaterThan(story.service.clock.now().getTime());
  });

  it('by somebody whose level is too low are followed by one of a higher level', async () => {
    const master = await enterTechnician(story.service.database, site, 'Master', {
      lon: 121.8,
      skills: { 'small-appliance': 4 },
    });
    await finish({ outcome: 'level_too_low' });
    expect(await story.order(order.request_id)).toMatchObject({
      status: 'scheduled',
      required_level: 3,
      technician_id: master,
    });
  });

  it('that find nothing to repair end the order, and the request’s end closes it', async () => {
    await finish({ outcome: 'beyond_repair', faultCode: 'board' });
    expect(await story.service.published(RepairOrderCannotComplete)).toMatchObject([
      { reason: 'beyond_repair', faultCode: 'board', visits: 1 },
    ]);
    await story.service.hears(RequestClosed, {
      ...RequestClosed.example,
      requestId: order.request_id,
      outcome: 'not_repairable',
    });
    expect((await story.order(order.request_id)).status).toBe('closed');
  });

  it('that find no fault end the order with that reason, and no fault may be named', async () => {
    expect((await finish({ outcome: 'no_fault_found', faultCode: 'motor' })).body).toMatchObject({
      errors: [{ field: 'faultCode' }],
    });
    expect((await story.post(site, `visits/${visit.id}/finish`, 2, { outcome: 'no_fault_found' })).status).toBe(200);
    const [ended] = await story.service.published(RepairOrderCannotComplete);
    expect(ended).toMatchObject({ reason: 'no_fault_found', visits: 1 });
    expect(ended).not.toHaveProperty('faultCode');
    expect((await story.order(order.request_id)).status).toBe('cannot_complete');
  });

  it('at a place that is not safe leave the order to the dispatcher, and nobody is sent before he decides', async () => {
    expect((await finish({ outcome: 'unsafe' })).body).toMatchObject({ errors: [{ field: 'note' }] });
    const note = 'a bare live wire beside the machine';
    expect((await story.post(site, `visits/${visit.id}/finish`, 2, { outcome: 'unsafe', note })).status).toBe(200);
    const held = { status: 'ready', waiting_for: 'dispatcher', exception_reasons: ['unsafe'] };
    expect(await story.order(order.request_id)).toMatchObject(held);
    expect((await story.get(undefined, 'dispatch-exceptions')).body).toMatchObject({
      items: [{ repairOrderId: order.id, reasons: ['unsafe'], why: `unsafe: ${note}` }],
    });

    const dispatcher = await story.service.as(person('dispatcher'));
    const hired = { siteId: site, name: 'Zhao', active: true, home: { lon: 121.4, lat: 31.2 }, certificates: [] };
    const able = {
      skills: [{ skill: 'small-appliance', level: 5 }],
      shifts: [{ weekday: 1, from: '08:00', to: '18:00' }],
    };
    await dispatcher
      .post('/api/v1/technicians')
      .send({ ...hired, ...able })
      .expect(201);
    await story.service.hears(VisitRequested, {
      ...requestVisit({ requestId: order.request_id }),
      priority: 'urgent',
      emergency: true,
    });
    await story.service.moveTo(new Date(visit.start_at.getTime() + 25 * 3_600_000));
    const asked = await story.order(order.request_id);
    expect(asked).toMatchObject(held);
    expect(asked.waiting_until!.getTime()).toBeGreaterThan(story.service.clock.now().getTime());
    expect((await story.get(undefined, `repair-orders/${order.id}/windows`)).status).toBe(409);
    expect(await story.visits(order.id)).toHaveLength(1);

    expect((await story.post(undefined, `repair-orders/${order.id}/match`, asked.version)).status).toBe(200);
    expect(await story.order(order.request_id)).toMatchObject({
      status: 'scheduled',
      technician_id: li,
      exception_reasons: [],
    });
  });

  it('before a closed door are repeated, and given up after the third', async () => {
    await finish({ outcome: 'no_access' });
    for (let time = 2; time <= 3; time += 1) {
      visit = await nextVisit();
      expect((await finish({ outcome: 'no_access' })).status).toBe(200);
    }
    expect((await story.order(order.request_id)).status).toBe('cannot_complete');
    expect(await story.visits(order.id)).toHaveLength(3);
  });

  it('that are missed are booked again', async () => {
    const missed = await story.post(site, `visits/${visit.id}/miss`, 1, { reason: 'the van broke down' });
    expect(missed.body).toMatchObject({ status: 'missed' });
    expect(await story.service.published(VisitMissed)).toHaveLength(1);
    expect(await story.order(order.request_id)).toMatchObject({ status: 'scheduled' });
    expect(await nextVisit()).toMatchObject({ status: 'planned' });
  });

  it('that nobody reports anything about are missed by themselves', async () => {
    await story.service.moveTo(new Date(visit.finish_at.getTime() + 4 * 3_600_000));
    expect((await story.visits(order.id)).map(({ status }) => status)).toEqual(['missed', 'planned']);
  });

  it('that were moved are not missed by the alarm of the time before', async () => {
    const moved = { start: '2026-03-04T03:00:00Z', reason: 'customer' };
    expect((await story.post(site, `visits/${visit.id}/reschedule`, 1, moved)).status).toBe(200);
    await story.service.rings('visit-overdue', visit.id, overdueAt(visit.finish_at));
    const [now] = (await story.visits(order.id)) as [VisitRow];
    expect(now.status).toBe('planned');
    await story.service.moveTo(overdueAt(now.finish_at));
    expect((await story.visits(order.id)).map(({ status }) => status)).toEqual(['missed', 'planned']);
  });

  it('move when their parts come later than they begin', async () => {
    const availableAt = '2026-03-05T03:00:00.000Z';
    const held = {
      ...ReservationHeld.example,
      repairOrderId: order.id,
      requestId: order.request_id,
      availableAt,
      version: 3,
    };
    await story.service.hears(ReservationHeld, held);
    await story.service.hears(ReservationHeld, { ...held, availableAt: '2026-03-06T03:00:00.000Z', version: 2 }); // late, and older
    const moved = await nextVisit();
    expect(moved.id).toBe(visit.id);
    expect(moved.start_at.getTime()).toBeGreaterThanOrEqual(Date.parse(availableAt));
    expect(moved.start_at.getTime()).toBeLessThan(Date.parse('2026-03-06T00:00:00.000Z'));
    expect(await story.service.published(VisitRescheduled)).toMatchObject([
      { previousStart: visit.start_at.toISOString() },
    ]);
  });

  it('can be rescheduled to a free hour, not to a taken one', async () => {
    const other = await story.request();
    const [taken] = await story.visits(other.id);
    const refused = await story.post(site, `visits/${visit.id}/reschedule`, 1, {
      start: taken!.start_at.toISOString(),
      reason: 'customer',
    });
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/double-booking']);
    const moved = await story.post(site, `visits/${visit.id}/reschedule`, 1, {
      start: '2026-03-04T03:00:00Z',
      reason: 'customer',
    });
    expect(moved.body).toMatchObject({ start: '2026-03-04T03:00:00.000Z', version: 2 });
  });

  it('are pinned and let go, as often as it is said, by whom they belong to', async () => {
    const manager = await story.service.as(person('site_manager', { siteId: site }));
    const path = `/api/v1/visits/${visit.id}/pin`;
    const pin = (version: number, body: object = { reason: 'agreed by telephone' }) =>
      manager.put(path).set('if-match', `"${version}"`).send(body);
    expect((await pin(7)).status).toBe(412);
    const pinned = { isPinned: true, pinReason: 'agreed by telephone', version: 2 };
    expect((await pin(1)).body).toMatchObject(pinned);
    expect((await pin(1)).body).toMatchObject(pinned); // said again
    expect((await pin(2, {})).body).toMatchObject({ isPinned: true, version: 3 });
    const moved = await story.post(site, `visits/${visit.id}/reschedule`, 3, {
      start: '2026-03-04T03:00:00Z',
      reason: 'asked',
    });
    expect(moved.body).toMatchObject({ isPinned: true, version: 4 }); // by hand
    const other = await story.service.as(person('site_manager', { siteId: exampleId(7) }));
    expect((await other.delete(path).set('if-match', '"4"')).status).toBe(404);
    for (const version of [4, 4])
      expect((await manager.delete(path).set('if-match', `"${version}"`)).body).toMatchObject({
        isPinned: false,
        version: 5,
      });
    expect((await story.service.published(VisitPinChanged)).map(({ isPinned, reason }) => [isPinned, reason])).toEqual([
      [true, 'agreed by telephone'],
      [true, undefined],
      [false, undefined],
    ]);
    await story.post(site, `visits/${visit.id}/depart`, 5);
    expect((await pin(6)).body.type).toBe('/problems/illegal-transition');
  });

  it('are the technician’s own: he sees and changes no others', async () => {
    const zhao = await enterTechnician(story.service.database, site, 'Zhao');
    const mine = await story.service.as(person('technician', { siteId: site, technicianId: li }));
    const others = await story.service.as(person('technician', { siteId: site, technicianId: zhao }));
    expect((await mine.get('/api/v1/visits?mine=true')).body.items).toHaveLength(1);
    expect((await others.get('/api/v1/visits')).body.items).toEqual([]);
    expect((await others.post(`/api/v1/visits/${visit.id}/depart`).set('if-match', '"1"').send({})).status).toBe(404);
    expect((await mine.post(`/api/v1/visits/${visit.id}/depart`).set('if-match', '"1"').send({})).status).toBe(200);
  });

  it('cannot be finished before they began, nor repaired without codes', async () => {
    expect((await story.post(site, `visits/${visit.id}/finish`, 1, { outcome: 'customer_refused' })).status).toBe(409);
    const incomplete = await finish({ outcome: 'repaired' });
    expect([incomplete.status, incomplete.body.errors]).toMatchObject([400, [{ field: 'faultCode' }]]);
  });

  it('tell how much the unit had been used, in a unit that is known', async () => {
    const found = { outcome: 'beyond_repair', faultCode: 'motor' };
    const usage = { counter: { value: 1240.5, unit: 'operating_hours' }, ageDays: 410 };
    const refused = await finish({ ...found, usage: { counter: { value: -1, unit: 'furlongs' } } });
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ field }: { field: string }) => field).toSorted()).toEqual([
      'usage.counter.unit',
      'usage.counter.value',
    ]);
    const finished = await story.post(site, `visits/${visit.id}/finish`, 2, { ...found, usage });
    expect([finished.status, finished.body]).toMatchObject([200, { usage }]);
    expect(await story.service.published(VisitFinished)).toMatchObject([{ usage }]);
    expect(await story.service.published(RepairOrderCannotComplete)).toMatchObject([{ usage }]);
  });

  it('are not reported at times that cannot be, and say which field is wrong', async () => {
    await story.service.moveTo(visit.start_at);
    const field = async (step: string, version: number, body: object) =>
      (await story.post(site, `visits/${visit.id}/${step}`, version, body)).body.errors?.[0]?.field as string;
    expect(await field('depart', 1, { eta: '9999-12-31T00:00:00Z' })).toBe('eta');
    await story.post(site, `visits/${visit.id}/arrive`, 1);
    const later = (hours: number) => new Date(visit.start_at.getTime() + hours * 3_600_000).toISOString();
    const found = { outcome: 'beyond_repair', faultCode: 'motor' };
    expect(await field('finish', 2, { ...found, at: later(-100) })).toBe('at');
    expect(await field('finish', 2, { ...found, diagnosedAt: '0001-01-01T00:00:00Z' })).toBe('diagnosedAt');
    expect(await field('finish', 2, { ...found, diagnosedAt: later(5) })).toBe('diagnosedAt');
    expect((await story.post(site, `visits/${visit.id}/finish`, 2, found)).status).toBe(200);
  });

  it('of a technician who is on two orders at the same hour are impossible even by SQL', async () => {
    const other = await story.request();
    await expect(
      story.service.database.query(
        `UPDATE dispatch.visit SET start_at = $2, finish_at = $3 WHERE repair_order_id = $1`,
        [other.id, visit.start_at, visit.finish_at],
      ),
    ).rejects.toThrow(/visit_no_double_booking/);
  });

  it('that are likely to be late are listed before they are, each site its own', async () => {
    const other = await enterSite(story.service.database, 'OTHER', { kind: 'own' });
    const atRisk = async (siteId?: string) => {
      const actor = siteId ? person('site_manager', { siteId }) : person('dispatcher');
      const answer = await (await story.service.as(actor)).get('/api/v1/visits/at-risk');
      expect(answer.status).toBe(200);
      return (answer.body as { visitId: string; startsLate: number }[]).map(({ visitId, startsLate }) => [
        visitId,
        startsLate,
      ]);
    };
    expect(await atRisk()).toEqual([]);
    await story.service.moveTo(visit.start_at);
    const eta = new Date(visit.start_at.getTime() + 3_600_000).toISOString();
    await story.post(site, `visits/${visit.id}/depart`, 1, { eta });
    expect(await atRisk()).toEqual([[visit.id, 1]]);
    expect(await atRisk(site)).toEqual([[visit.id, 1]]);
    expect(await atRisk(other)).toEqual([]);
  });
});
