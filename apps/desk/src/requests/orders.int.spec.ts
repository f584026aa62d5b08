import { uuidv7 } from '#common/database/uuid.js';
import {
  RepairOrderCancelled,
  RepairOrderCompleted,
  RepairOrderOpened,
  RepairOrderStatusChanged,
  VisitArrived,
  VisitRescheduled,
  VisitScheduled,
} from '#common/events/index.js';
import { person, siteKey } from '#common/testing/actors.js';
import { firstIllegalStep } from '../core/request-status.js';
import { Desk } from '../testing/desk.js';

describe('the repair order of a request', () => {
  let desk: Desk;
  beforeAll(async () => (desk = await Desk.start()));
  afterAll(() => desk.close());

  const dispatched = async () => {
    const { id } = await desk.open({ visit: true });
    const repairOrderId = uuidv7();
    await desk.service.hears(RepairOrderOpened, desk.opened(id, repairOrderId));
    return { id, repairOrderId };
  };

  it('is linked, and its promise reaches the customer', async () => {
    const { id, repairOrderId } = await dispatched();
    const visit = { ...VisitScheduled.example, requestId: id, repairOrderId, visitId: uuidv7() };
    await desk.service.hears(VisitScheduled, visit);
    expect(await desk.read(id)).toMatchObject({ repairOrderId, promised: visit.window });
    const { window: chosen, ...example } = VisitRescheduled.example;
    const moved = {
      ...example,
      requestId: id,
      repairOrderId,
      visitId: visit.visitId,
      start: '2026-03-04T01:00:00Z',
      finish: '2026-03-04T02:00:00Z',
    };
    await desk.service.hears(VisitRescheduled, moved);
    expect((await desk.read(id)).promised).toEqual({
      from: '2026-03-04T01:00:00.000Z',
      to: '2026-03-04T02:00:00.000Z',
    });
    await desk.service.hears(VisitRescheduled, { ...moved, window: chosen! });
    expect((await desk.read(id)).promised).toEqual(chosen);
    await desk.service.hears(VisitArrived, {
      ...VisitArrived.example,
      requestId: id,
      repairOrderId,
      visitId: visit.visitId,
    });
    expect(await desk.timeline(id)).toEqual([
      'reported',
      'visit_requested',
      'repair_order_opened',
      'visit_scheduled',
      'visit_rescheduled',
      'visit_rescheduled',
      'visit_arrived',
    ]);
  });

  it('keeps the newest promise when an older one comes late', async () => {
    const { id, repairOrderId } = await dispatched();
    const visit = (hour: number) => {
      const [start, finish] = [`2026-03-04T0${hour}:00:00Z`, `2026-03-04T0${hour + 1}:00:00Z`];
      const { window: _, ...example } = VisitScheduled.example;
      return { ...example, requestId: id, repairOrderId, visitId: uuidv7(), start, finish };
    };
    await desk.service.hears(VisitScheduled, visit(5), { occurredAt: new Date('2026-03-02T00:50:00Z') });
    await desk.service.hears(VisitScheduled, visit(3), { occurredAt: new Date('2026-03-02T00:40:00Z') });
    expect((await desk.read(id)).promised?.from).toBe('2026-03-04T05:00:00.000Z');
  });

  it('shows the request and its contact to the serving site from acceptance on, and to no other', async () => {
    const { id, repairOrderId } = await dispatched();
    const site = await desk.service.as(siteKey(desk.siteId, ['requests:read']));
    const technician = await desk.service.as(
      person('technician', { siteId: desk.siteId, technicianId: desk.technicianId }),
    );
    const stranger = await desk.service.as(siteKey(uuidv7(), ['requests:read']));
    const contact = `/api/v1/requests/${id}/contact`;
    await desk.service.hears(RepairOrderStatusChanged, desk.status(id, repairOrderId, 'offered', 2));
    await site.get(contact).expect(404);
    await desk.service.hears(RepairOrderStatusChanged, desk.status(id, repairOrderId, 'accepted', 3));
    const { body } = await site.get(contact).expect(200);
    expect(body).toMatchObject({ contactName: '王小明', phone: '+86 138 1234 5678', street: '南京东路 1 号' });
    await technician.get(contact).expect(200);
    await site.get(`/api/v1/requests/${id}`).expect(200);
    expect((await site.get('/api/v1/requests').expect(200)).body.items).toHaveLength(1);
    await stranger.get(contact).expect(404);
    expect((await stranger.get('/api/v1/requests').expect(200)).body.items).toEqual([]);
    await site.get(`/api/v1/requests/${id}/timeline`).expect(403);
    await desk.service.hears(RepairOrderStatusChanged, desk.status(id, repairOrderId, 'ready', 4));
    await site.get(contact).expect(404);
  });

  it('shows it to the technician who comes, and to no colleague of the site', async () => {
    const { id, repairOrderId } = await dispatched();
    const as = (technicianId?: string) =>
      desk.service.as(person('technician', { siteId: desk.siteId, ...(technicianId && { technicianId }) }));
    const [colleagueId, agent] = [uuidv7(), await desk.service.as(desk.agent)];
    const [first, colleague, nobody] = [await as(desk.technicianId), await as(colleagueId), await as()];
    const text = { name: 'x', contentType: 'text/plain', contentBase64: Buffer.from('hello').toString('base64') };
    await agent.post(`/api/v1/requests/${id}/attachments`).send(text).expect(201);
    const sees = async (caller: typeof first, status: 200 | 404) => {
      for (const what of ['', '/contact', '/attachments']) {
        await caller.get(`/api/v1/requests/${id}${what}`).expect(status);
      }
      const { body } = await caller.get('/api/v1/requests').expect(200);
      expect((body as { items: { id: string }[] }).items.some((one) => one.id === id)).toBe(status === 200);
    };
    await desk.service.hears(RepairOrderStatusChanged, desk.status(id, repairOrderId, 'accepted', 3));
    for (const [caller, status] of [
      [first, 200],
      [colleague, 404],
      [nobody, 404],
    ] as const)
      await sees(caller, status);

    const ids = { requestId: id, repairOrderId, visitId: uuidv7(), siteId: desk.siteId };
    const scheduled = { ...VisitScheduled.example, ...ids, technicianId: desk.technicianId };
    await desk.service.hears(VisitScheduled, scheduled, { occurredAt: new Date('2026-03-02T00:40:00Z') });
    const moved = { ...VisitRescheduled.example, ...ids, technicianId: colleagueId };
    await desk.service.hears(VisitRescheduled, moved, { occurredAt: new Date('2026-03-02T00:50:00Z') });
    await desk.service.hears(RepairOrderStatusChanged, desk.status(id, repairOrderId, 'scheduled', 4));
    for (const [caller, status] of [
      [first, 404],
      [colleague, 200],
      [nobody, 404],
    ] as const)
      await sees(caller, status);
    expect(await desk.read(id)).toMatchObject({ technicianId: colleagueId });
  });

  it('hides other sites rows in the database itself', async () => {
    const { id, repairOrderId } = await dispatched();
    await desk.service.hears(RepairOrderStatusChanged, desk.status(id, repairOrderId, 'accepted', 3));
    const { default: pg } = await import('pg');
    const client = new pg.Client(desk.service.database.url('desk'));
    await client.connect();
    const seen = async (site: string) => {
      await client.query(`SELECT set_config('app.sites', $1, false)`, [site]);
      const counts: number[] = [];
      for (const table of ['service_request', 'customer', 'contact', 'service_address']) {
        const { rows } = await client.query<{ count: number }>(`SELECT count(*)::integer FROM desk.${table}`);
        counts.push(rows[0]!.count);
      }
      return counts;
    };
    const own = await seen(desk.siteId);
    const all = await seen('*');
    expect(await seen(uuidv7())).toEqual([0, 0, 0, 0]);
    expect(await seen('')).toEqual([0, 0, 0, 0]);
    await client.end();
    expect(own.every((count, index) => count > 0 && count < all[index]!)).toBe(true);
  });

  it('comes back to the desk when dispatch gives it up, and may be asked for again', async () => {
    const { id, repairOrderId } = await dispatched();
    await desk.service.hears(RepairOrderCancelled, { ...RepairOrderCancelled.example, requestId: id, repairOrderId });
    expect(await desk.read(id)).toMatchObject({ status: 'triaged' });
    expect(await desk.step(`requests/${id}/request-visit`, {})).toMatchObject({ status: 'dispatched', attempt: 2 });
    const next = uuidv7();
    await desk.service.hears(RepairOrderOpened, desk.opened(id, next));
    expect(await desk.read(id)).toMatchObject({ repairOrderId: next });
  });

  it('is finished by the next order, in whatever order and however often the end of the first is told', async () => {
    const { service } = desk;
    for (const told of ['as dispatch tells it', 'the other way round', 'again while the next is awaited'] as const) {
      const { id, repairOrderId } = await dispatched();
      const cancelled = { ...RepairOrderCancelled.example, requestId: id, repairOrderId, version: 4 };
      const fact = () => service.hears(RepairOrderCancelled, cancelled);
      const status = (to: 'offered' | 'cancelled', version: number) =>
        service.hears(RepairOrderStatusChanged, desk.status(id, repairOrderId, to, version));
      await status('offered', 3);
      const steps = [fact, () => status('cancelled', 4)];
      for (const step of told === 'the other way round' ? steps.toReversed() : steps) await step();
      expect(await desk.read(id)).toMatchObject({ status: 'triaged' });
      await desk.step(`requests/${id}/request-visit`, {});
      if (told === 'again while the next is awaited') {
        await status('offered', 3);
        await fact();
        await status('cancelled', 4);
        await service.hears(RepairOrderOpened, desk.opened(id, repairOrderId));
      }
      const next = uuidv7();
      await service.hears(RepairOrderOpened, desk.opened(id, next));
      await service.hears(RepairOrderStatusChanged, desk.status(id, next, 'accepted', 3));
      expect(await desk.read(id)).toMatchObject({ status: 'dispatched', repairOrderId: next, siteId: desk.siteId });
      await service.hears(RepairOrderCompleted, desk.completed(id, next));
      expect(await desk.read(id)).toMatchObject({ status: 'callback_due', repairOrderId: next });
    }
  });

  it('is taken by a request that was bound to a cancelled order', async () => {
    const { id, repairOrderId } = await dispatched();
    await desk.service.hears(RepairOrderStatusChanged, desk.status(id, repairOrderId, 'cancelled', 3));
    const next = uuidv7();
    await desk.service.hears(RepairOrderOpened, desk.opened(id, next));
    expect(await desk.read(id)).toMatchObject({ repairOrderId: next, repairOrderStatus: 'draft' });
  });

  it('ends in the same state however often and in whatever order of aggregates it is told', async () => {
    const tell = async (shuffle: (events: (() => Promise<void>)[]) => (() => Promise<void>)[]) => {
      const { id } = await desk.open({ visit: true });
      const [repairOrderId, visitId] = [uuidv7(), uuidv7()];
      const { service } = desk;
      const order = [
        [RepairOrderOpened, desk.opened(id, repairOrderId)],
        [RepairOrderStatusChanged, desk.status(id, repairOrderId, 'scheduled', 2)],
        [RepairOrderStatusChanged, desk.status(id, repairOrderId, 'completed', 3)],
        [RepairOrderCompleted, desk.completed(id, repairOrderId, 3)],
      ] as const;
      const ids = { requestId: id, repairOrderId, visitId };
      const visit = [
        [VisitScheduled, { ...VisitScheduled.example, ...ids }],
        [
          VisitRescheduled,
          { ...VisitRescheduled.example, ...ids, start: '2026-03-05T01:00:00Z', finish: '2026-03-05T02:00:00Z' },
        ],
      ] as const;
      const twice = ([event, data]: readonly [never, never]) => {
        const delivery = { id: uuidv7() };
        return async () => {
          await service.hears(event, data, delivery);
          await service.hears(event, data, delivery);
        };
      };
      const [orders, visits] = [order, visit].map((list) => list.map((one) => twice(one as never)));
      for (const step of shuffle([...visits!.map((one) => one), ...orders!])) await step();
      const { status, repairOrderStatus, siteId, promised } = await desk.read(id);
      const calls = await service.database.query(`SELECT FROM desk.call_back WHERE request_id = $1`, [id]);
      expect(firstIllegalStep(await desk.statusPath(id))).toBeUndefined();
      return { status, repairOrderStatus, siteId, promised, calls: calls.length };
    };
    const visitsFirst = await tell((events) => events);
    expect(visitsFirst).toMatchObject({
      status: 'callback_due',
      repairOrderStatus: 'completed',
      siteId: desk.siteId,
      calls: 1,
    });
    expect(await tell((events) => [...events.slice(2), ...events.slice(0, 2)])).toEqual(visitsFirst);
    expect(await tell(([v1, v2, o1, o2, o3, o4]) => [o1!, v1!, o2!, o3!, v2!, o4!])).toEqual(visitsFirst);
  });
});
