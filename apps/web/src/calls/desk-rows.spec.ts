import { deskRows, deskSummary, standingOf } from './desk-rows.js';
import type { Call, Seat } from './queries.js';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString();
const call = (id: string, status: Call['status'], minute: number, more: Partial<Call> = {}): Call => ({
  id,
  externalId: id,
  status,
  urgent: false,
  customers: [],
  arrivedAt: at(minute),
  version: 1,
  ...more,
});
const seat = (code: string, more: Partial<Seat> = {}): Seat => ({
  code,
  name: code,
  kind: 'ordinary',
  active: true,
  version: 1,
  ...more,
});
const sitting = (code: string, minute: number, more: Partial<Seat> = {}) =>
  seat(code, { agentId: `agent ${code}`, takenAt: at(minute), ...more });
const namesOf = (...given: Parameters<typeof deskRows>) =>
  deskRows(...given).map((row) => [row.call?.id, row.seat?.code].filter(Boolean).join('@'));

describe('the table of calls and seats', () => {
  it('begins with the queue in its own order, then has the longest calls with their seats', () => {
    const open = {
      waiting: [call('urgent', 'waiting', 9, { urgent: true }), call('early', 'waiting', 1)],
      elsewhere: [
        call('rings', 'ringing', 5, { seat: 'B' }),
        call('forgotten', 'outside', 0, { answeredAt: at(2) }),
        call('talks', 'talking', 0, { seat: 'A', answeredAt: at(4) }),
      ],
    };
    const seats = [sitting('A', 0, { callId: 'talks' }), sitting('B', 0, { callId: 'rings' })];
    expect(namesOf(open, seats)).toEqual(['urgent', 'early', 'forgotten', 'talks@A', 'rings@B']);
  });

  it('ends with the seats without a customer: asked experts, who sits longest, empty ones, those not in use', () => {
    const seats = [
      seat('unused', { active: false }),
      seat('empty 2'),
      seat('empty 1'),
      sitting('late', 9),
      sitting('early', 1),
      sitting('expert', 9, { kind: 'expert', callId: 'talks' }),
      sitting('A', 0, { callId: 'talks' }),
    ];
    const talks = call('talks', 'consulting', 0, { seat: 'A', expertSeat: 'expert' });
    const open = { waiting: [], elsewhere: [talks] };
    expect(deskRows(open, seats)[1]).toMatchObject({ askedAbout: talks });
    expect(namesOf(open, seats)).toEqual(['talks@A', 'expert', 'early', 'late', 'empty 1', 'empty 2', 'unused']);
  });

  it('has a call once that moved while the lists were read, as it is now', () => {
    const moved = call('one', 'ringing', 1, { seat: 'A', version: 2 });
    expect(namesOf({ waiting: [call('one', 'waiting', 1)], elsewhere: [moved] }, [sitting('A', 0)])).toEqual(['one@A']);
  });

  it('shows a call whose seat is not known without one', () => {
    expect(namesOf({ waiting: [], elsewhere: [call('one', 'talking', 1, { seat: 'gone' })] }, [])).toEqual(['one']);
  });

  it('says how many wait, since when the first, and how many ordinary seats are free', () => {
    const open = {
      waiting: [call('urgent', 'waiting', 9, { urgent: true }), call('early', 'waiting', 1)],
      elsewhere: [],
    };
    const seats = [sitting('A', 1), sitting('E', 1, { kind: 'expert' }), seat('B'), sitting('C', 1, { callId: 'x' })];
    expect(deskSummary(open, seats)).toEqual({ waiting: 2, longestSince: at(1), free: 1 });
    expect(deskSummary({ waiting: [], elsewhere: [] }, seats).longestSince).toBeUndefined();
  });

  it('tells seats apart', () => {
    const seats = [sitting('A', 1, { callId: 'x' }), sitting('A', 1), seat('A'), seat('A', { active: false })];
    expect(seats.map(standingOf)).toEqual(['busy', 'free', 'nobody', 'unused']);
  });
});
