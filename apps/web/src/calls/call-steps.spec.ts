import { callerOf, follow, isUnfinished, possibleSteps, seatOf, wantsRequest } from './call-steps.js';
import type { Call, Seat } from './queries.js';

const call = (more: Partial<Call>): Call => ({
  id: 'call',
  externalId: 'pbx-1',
  status: 'waiting',
  urgent: false,
  customers: [],
  arrivedAt: '2026-03-02T09:00:00.000Z',
  version: 1,
  ...more,
});
const seat = (more: Partial<Seat> = {}): Seat => ({
  code: 'A1',
  name: 'Desk 1',
  kind: 'ordinary',
  active: true,
  agentId: 'me',
  version: 1,
  ...more,
});
const agent = { meId: 'me', isSupervisor: false };
const stepsOf = (of: Partial<Call>, at: Seat | undefined, isSupervisor = false) =>
  [...possibleSteps(call(of), { ...agent, seat: at, isSupervisor })].toSorted();

describe('what may be done with a call', () => {
  it('is taken from the queue or at any seat by who has a free one, and by nobody else', () => {
    expect(stepsOf({ status: 'waiting' }, seat())).toEqual(['take']);
    expect(stepsOf({ status: 'ringing', seat: 'B2' }, seat())).toEqual(['take']);
    expect(stepsOf({ status: 'waiting' }, undefined)).toEqual([]);
    expect(stepsOf({ status: 'waiting' }, seat({ callId: 'another' }))).toEqual([]);
  });

  it('is everything that its status allows for who has it', () => {
    const own = seat({ callId: 'call' });
    expect(stepsOf({ status: 'ringing', seat: 'A1' }, own)).toEqual(['end', 'notAnswered', 'take']);
    expect(stepsOf({ status: 'talking', seat: 'A1', agentId: 'me' }, own)).toEqual(['consult', 'end', 'transfer']);
    expect(stepsOf({ status: 'consulting', seat: 'A1', agentId: 'me' }, own)).toEqual(['end', 'resume', 'transfer']);
    expect(stepsOf({ status: 'outside', agentId: 'me' }, seat())).toEqual(['end']);
    for (const status of ['ended', 'abandoned'] as const) expect(stepsOf({ status, agentId: 'me' }, own)).toEqual([]);
  });

  it('is to go on for the expert who is asked, to end for a supervisor, and nothing for others', () => {
    const asked = { status: 'consulting', seat: 'B2', agentId: 'other', expertSeat: 'A1' } as const;
    expect(stepsOf(asked, seat({ kind: 'expert', callId: 'call' }))).toEqual(['end', 'resume', 'transfer']);
    expect(stepsOf({ status: 'outside', agentId: 'other' }, undefined, true)).toEqual(['end']);
    expect(stepsOf({ status: 'talking', seat: 'B2', agentId: 'other' }, seat())).toEqual([]);
  });
});

describe('calls of a seat', () => {
  it('are followed: the one that is there, and the one before until another has left', () => {
    const none = follow({}, undefined);
    const first = follow(none, 'one');
    expect(first).toEqual({ now: 'one' });
    expect(follow(first, 'one')).toBe(first);
    const left = follow(first, undefined);
    expect(left).toEqual({ last: 'one' });
    const second = follow(left, 'two');
    expect(second).toEqual({ now: 'two', last: 'one' });
    expect(follow(second, 'three')).toEqual({ now: 'three', last: 'two' });
    expect(follow(left, 'one')).toEqual({ now: 'one' }); // it came back
  });

  it('are unfinished while it is not said what they were about, or somebody outside has the customer', () => {
    expect(isUnfinished(call({ status: 'ended', agentId: 'me' }), 'me')).toBe(true);
    expect(isUnfinished(call({ status: 'ended', agentId: 'me', requestId: 'r' }), 'me')).toBe(false);
    expect(isUnfinished(call({ status: 'outside', agentId: 'me', requestId: 'r' }), 'me')).toBe(true);
    expect(isUnfinished(call({ status: 'ended', agentId: 'other' }), 'me')).toBe(false);
    expect(isUnfinished(call({ status: 'abandoned', agentId: 'me' }), 'me')).toBe(false);
    expect(isUnfinished(call({ status: 'talking', agentId: 'other' }), 'me')).toBe(false); // transferred
    expect(isUnfinished(call({ status: 'talking', agentId: 'me' }), 'me')).toBe(true); // as it was last read
  });

  it('want a request once somebody has answered', () => {
    const statuses = ['waiting', 'ringing', 'talking', 'consulting', 'outside', 'ended', 'abandoned'] as const;
    expect(statuses.filter((status) => wantsRequest(call({ status })))).toEqual([
      'talking',
      'consulting',
      'outside',
      'ended',
    ]);
    expect(wantsRequest(call({ status: 'talking', requestId: 'r' }))).toBe(false);
  });
});

describe('who calls', () => {
  it('is every customer with the number, else the number, else nobody who can be named', () => {
    const customers = ['Gwen Price', 'Rhys Price'].map((name, index) => ({ customerId: `${index}`, name }));
    expect(callerOf(call({ customers, phone: '+44 29 2018 0000' }))).toBe('Gwen Price / Rhys Price');
    expect(callerOf(call({ phone: '+44 29 2018 0000' }))).toBe('+44 29 2018 0000');
    expect(callerOf(call({ customers: [{ customerId: '1', name: '' }] }))).toBeUndefined();
  });
});

describe('the own seat', () => {
  it('is the one at which one sits', () => {
    const seats = [seat({ code: 'B2', agentId: 'other' }), seat({ code: 'C3', agentId: undefined }), seat()];
    expect(seatOf(seats, 'me')?.code).toBe('A1');
    expect(seatOf(seats, 'nobody')).toBeUndefined();
    expect(seatOf(undefined, 'me')).toBeUndefined();
  });
});
