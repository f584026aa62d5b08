import type { Actor } from '#common/auth/actor.js';
import { uuidv7 } from '#common/database/uuid.js';
import { CallChanged, SeatChanged } from '#common/events/index.js';
import { person } from '#common/testing/actors.js';
import { Desk } from '../testing/desk.js';
import type { SeatView } from '../seats/seat.dto.js';
import type { CallStoryView, CallView } from './call.dto.js';

const number = '+86 138 1234 5678';
const maker = { name: 'Li at the maker', phone: '+86 21 5555 0000' };

describe('calls', () => {
  let desk: Desk;
  beforeAll(async () => (desk = await Desk.start()));
  afterEach(() => desk.service.database.query('TRUNCATE desk.customer, desk.call, desk.seat, desk.timer CASCADE'));
  afterAll(() => desk.close());

  const cti: Actor = {
    kind: 'key',
    id: uuidv7(),
    name: 'telephone system',
    roles: ['agent'],
    scopes: ['requests:read', 'requests:write'],
  };
  const [ada, ben, eve] = [person('agent'), person('agent'), person('agent')];

  const post = async <T>(by: Actor, path: string, body: object = {}, status = 200): Promise<T> => {
    const answer = await (await desk.service.as(by)).post(`/api/v1/${path}`).send(body);
    expect([path, answer.status]).toEqual([path, status]);
    return answer.body as T;
  };
  const get = async <T>(path: string) =>
    (await (await desk.service.as(ada)).get(`/api/v1/${path}`).expect(200)).body as T;
  const comes = (more: object = {}) => post<CallView>(cti, 'calls', { externalId: uuidv7(), ...more }, 201);
  const sits = async (who: Actor, code: string, kind = 'ordinary') => {
    const supervisor = await desk.service.as(desk.supervisor);
    const { status } = await supervisor
      .put(`/api/v1/seats/${code}`)
      .send({ name: `seat ${code}`, kind, extension: '101' });
    expect([200, 428]).toContain(status); // 428: it is there already
    return post<SeatView>(who, `seats/${code}/take`);
  };
  const now = async ({ id }: CallView) => get<CallStoryView>(`calls/${id}`);
  const later = (minutes: number) =>
    desk.service.moveTo(new Date(desk.service.clock.now().getTime() + minutes * 60_000));

  it('ring at the seat that is free longest, with who may be calling, and are told once', async () => {
    const { customerId } = await desk.open();
    await sits(ada, 'A');
    await sits(ben, 'B');
    const told = { externalId: 'pbx-1', phone: '013812345678' };
    const call = await post<CallView>(cti, 'calls', told, 201);
    expect(call).toMatchObject({ status: 'ringing', seat: 'A', urgent: false });
    expect(call.customers).toEqual([{ customerId, name: '王小明' }]);
    expect(await post(cti, 'calls', told, 200)).toEqual(call);
    await post(cti, 'calls', { ...told, phone: '+86 139 0000 1111' }, 409);
    await post(desk.agent, 'calls', told, 201); // another system counts for itself
    expect((await get<SeatView[]>('seats')).map(({ code, callId }) => [code, callId !== undefined])).toEqual([
      ['A', true],
      ['B', true],
    ]);
  });

  it('and seats tell of each change, without number or name', async () => {
    const before = [await desk.service.published(CallChanged), await desk.service.published(SeatChanged)];
    await sits(ada, 'A');
    const { id } = await comes({ phone: number });
    await post(ada, `calls/${id}/take`);
    await post(ada, `calls/${id}/end`);
    await post(ada, 'seats/A/leave');
    const calls = (await desk.service.published(CallChanged)).slice(before[0]?.length);
    expect(calls.map(({ callId, status, seat, version }) => [callId, status, seat, version])).toEqual([
      [id, 'waiting', undefined, 1],
      [id, 'ringing', 'A', 2],
      [id, 'talking', 'A', 3],
      [id, 'ended', 'A', 4],
    ]);
    const seats = (await desk.service.published(SeatChanged)).slice(before[1]?.length);
    expect(seats.map(({ code, isTaken, version }) => [code, isTaken, version])).toEqual([
      ['A', false, 1],
      ['A', true, 2],
      ['A', false, 3],
    ]);
    expect(JSON.stringify([calls, seats])).not.toMatch(/138|agentName/);
  });

  it('wait while nobody is free, urgent ones before all others, and ring as seats become free', async () => {
    await desk.open({ emergency: true }); // who has an emergency is urgent without being told so
    const [early, urgent, known, late] = [
      await comes(),
      await comes({ urgent: true }),
      await comes({ phone: number }),
      await comes({ urgent: false, phone: number }),
    ];
    expect(late).toMatchObject({ status: 'waiting', position: 4 });
    const queue = await get<CallView[]>('calls/queue');
    expect(queue.map(({ id, position }) => [id, position])).toEqual(
      [urgent, known, early, late].map(({ id }, index) => [id, index + 1]),
    );
    expect(await sits(ada, 'A')).toMatchObject({ callId: urgent.id });
    expect(await post(ada, `calls/${urgent.id}/take`)).toMatchObject({ status: 'talking', agentId: ada.id });
    await post(ada, `calls/${urgent.id}/end`);
    expect(await now(known)).toMatchObject({ status: 'ringing', seat: 'A' });
    await post(cti, `calls/${known.id}/end`); // hung up
    expect(await now(known)).toMatchObject({ status: 'abandoned' });
    expect(await now(early)).toMatchObject({ status: 'ringing', seat: 'A' });
  });

  it('are taken by one of two agents who answer at once: the other is told 409', async () => {
    await sits(eve, 'C');
    const call = await comes();
    await sits(ada, 'A');
    await sits(ben, 'B');
    const answers = await Promise.all(
      [ada, ben].map(async (agent) => (await desk.service.as(agent)).post(`/api/v1/calls/${call.id}/take`).send({})),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const [lost] = answers.filter(({ status }) => status === 409);
    expect(lost?.body).toMatchObject({ detail: expect.stringMatching(/taken already: seat [AB] has it/) });
    const { agentId, steps } = await now(call);
    expect([ada.id, ben.id]).toContain(agentId);
    expect(steps.map(({ kind }) => kind)).toEqual(['arrived', 'given', 'answered']);
    expect(await comes()).toMatchObject({ status: 'ringing' }); // C is free again
  });

  it('that nobody answers wait again, and their seat gets none until it is taken again', async () => {
    await sits(ada, 'A');
    const call = await comes();
    const unanswered = { seat: 'A' };
    expect(await post(cti, `calls/${call.id}/not-answered`, unanswered)).toMatchObject({
      status: 'waiting',
      position: 1,
    });
    expect(await sits(ben, 'B')).toMatchObject({ callId: call.id });
    expect(await post(cti, `calls/${call.id}/not-answered`, unanswered)).toMatchObject({
      status: 'ringing',
      seat: 'B',
    }); // told late
    expect(await comes()).toMatchObject({ status: 'waiting' });
    expect(await sits(ada, 'A')).toHaveProperty('callId');
  });

  it('go to experts of the house and outside, each step on the timeline of the request, without a number', async () => {
    const { id: requestId } = await post<CallView>(cti, 'requests', desk.report({ channel: 'web' }), 201);
    await sits(ada, 'A');
    await sits(eve, 'E', 'expert');
    const call = await comes({ requestId, phone: number });
    await post(ada, `calls/${call.id}/take`);
    await post(ada, `calls/${call.id}/consult`, { seat: 'E' });
    await post(ada, `calls/${call.id}/resume`);
    await post(ada, `calls/${call.id}/transfer`, { seat: 'E' });
    expect(await now(call)).toMatchObject({ status: 'ringing', seat: 'E' });
    const next = await comes(); // A is free at once
    expect(next).toMatchObject({ seat: 'A' });
    await post(ada, `calls/${next.id}/take`);
    await post(eve, `calls/${call.id}/take`);
    await post(ada, `calls/${next.id}/consult`, { seat: 'E' }, 409); // has a call
    expect(await post(eve, `calls/${call.id}/consult`, { outside: maker })).toMatchObject({
      status: 'consulting',
      outside: maker,
    });
    expect(await post(eve, `calls/${call.id}/transfer`)).toMatchObject({ status: 'outside', outside: maker });
    const end = { lengthSeconds: 754, recordingUrl: 'https://recordings.example/754' };
    expect(await post(cti, `calls/${call.id}/end`, end)).toMatchObject({ status: 'ended', ...end });

    const { items } = await get<{ items: { kind: string; data: object }[] }>(`requests/${requestId}/timeline`);
    const steps = items.filter(({ kind }) => kind.startsWith('call_'));
    expect(steps.map(({ kind }) => kind.slice('call_'.length))).toEqual([
      ...['arrived', 'given', 'answered', 'consulted', 'resumed', 'transferred'],
      ...['answered', 'consulted', 'transferred', 'ended'],
    ]);
    expect(steps.at(-1)?.data).toMatchObject({
      callId: call.id,
      outside: maker.name,
      lengthSeconds: 754,
      recorded: true,
    });
    expect(JSON.stringify(steps)).not.toMatch(/5555|1234 5678|recordings/);
    expect(await desk.read(requestId)).toMatchObject({ ownerId: ada.id }); // who answered first
    const clocks = await get<{ kind: string; state: string }[]>(`requests/${requestId}/clocks`);
    expect(clocks).toContainEqual(expect.objectContaining({ kind: 'first_response', state: 'kept' }));
  });

  it('get their request while they last: what happened before is on its timeline with its own time', async () => {
    await sits(ada, 'A');
    const arrivedAt = desk.service.clock.now().toISOString();
    const call = await comes({ phone: number });
    await post(cti, `calls/${call.id}/take`, {}, 400); // at which seat?
    await post(cti, `calls/${call.id}/take`, { seat: 'A' });
    await later(1.5);
    const [one, other] = [await desk.open(), await desk.open()];
    expect(await post(ada, `calls/${call.id}/link`, { requestId: one.id })).toMatchObject({ requestId: one.id });
    await post(ada, `calls/${call.id}/link`, { requestId: one.id });
    await post(ada, `calls/${call.id}/link`, { requestId: other.id }, 409);
    expect(await post(ada, `calls/${call.id}/end`)).toMatchObject({ lengthSeconds: 90 });
    const { items } = await get<{ items: { kind: string; at: string; data: object }[] }>(`requests/${one.id}/timeline`);
    const steps = items.filter(({ kind }) => kind.startsWith('call_'));
    expect(steps.map(({ kind }) => kind)).toEqual([
      'call_arrived',
      'call_given',
      'call_answered',
      'call_linked',
      'call_ended',
    ]);
    expect(steps[0]).toMatchObject({ at: arrivedAt, data: { by: cti.name } });
  });

  it('are safe to tell twice: nothing is written again, and a recording may come late', async () => {
    await sits(ada, 'A');
    await sits(eve, 'E', 'expert');
    const call = await comes();
    const told: [name: string, body: object][] = [
      ['take', { seat: 'A' }],
      ['consult', { seat: 'E' }],
      ['transfer', { seat: 'E' }],
      ['end', { lengthSeconds: 5 }],
    ];
    for (const [name, body] of told) {
      const first = await post(cti, `calls/${call.id}/${name}`, body);
      expect(await post(cti, `calls/${call.id}/${name}`, body)).toEqual(first);
    }
    const recordingUrl = 'https://recordings.example/5';
    expect(await post(cti, `calls/${call.id}/end`, { recordingUrl })).toMatchObject({ lengthSeconds: 5, recordingUrl });
    await post(cti, `calls/${call.id}/end`, { recordingUrl: 'javascript:alert(1)' }, 400);
    const kinds = (await now(call)).steps.map(({ kind }) => kind);
    expect(kinds).toEqual(['arrived', 'given', 'answered', 'consulted', 'transferred', 'ended', 'recorded']);
  });

  it('whose end is never told are ended after four hours of silence: the seat has the next one, and late news is welcome', async () => {
    const { id: requestId } = await desk.open();
    await sits(ada, 'A');
    const call = await comes({ requestId });
    await post(cti, `calls/${call.id}/take`, { seat: 'A' });
    await later(239);
    await post(cti, `calls/${call.id}/consult`, { outside: maker });
    await later(239);
    const next = await comes();
    expect(await now(call)).toMatchObject({ status: 'consulting' });
    await later(1);
    const ended = await now(call);
    expect(ended).toMatchObject({ status: 'ended', endReason: 'silent' });
    expect(ended).not.toHaveProperty('lengthSeconds');
    expect(ended.steps.at(-1)).toMatchObject({
      kind: 'ended',
      data: { reason: 'nothing was told of the call for 240 minutes' },
    });
    expect(await now(next)).toMatchObject({ status: 'ringing', seat: 'A' });

    for (const _ of ['told', 'told again'])
      expect(await post(cti, `calls/${call.id}/transfer`)).toMatchObject({ status: 'ended', endReason: 'silent' });
    await post(ada, `calls/${call.id}/take`, {}, 409);
    const end = { lengthSeconds: 15_000 };
    expect(await post(cti, `calls/${call.id}/end`, end)).toMatchObject({ endReason: 'silent', ...end });
    const kinds = (await desk.timeline(requestId)).filter((kind) => kind.startsWith('call_'));
    expect(kinds.slice(-4)).toEqual(['call_consulted', 'call_ended', 'call_told_late', 'call_recorded']);
    await later(240);
    expect(await now(next)).toMatchObject({ status: 'abandoned', endReason: 'silent' });
    expect((await now(call)).steps).toHaveLength(7);
  });

  it('are in the hands of who has them, and a seat in those of who sits there', async () => {
    await sits(ada, 'A');
    await post(ben, 'seats/A/take', {}, 409);
    await sits(ben, 'B');
    await post(ben, 'seats/A/take', {}, 409); // sits at B
    const call = await comes();
    await post(ada, `calls/${call.id}/take`);
    for (const step of ['resume', 'end']) await post(ben, `calls/${call.id}/${step}`, {}, 403);
    await post(ben, `calls/${call.id}/transfer`, { outside: maker }, 403);
    await post(eve, `calls/${call.id}/take`, {}, 409); // sits nowhere
    await post(ada, 'seats/A/leave', {}, 409); // in a call
    await post(ben, 'seats/A/leave', {}, 403);
    await post(desk.supervisor, `calls/${call.id}/end`);
    expect(await post(desk.supervisor, 'seats/A/leave')).not.toHaveProperty('agentId');
    await post(person('site_manager', { siteId: desk.siteId }), `calls/${call.id}/take`, {}, 403);
  });
});
