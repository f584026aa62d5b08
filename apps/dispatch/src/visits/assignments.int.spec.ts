import { RepairOrderStatusChanged } from '#common/events/repair-order-status-changed.js';
import { VisitCancelled } from '#common/events/visit-cancelled.js';
import { VisitRescheduled } from '#common/events/visit-rescheduled.js';
import { examplePlace } from '#common/events/values.js';
import { person } from '#common/testing/actors.js';
import { enterSite, enterTechnician } from '../testing/network-rows.js';
import { type OrderRow, Story, type VisitRow } from '../testing/story.js';
import type { AssignmentCheckView } from './assignment-check.dto.js';

/** Nine o'clock in Shanghai is one o'clock UTC. */
const at = (time: string) => `2026-03-02T${time}:00.000Z`;

describe('an assignment by hand', () => {
  let story: Story;
  let site: string;
  let li: string;
  let wang: string;
  let order: OrderRow;
  let visit: VisitRow;
  beforeEach(async () => {
    story = await Story.begin();
    site = await enterSite(story.service.database, 'OWN', { kind: 'own' });
    li = await enterTechnician(story.service.database, site, 'Li');
    wang = await enterTechnician(story.service.database, site, 'Wang', {
      skills: { 'small-appliance': 1 },
      lon: 121.6,
    });
    order = await story.request();
    [visit] = (await story.visits(order.id)) as [VisitRow];
  });
  afterEach(() => story.end());

  const ask = async (technicianId: string, start: string, actor = person('dispatcher'), id = order.id) =>
    (await story.service.as(actor)).get(
      `/api/v1/repair-orders/${id}/assignment-check?technicianId=${technicianId}&start=${start}`,
    );
  const check = async (technicianId: string, start: string) => {
    const answer = await ask(technicianId, start);
    expect(answer.status).toBe(200);
    return answer.body as AssignmentCheckView;
  };
  const rulesOf = ({ broken }: AssignmentCheckView) =>
    broken.map(({ rule, mayBeOverridden }) => [rule, mayBeOverridden]);
  const rows = () =>
    story.service.database.query(
      `SELECT (SELECT json_agg(o) FROM dispatch.repair_order o) AS orders, (SELECT json_agg(v) FROM dispatch.visit v) AS visits,
         (SELECT count(*) FROM dispatch.outbox) AS told`,
    );

  it('is looked at beforehand, with the ways of both days before and after, and nothing is changed', async () => {
    const before = await rows();
    const moved = await check(li, at('06:00'));
    expect(moved).toMatchObject({
      visitId: visit.id,
      technicianId: li,
      isPossible: true,
      broken: [],
      finish: at('07:00'),
    });
    expect(moved.travel).toHaveLength(1); // the same day of the same technician
    expect(moved.travel[0]!.before).toEqual(moved.travel[0]!.after);
    const given = await check(wang, at('06:00'));
    expect(rulesOf(given)).toEqual([['skill', true]]);
    const [gets, loses] = given.travel as [AssignmentCheckView['travel'][0], AssignmentCheckView['travel'][0]];
    expect([gets.technicianName, gets.before.seconds, loses.technicianName, loses.after.seconds]).toEqual([
      'Wang',
      0,
      'Li',
      0,
    ]);
    expect(Math.min(gets.after.metres, loses.before.metres)).toBeGreaterThan(0);
    expect(await rows()).toEqual(before);
  });

  it('meets what the technician has already, and what is promised', async () => {
    const other = await story.request();
    const [taken] = await story.visits(other.id);
    const meeting = await check(li, taken!.start_at.toISOString());
    expect([meeting.isPossible, meeting.broken[0]?.rule]).toEqual([false, 'booked-twice']);
    const refused = await story.post(site, `visits/${visit.id}/reschedule`, 1, {
      start: taken!.start_at.toISOString(),
      reason: 'as was checked',
    });
    expect(refused.status).toBe(409);
  });

  it('may break a rule about people where it is said so with a reason, which plans then honour', async () => {
    const wish = { technicianId: wang, start: at('06:00'), reason: 'Li shows him how' };
    const refused = await story.post(site, `visits/${visit.id}/reschedule`, 1, wish);
    expect([refused.status, refused.body.rule]).toEqual([422, 'level']);
    const moved = await story.post(site, `visits/${visit.id}/reschedule`, 1, { ...wish, overrides: ['skill'] });
    expect(moved.body).toMatchObject({
      technicianId: wang,
      overrides: [{ rule: 'skill', reason: 'Li shows him how' }],
    });
    const move = { start: at('07:00'), reason: 'an hour later' };
    const later = await story.post(site, `visits/${visit.id}/reschedule`, 2, move); // that was allowed him already
    expect(later.body.overrides).toEqual([{ rule: 'skill', reason: 'Li shows him how' }]);
    const back = await story.post(site, `visits/${visit.id}/reschedule`, 3, {
      start: at('06:00'),
      technicianId: li,
      reason: 'back',
    });
    expect(back.body).toMatchObject({ technicianId: li, overrides: [] });
  });

  it('may take longer: what is in the way is said and refused, the promise stays, and the order keeps its new length', async () => {
    const start = visit.start_at.toISOString();
    const window = { from: start, to: new Date(visit.start_at.getTime() + 3 * 3_600_000).toISOString() };
    await story.service.database.query(`UPDATE dispatch.visit SET window_from = $1, window_to = $2 WHERE id = $3`, [
      window.from,
      window.to,
      visit.id,
    ]);
    const [next] = (await story.visits((await story.request()).id)) as [VisitRow];
    const untilNext = Math.ceil((next.start_at.getTime() - visit.start_at.getTime()) / 60_000);
    const longer = (durationMinutes: number, version: number, from = start) =>
      story.post(site, `visits/${visit.id}/reschedule`, version, { start: from, durationMinutes, reason: 'two units' });
    const asked = await ask(li, `${start}&durationMinutes=${untilNext + 15}`);
    expect([asked.body.isPossible, asked.body.broken[0].rule]).toEqual([false, 'booked-twice']);
    expect((await longer(untilNext + 15, 1)).body.type).toBe('/problems/double-booking');
    expect((await longer(4, 1)).status).toBe(400);
    const minutes = untilNext - 5;
    const moved = await longer(minutes, 1);
    const finish = new Date(visit.start_at.getTime() + minutes * 60_000).toISOString();
    expect(moved.body).toMatchObject({ start, finish, version: 2 });
    expect((await longer(minutes, 1)).status).toBe(412);
    expect((await story.service.published(VisitRescheduled)).at(-1)).toMatchObject({ start, finish, window });
    expect(await check(li, at('08:00'))).toMatchObject({
      finish: new Date(Date.parse(at('08:00')) + minutes * 60_000).toISOString(),
    });
  });

  it('cannot be checked or made by another site, nor for an order that is under way', async () => {
    const other = await enterSite(story.service.database, 'OTHER', { kind: 'own' });
    const stranger = await enterTechnician(story.service.database, other, 'Stranger');
    expect((await ask(stranger, at('06:00'), person('site_manager', { siteId: other }))).status).toBe(404);
    expect((await ask(stranger, at('06:00'), person('site_manager', { siteId: site }))).status).toBe(404);
    expect(rulesOf(await check(stranger, at('06:00')))).toEqual([['other-site', false]]);
    await story.post(site, `visits/${visit.id}/depart`, 1);
    expect((await ask(li, at('06:00'))).body.type).toBe('/problems/illegal-transition');
  });

  it('is taken back, as often as it is said, and the order is left to the dispatcher for an hour', async () => {
    const unassign = (version: number) =>
      story.post(undefined, `repair-orders/${order.id}/unassign`, version, { reason: 'a slip of the hand' });
    expect((await unassign(99)).status).toBe(412);
    const { version } = order;
    const free = { status: 'ready', waitingFor: 'dispatcher', exceptionReasons: ['unassigned'], version: version + 1 };
    const taken = await unassign(version);
    expect(taken.body).toMatchObject(free);
    expect(taken.body).not.toHaveProperty('technicianId');
    expect((await unassign(version)).body).toMatchObject(free);
    await story.service.rings('match', order.id, story.service.clock.now()); // late, of before
    expect(await story.order(order.request_id)).toMatchObject({ status: 'ready', version: version + 1 });
    expect(await story.service.published(VisitCancelled)).toMatchObject([
      { visitId: visit.id, reason: 'a slip of the hand' },
    ]);
    const told = (await story.service.published(RepairOrderStatusChanged)).at(-1)!;
    expect([told.to, told.siteId, told.technicianId]).toEqual(['ready', undefined, undefined]);
    await enterTechnician(story.service.database, site, 'New');
    const again = { technicianId: li, start: visit.start_at.toISOString(), reason: 'the undo of the undo' };
    const placed = await story.post(undefined, `repair-orders/${order.id}/assign`, version + 1, again);
    expect(placed.body).toMatchObject({ status: 'scheduled', technicianId: li, statusReason: 'the undo of the undo' });
    await unassign(version + 2);
    await story.service.database.query(`DELETE FROM dispatch.timer WHERE kind = 'match'`); // another one came in its place
    await story.service.rings('match', order.id, story.service.clock.now());
    expect(await story.order(order.request_id)).toMatchObject({ status: 'ready' });
    await story.service.moveTo(new Date(story.service.clock.now().getTime() + 61 * 60_000));
    expect(await story.order(order.request_id)).toMatchObject({ status: 'scheduled' }); // nobody has cared for it
  });

  it('of a site that is asked or has accepted is taken back too, of one who is on the way no more', async () => {
    const franchised = await enterSite(story.service.database, 'FRANCHISED', { lon: 118 });
    await enterTechnician(story.service.database, franchised, 'Zhao', { lon: 118 });
    const place = { ...examplePlace, lon: 118, lat: 31.23 };
    const asked = await story.request({ place });
    expect(asked.status).toBe('offered');
    const taken = await story.post(undefined, `repair-orders/${asked.id}/unassign`, asked.version, { reason: 'mine' });
    expect(taken.body).toMatchObject({ status: 'ready', exceptionReasons: ['unassigned'] });
    expect((await story.offers(asked.id)).map(({ status }) => status)).toEqual(['withdrawn']);
    await story.post(site, `visits/${visit.id}/depart`, 1);
    const { version } = await story.order(order.request_id);
    const late = await story.post(undefined, `repair-orders/${order.id}/unassign`, version, { reason: 'too late' });
    expect(late.body.type).toBe('/problems/illegal-transition');
  });
});
