import { uuidv7 } from '#common/database/uuid.js';
import {
  CallBackAnswered,
  RepairOrderCannotComplete,
  RepairOrderCompleted,
  RepairOrderOpened,
  RequestClosed,
  RequestReopened,
  VisitRequested,
} from '#common/events/index.js';
import { Desk } from '../testing/desk.js';

describe('call-backs', () => {
  let desk: Desk;
  beforeAll(async () => (desk = await Desk.start()));
  afterAll(() => desk.close());
  const good = { satisfied: true, quality: 5, punctuality: 4, attitude: 5, timesConfirmed: true, workConfirmed: true };
  const of = <T extends { requestId: string }>(list: T[], requestId: string) =>
    list.filter((one) => one.requestId === requestId);

  it('close the request of a satisfied customer', async () => {
    const { request, repairOrderId, call } = await desk.due();
    expect(call).toMatchObject({ status: 'due', after: 'completed', repairOrderId, siteId: desk.siteId });
    await desk.step(`call-backs/${call.id}/answer`, good);
    expect(await desk.read(request.id)).toMatchObject({ status: 'closed', outcome: 'satisfied' });
    expect(of(await desk.service.published(CallBackAnswered), request.id)).toMatchObject([
      { ...good, complaint: false, repairOrderId, siteId: desk.siteId, technicianId: desk.technicianId, version: 2 },
    ]);
    expect(of(await desk.service.published(RequestClosed), request.id)).toMatchObject([
      { outcome: 'satisfied', repairOrderId },
    ]);
    await desk.step(`call-backs/${call.id}/answer`, good, desk.agent, 409);
  });

  it('reopen the request of one who is not, with a new attempt and a new clock', async () => {
    const { request, repairOrderId, call } = await desk.due();
    await desk.service.moveTo(new Date(desk.service.clock.now().getTime() + 3_600_000));
    await desk.step(`call-backs/${call.id}/answer`, { satisfied: false, comment: '还是有异响' });
    const reopened = await desk.read(request.id);
    expect(reopened).toMatchObject({ status: 'dispatched', attempt: 2 });
    expect(reopened).not.toHaveProperty('siteId');
    expect(Date.parse(reopened.dueBy)).toBe(desk.service.clock.now().getTime() + 24 * 3_600_000);
    expect(of(await desk.service.published(RequestReopened), request.id)).toMatchObject([{ repairOrderId }]);
    const wishes = of(await desk.service.published(VisitRequested), request.id);
    expect(wishes.map(({ attempt, previousOrderId }) => [attempt, previousOrderId])).toEqual([
      [1, undefined],
      [2, repairOrderId],
    ]);
    const next = uuidv7();
    await desk.service.hears(RepairOrderOpened, desk.opened(request.id, next, { previousOrderId: repairOrderId }));
    await desk.service.hears(RepairOrderCompleted, desk.completed(request.id, next));
    const second = await desk.callOf(request.id);
    expect(second).toMatchObject({ attempt: 2, repairOrderId: next });
    await desk.step(`call-backs/${second.id}/answer`, good);
    expect(await desk.statusPath(request.id)).toEqual([
      'new',
      'dispatched',
      'callback_due',
      'reopened',
      'dispatched',
      'callback_due',
      'closed',
    ]);
  });

  it('hold the request open for a complaint until it is settled', async () => {
    const { request, call } = await desk.due();
    await desk.step(`call-backs/${call.id}/answer`, { ...good, complaint: true, comment: 'dirty boots' });
    expect(await desk.read(request.id)).toMatchObject({ status: 'callback_due' });
    const supervisor = await desk.service.as(desk.supervisor);
    const { body } = await supervisor.get('/api/v1/call-backs?complaint=true').expect(200);
    expect(body.items).toMatchObject([{ id: call.id }]);
    await desk.step(`call-backs/${call.id}/settle-complaint`, { settlement: 'apologised' }, desk.supervisor);
    expect(await desk.read(request.id)).toMatchObject({ status: 'closed', outcome: 'satisfied' });
  });

  it('may be waived with a reason', async () => {
    const { request, call } = await desk.due();
    await desk.step(`call-backs/${call.id}/waive`, { reason: 'not reached three times' });
    expect(await desk.read(request.id)).toMatchObject({ status: 'closed', outcome: 'waived' });
  });

  it('end what cannot be repaired', async () => {
    const { id } = await desk.open({ visit: true });
    const repairOrderId = uuidv7();
    await desk.service.hears(RepairOrderOpened, desk.opened(id, repairOrderId));
    const gone = { ...desk.completed(id, repairOrderId), reason: 'beyond_repair' } as RepairOrderCannotComplete;
    await desk.service.hears(RepairOrderCannotComplete, gone);
    const call = await desk.callOf(id);
    expect(call).toMatchObject({ after: 'cannot_complete', cannotCompleteReason: 'beyond_repair' });
    await desk.step(`call-backs/${call.id}/answer`, { satisfied: false });
    expect(await desk.read(id)).toMatchObject({ status: 'closed', outcome: 'not_repairable' });
  });

  it('are due in calling hours of the place, and are told as overdue once', async () => {
    await desk.service.moveTo('2026-03-10T11:00:00Z'); // 19:00 in Shanghai: one hour of calling is left
    const { request, call } = await desk.due();
    expect(call.dueAt).toBe('2026-03-11T02:00:00.000Z'); // 10:00 the next morning
    await desk.service.moveTo('2026-03-11T02:00:00Z');
    expect(await desk.callOf(request.id)).toMatchObject({ overdue: true });
    await desk.service.moveTo('2026-03-12T02:00:00Z');
    expect((await desk.timeline(request.id)).filter((kind) => kind === 'call_back_overdue')).toHaveLength(1);
  });
});
