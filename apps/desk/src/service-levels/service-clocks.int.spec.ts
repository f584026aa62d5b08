import { uuidv7 } from '#common/database/uuid.js';
import {
  RepairOrderCompleted,
  RepairOrderOpened,
  RepairOrderStatusChanged,
  RequestDueChanged,
  VisitArrived,
  VisitScheduled,
} from '#common/events/index.js';
import type { ServiceClockView } from '../requests/request-story.dto.js';
import { Desk } from '../testing/desk.js';

describe('service levels', () => {
  let desk: Desk;
  beforeEach(async () => (desk = await Desk.start()));
  afterEach(() => desk.close());

  const later = (seconds: number) => new Date(Date.parse('2026-03-02T01:00:00Z') + seconds * 1000);
  const alerts = async (id: string) => (await desk.timeline(id)).filter((kind) => kind.startsWith('service_level'));
  const clocks = async (id: string) => {
    const { body } = await (await desk.service.as(desk.agent)).get(`/api/v1/requests/${id}/clocks`).expect(200);
    return Object.fromEntries((body as ServiceClockView[]).map((clock) => [clock.kind, clock]));
  };
  const listed = async (query: string) => {
    const { body } = await (await desk.service.as(desk.agent)).get(`/api/v1/requests?${query}`).expect(200);
    return (body as { items: { id: string }[] }).items.map(({ id }) => id);
  };

  it('keep the first response at 59:59 and break it at 60:00', async () => {
    const [kept, broken] = [await desk.open({ channel: 'web' }), await desk.open({ channel: 'web' })];
    await desk.service.moveTo(later(3599));
    await desk.step(`requests/${kept.id}/triage`, {});
    await desk.service.moveTo(later(3600));
    await desk.step(`requests/${broken.id}/triage`, {});
    expect((await clocks(kept.id))['first_response']).toMatchObject({ state: 'kept', usedSeconds: 3599 });
    expect((await clocks(broken.id))['first_response']).toMatchObject({ state: 'breached', usedSeconds: 3600 });
    expect(await listed('breached=true')).toEqual([broken.id]);
  });

  it('know a first response by what the customer hears, not by a visit that was asked for', async () => {
    const [called, booked, visited, again, nothing] = [
      await desk.open({ visit: true }),
      await desk.open({ visit: true, channel: 'web' }),
      await desk.open({ visit: true, channel: 'mail' }),
      await desk.open({ visit: true, channel: 'web' }),
      await desk.open({ visit: true, channel: 'telemetry' }),
    ];
    const about = (requestId: string) => ({ requestId, visitId: uuidv7() });
    const reported = (channel: string) =>
      desk.open({ customer: undefined, asset: undefined, assetId: again.assetId, channel, visit: true }, 200);
    await desk.service.moveTo(later(900));
    await reported('web');
    await desk.service.moveTo(later(1800));
    await desk.service.hears(VisitScheduled, { ...VisitScheduled.example, ...about(booked.id) });
    await desk.service.hears(VisitArrived, {
      ...VisitArrived.example,
      ...about(visited.id),
      at: later(1800).toISOString(),
    });
    await reported('phone');
    await desk.service.moveTo(later(3600));
    const first = await Promise.all(
      [called, booked, visited, again, nothing].map(async ({ id }) => (await clocks(id))['first_response']),
    );
    expect(first.map((clock) => [clock?.state, clock?.usedSeconds])).toEqual([
      ['kept', 0],
      ['kept', 1800],
      ['kept', 1800],
      ['kept', 1800],
      ['breached', 3600],
    ]);
    expect(await listed('breached=true')).toEqual([nothing.id]);
  });

  it('warn, then break, each once, and list both', async () => {
    const { id } = await desk.open({ visit: true });
    await desk.service.moveTo(later(18 * 3600 - 1));
    expect(await alerts(id)).toEqual([]);
    await desk.service.moveTo(later(18 * 3600));
    expect(await alerts(id)).toEqual(['service_level_warning']);
    expect(await listed('atRisk=true')).toEqual([id]);
    await desk.service.moveTo(later(24 * 3600 - 1));
    expect(await listed('breached=true')).toEqual([]);
    await desk.service.moveTo(later(24 * 3600));
    await desk.service.moveTo(later(90 * 3600));
    expect(await alerts(id)).toEqual(['service_level_warning', 'service_level_breach']);
    expect(await listed('breached=true')).toEqual([id]);
    expect(await desk.read(id)).toMatchObject({ breached: true });
  });

  it('warn and break where the clock is behind that of the instance that let the alarm ring', async () => {
    const { id } = await desk.open({ visit: true });
    const key = `${id}/completion`;
    const rings = (seconds: number) =>
      desk.service.rings('service-clock', key, later(seconds), { requestId: id, kind: 'completion', attempt: 0 });
    await desk.service.moveTo(later(17 * 3600));
    await rings(18 * 3600 - 1);
    expect(await alerts(id)).toEqual([]);
    await rings(18 * 3600);
    expect(await alerts(id)).toEqual(['service_level_warning']);
    await rings(24 * 3600);
    expect(await alerts(id)).toEqual(['service_level_warning', 'service_level_breach']);
    await desk.service.moveTo(later(90 * 3600));
    expect(await alerts(id)).toEqual(['service_level_warning', 'service_level_breach']);
  });

  it.each([
    [24 * 3600 - 1, 'kept', false],
    [24 * 3600, 'breached', true],
  ])('judge completion after %s s by when it was done', async (seconds, state, breached) => {
    const { id } = await desk.open({ visit: true });
    const repairOrderId = uuidv7();
    await desk.service.hears(RepairOrderOpened, desk.opened(id, repairOrderId));
    await desk.service.moveTo(later(24 * 3600 + 600)); // the news comes late, the alarm has rung
    const done = { ...desk.completed(id, repairOrderId), finishedAt: later(seconds).toISOString() };
    await desk.service.hears(RepairOrderCompleted, done);
    expect((await clocks(id))['completion']).toMatchObject({ state, usedSeconds: seconds });
    expect(await desk.read(id)).toMatchObject({ breached, status: 'callback_due' });
  });

  it('stand while an agent or the order waits for the customer', async () => {
    const { id, dueBy } = await desk.open({ visit: true });
    const repairOrderId = uuidv7();
    await desk.service.hears(RepairOrderOpened, desk.opened(id, repairOrderId));
    await desk.service.moveTo(later(3600));
    await desk.step(`requests/${id}/pause`, { reason: 'customer is away' });
    await desk.service.moveTo(later(2 * 3600));
    const waiting = { ...desk.status(id, repairOrderId, 'scheduled', 2), waitingFor: 'customer' as const };
    await desk.service.hears(RepairOrderStatusChanged, waiting);
    await desk.step(`requests/${id}/resume`, { reason: 'customer is away' });
    expect((await clocks(id))['completion']).toMatchObject({ state: 'paused', usedSeconds: 3600 });
    await desk.service.moveTo(later(60 * 3600));
    expect(await alerts(id)).toEqual([]);
    await desk.service.hears(RepairOrderStatusChanged, desk.status(id, repairOrderId, 'scheduled', 3));
    const moved = await desk.read(id);
    expect(Date.parse(moved.dueBy) - Date.parse(dueBy)).toBe(59 * 3_600_000);
    const told = (await desk.service.published(RequestDueChanged)).filter(({ requestId }) => requestId === id);
    expect(told.map(({ paused, dueBy: due, at }) => [paused, due, at])).toEqual([
      [true, dueBy, later(3600).toISOString()],
      [true, dueBy, later(2 * 3600).toISOString()], // two reasons hold it
      [true, dueBy, later(2 * 3600).toISOString()],
      [false, moved.dueBy, later(60 * 3600).toISOString()],
    ]);
    await desk.service.moveTo(new Date(Date.parse(moved.dueBy) - 1000));
    expect(await alerts(id)).toEqual(['service_level_warning']);
    await desk.service.moveTo(moved.dueBy);
    expect(await alerts(id)).toEqual(['service_level_warning', 'service_level_breach']);
  });

  it('tell dispatch nothing of an ordinary request, and of one that is sent out while they stand that they do', async () => {
    const ordinary = await desk.open({ visit: true });
    const { id, dueBy } = await desk.open({ channel: 'web' });
    await desk.step(`requests/${id}/pause`, { reason: 'customer is away' });
    expect(await desk.service.published(RequestDueChanged)).toEqual([]);
    await desk.step(`requests/${id}/request-visit`, {});
    expect(await desk.service.published(RequestDueChanged)).toMatchObject([{ requestId: id, dueBy, paused: true }]);
    const repairOrderId = uuidv7();
    await desk.service.hears(RepairOrderOpened, desk.opened(ordinary.id, repairOrderId));
    await desk.service.hears(RepairOrderCompleted, desk.completed(ordinary.id, repairOrderId));
    expect(await desk.service.published(RequestDueChanged)).toHaveLength(1);
  });

  it('say by when a technician is there, if the grade promises that', async () => {
    const supervisor = await desk.service.as(desk.supervisor);
    const level = { firstResponseSeconds: 3600, arrivalSeconds: 4 * 3600, completionSeconds: 24 * 3600 };
    await supervisor.put('/api/v1/calendars/service-levels/onsite').send(level).expect(200);
    const customer = { ...desk.report().customer, grade: 'onsite' };
    const [kept, broken, plain] = [
      await desk.open({ customer, visit: true }),
      await desk.open({ customer, visit: true }),
      await desk.open({ visit: true }),
    ];
    const arrived = (requestId: string, seconds: number) => ({
      ...VisitArrived.example,
      requestId,
      visitId: uuidv7(),
      at: later(seconds).toISOString(),
    });
    await desk.service.moveTo(later(4 * 3600 - 1));
    await desk.service.hears(VisitArrived, arrived(kept.id, 4 * 3600 - 1));
    await desk.service.hears(VisitArrived, arrived(plain.id, 4 * 3600 - 1));
    await desk.service.moveTo(later(4 * 3600 + 60));
    await desk.service.hears(VisitArrived, arrived(broken.id, 4 * 3600 + 30));
    expect((await clocks(kept.id))['arrival']).toMatchObject({ state: 'kept', usedSeconds: 4 * 3600 - 1 });
    expect((await clocks(broken.id))['arrival']).toMatchObject({ state: 'breached', usedSeconds: 4 * 3600 + 30 });
    expect(await listed('breached=true')).toEqual([broken.id]);
    expect((await clocks(plain.id))['arrival']).toBeUndefined();
    expect(await desk.timeline(plain.id)).toContain('visit_arrived');
  });

  describe('of the next word to the customer', () => {
    const told = async (id: string) => {
      const { body } = await (await desk.service.as(desk.agent)).get(`/api/v1/requests/${id}/clocks`).expect(200);
      return (body as ServiceClockView[])
        .filter(({ kind }) => kind === 'next_update')
        .map(({ attempt, state, usedSeconds }) => [attempt, state, usedSeconds]);
    };
    const informed = async (more: object = {}) => {
      const level = { firstResponseSeconds: 3600, completionSeconds: 90 * 3600, updateSeconds: 4 * 3600 };
      const supervisor = await desk.service.as(desk.supervisor);
      await supervisor.put('/api/v1/calendars/service-levels/informed').send(level).expect(200);
      return desk.open({ customer: { ...desk.report().customer, grade: 'informed' }, visit: true, ...more });
    };
    const note = async (id: string) => {
      const agent = await desk.service.as(desk.agent);
      await agent.post(`/api/v1/requests/${id}/notes`).send({ text: 'the part is here', toCustomer: true }).expect(200);
    };

    it('are kept at the last second, warn and break, and start anew with each word', async () => {
      const { id } = await informed();
      const plain = await desk.open({ visit: true });
      await desk.service.moveTo(later(4 * 3600 - 1));
      expect(await alerts(id)).toEqual(['service_level_warning']);
      expect(await listed('atRisk=true')).toEqual([id]);
      await note(id);
      expect(await told(id)).toEqual([
        [0, 'kept', 4 * 3600 - 1],
        [1, 'running', 0],
      ]);
      expect(await listed('atRisk=true')).toEqual([]);
      await desk.service.moveTo(later(8 * 3600 - 2));
      expect(await listed('breached=true')).toEqual([]);
      await desk.service.moveTo(later(8 * 3600 - 1));
      expect(await listed('breached=true')).toEqual([id]);
      await note(id);
      expect(await told(id)).toEqual([
        [0, 'kept', 4 * 3600 - 1],
        [1, 'breached', 4 * 3600],
        [2, 'running', 0],
      ]);
      expect(await listed('breached=true')).toEqual([]);
      expect(await told(plain.id)).toEqual([]);
    });

    it('stand while the others stand, and end with the work', async () => {
      const { id } = await informed();
      await desk.service.moveTo(later(3600));
      await desk.step(`requests/${id}/pause`, { reason: 'customer is away' });
      await desk.service.moveTo(later(9 * 3600));
      await note(id);
      expect(await told(id)).toEqual([
        [0, 'kept', 3600],
        [1, 'paused', 0],
      ]);
      await desk.step(`requests/${id}/resume`, { reason: 'customer is away' });
      const repairOrderId = uuidv7();
      await desk.service.hears(RepairOrderOpened, desk.opened(id, repairOrderId));
      await desk.service.moveTo(later(10 * 3600));
      await desk.service.hears(RepairOrderCompleted, desk.completed(id, repairOrderId));
      expect((await told(id)).at(-1)).toEqual([1, 'kept', 3600]);
      await desk.step(`call-backs/${(await desk.callOf(id)).id}/answer`, { satisfied: false });
      expect((await told(id)).at(-1)).toEqual([2, 'running', 0]);
    });

    it('are settled by who stands at the door, not by one of whom we hear after a later word', async () => {
      const { id } = await informed();
      const arrived = { ...VisitArrived.example, requestId: id, visitId: uuidv7() };
      await desk.service.moveTo(later(2 * 3600));
      await desk.service.hears(VisitArrived, { ...arrived, at: later(3600).toISOString() });
      await note(id);
      await desk.service.hears(VisitArrived, { ...arrived, at: later(5000).toISOString() });
      expect(await told(id)).toEqual([
        [0, 'kept', 3600],
        [1, 'kept', 3600],
        [2, 'running', 0],
      ]);
    });
  });

  it('follow the calendar of the grade on the walls of the place', async () => {
    const supervisor = await desk.service.as(desk.supervisor);
    const periods = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' }));
    await supervisor
      .put('/api/v1/calendars/office')
      .send({ name: 'Office', periods, holidays: ['2026-03-03'] })
      .expect(200);
    const level = { firstResponseSeconds: 3600, completionSeconds: 8 * 3600, calendarCode: 'office' };
    await supervisor.put('/api/v1/calendars/service-levels/office').send(level).expect(200);
    const customer = { ...desk.report().customer, grade: 'office' };
    const request = await desk.open({ customer }); // Monday 09:00 in Shanghai
    expect(request.firstResponseDueAt).toBe('2026-03-02T02:00:00.000Z');
    expect(request.dueBy).toBe('2026-03-02T09:00:00.000Z');
    await desk.service.moveTo('2026-03-02T08:00:00Z'); // 16:00: one hour today, the rest after the holiday
    expect((await desk.open({ customer })).dueBy).toBe('2026-03-04T08:00:00.000Z');
    const wrong = { name: 'x', periods: [{ weekday: 1, from: '22:00', to: '06:00' }] };
    await supervisor.put('/api/v1/calendars/night').send(wrong).expect(400);
  });

  it('and calendars are not changed by who has not seen what is there', async () => {
    const supervisor = await desk.service.as(desk.supervisor);
    const put = async (path: string, body: object, seen?: number) => {
      const asked = supervisor.put(`/api/v1/calendars/${path}`);
      if (seen !== undefined) asked.set('if-match', `"${seen}"`);
      const { status, headers } = await asked.send(body);
      return [status, headers['etag']];
    };
    const periods = [{ weekday: 1, from: '09:00', to: '17:00' }];
    const calendar = (...holidays: string[]) => ({ name: 'Works', periods, holidays });
    const level = { firstResponseSeconds: 3600, completionSeconds: 8 * 3600, calendarCode: 'works' };
    for (const [path, body] of [
      ['works', calendar()],
      ['service-levels/works', level],
    ] as const) {
      expect(await put(path, body, 1)).toEqual([412, undefined]); // nothing is there
      const both = await Promise.all([put(path, body), put(path, body)]);
      expect(both.map(([status]) => status).toSorted()).toEqual([200, 428]);
      expect(await put(path, body)).toEqual([428, undefined]);
      expect(await put(path, body, 1)).toEqual([200, '"2"']);
      expect(await put(path, body, 1)).toEqual([412, undefined]);
    }
    expect(await put('service-levels/works', { ...level, priority: 'urgent' })).toEqual([200, '"1"']); // a promise of its own
    const holidays = ['2026-05-01', '2026-10-01'];
    const added = await Promise.all(holidays.map((day) => put('works', calendar(day), 2)));
    expect(added.map(([status]) => status).toSorted()).toEqual([200, 412]);
  });

  it('do not run on the holidays of a calendar of others, and say what is wrong with its file', async () => {
    const supervisor = await desk.service.as(desk.supervisor);
    const periods = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' }));
    const own = { name: 'Shop', periods, holidays: ['2026-03-06'] };
    await supervisor.put('/api/v1/calendars/shop').send(own).expect(200);
    const level = { firstResponseSeconds: 3600, completionSeconds: 8 * 3600, calendarCode: 'shop' };
    await supervisor.put('/api/v1/calendars/service-levels/shop').send(level).expect(200);
    const ics = (...lines: string[]) =>
      ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
    const read = (file: string, more: object = {}, status = 200) =>
      supervisor
        .post('/api/v1/calendars/shop/holidays')
        .send({ ics: file, ...more })
        .expect(status);
    const yearly = ics(
      'SUMMARY:Three days',
      'DTSTART;VALUE=DATE:20250302',
      'DURATION:P3D',
      'RRULE:FREQ=YEARLY;UNTIL=20281231',
    );
    expect((await read(yearly)).body).toMatchObject({ read: 9, added: 9, calendar: { code: 'shop', version: 2 } });
    expect((await read(yearly)).body).toMatchObject({ read: 9, added: 0 });
    const customer = { ...desk.report().customer, grade: 'shop' };
    expect((await desk.open({ customer })).dueBy).toBe('2026-03-05T09:00:00.000Z'); // Monday to Wednesday are off
    expect((await read(yearly, { replace: true })).body).toMatchObject({
      calendar: { holidays: expect.not.arrayContaining(['2026-03-06']) },
    });
    const wrong = await read(ics('DTSTART:20260501T090000Z'), {}, 400);
    expect(wrong.body).toMatchObject({
      errors: [{ field: 'ics', message: expect.stringContaining('line 3: DTSTART has a time') }],
    });
    await supervisor.post('/api/v1/calendars/nowhere/holidays').send({ ics: yearly }).expect(404);
    await (await desk.service.as(desk.agent)).post('/api/v1/calendars/shop/holidays').send({ ics: yearly }).expect(403);
  });

  it('are refused where the calendar never gets there, and run around the clock where it is there already', async () => {
    const supervisor = await desk.service.as(desk.supervisor);
    const refused = async (path: string, body: object) => {
      const answer = await supervisor.put(`/api/v1/calendars/${path}`).send(body).expect(400);
      return (answer.body as { errors: { field: string }[] }).errors.map(({ field }) => field);
    };
    const day = { name: 'Day', periods: [{ weekday: 1, from: '09:00', to: '18:00' }] };
    const minute = { name: 'Minute', periods: [{ weekday: 1, from: '09:00', to: '09:01' }] };
    const level = { firstResponseSeconds: 60, completionSeconds: 36_000, calendarCode: 'rare' };
    await supervisor.put('/api/v1/calendars/rare').send(day).expect(200);
    expect(await refused('service-levels/rare', { ...level, completionSeconds: 31_536_000 })).toEqual([
      'completionSeconds',
    ]);
    await supervisor.put('/api/v1/calendars/service-levels/rare').send(level).expect(200);
    expect(await refused('rare', minute)).toEqual(['periods']);

    await desk.service.database.query(`UPDATE desk.service_calendar SET periods = $1 WHERE code = 'rare'`, [
      JSON.stringify(minute.periods),
    ]);
    await desk.service.database.query(
      `UPDATE desk.service_level SET completion_seconds = 31536000 WHERE grade = 'rare'`,
    );
    const request = await desk.open({ customer: { ...desk.report().customer, grade: 'rare' } });
    expect(Date.parse(request.dueBy) - Date.parse(request.openedAt)).toBe(31_536_000_000);
    await desk.step(`requests/${request.id}/pause`, { reason: 'away' });
    await desk.service.moveTo(later(3600));
    expect(await desk.step(`requests/${request.id}/resume`, { reason: 'away' })).toMatchObject({
      dueBy: later(31_536_000 + 3600).toISOString(),
    });
  });
});
