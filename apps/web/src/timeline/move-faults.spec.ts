import { moveFaults, moveRules } from './move-faults.js';

const at = Date.parse;
const zone = 'Europe/London';
const person = {
  id: 'tech',
  siteId: 'site',
  shifts: [{ weekday: 1, from: '08:00', to: '17:00' }],
  absences: [{ from: '2026-03-02T15:00:00Z', to: '2026-03-02T16:00:00Z' }],
};
const wish = (start: string, finish: string, siteId?: string) => ({
  visitId: 'moved',
  siteId,
  start: at(`2026-03-02T${start}Z`),
  finish: at(`2026-03-02T${finish}Z`),
});
const booked = [
  { id: 'moved', technicianId: 'tech', start: '2026-03-02T10:00:00Z', finish: '2026-03-02T11:00:00Z' },
  { id: 'other', technicianId: 'tech', start: '2026-03-02T12:00:00Z', finish: '2026-03-02T13:00:00Z' },
];
const faults = (wished: ReturnType<typeof wish>) =>
  moveFaults(wished, person, booked, { now: at('2026-03-02T09:00:00Z'), zone });

describe('what is against a move', () => {
  it('is nothing in a free hour, and the visit itself is not in its own way', () => {
    expect(faults(wish('10:30', '11:30', 'site'))).toEqual([]);
    expect(faults(wish('11:00', '12:00'))).toEqual([]);
  });

  it('is every rule that it breaks', () => {
    expect(faults(wish('10:00', '11:00', 'elsewhere'))).toEqual(['other-site']);
    expect(faults(wish('08:00', '09:00'))).toEqual(['past']);
    expect(faults(wish('12:45', '13:45'))).toEqual(['booked']);
    expect(faults(wish('14:30', '15:30'))).toEqual(['absent']);
    expect(faults(wish('16:30', '17:30'))).toEqual(['outside-shift']);
  });

  it('is what the order asks for and the technician has not, once the order is known', () => {
    const asked = {
      skill: 'pumps',
      skillLevel: 3,
      certificate: 'gas',
      windows: [{ from: '2026-03-02T13:00:00Z', to: '2026-03-02T14:00:00Z' }],
      dueBy: '2026-03-02T14:15:00Z',
    };
    const known = (more: object, start = '13:30', finish = '14:00') =>
      moveFaults(wish(start, finish), { ...person, ...more }, [], { now: 0, zone, asked });
    const paper = (expiresOn: string) => ({ certificates: [{ certificate: 'gas', expiresOn }] });
    expect(known({})).toEqual(['skill', 'certificate']);
    expect(known({ skills: [{ skill: 'pumps', level: 2 }], ...paper('2026-03-01') })).toEqual(['level', 'certificate']);
    const able = { skills: [{ skill: 'pumps', level: 3 }], ...paper('2026-03-02') };
    expect(known(able)).toEqual([]);
    expect(known(able, '14:01', '14:30')).toEqual(['outside-window', 'overdue']);
    expect(known(able, '12:00', '12:30')).toEqual(['outside-window']);
  });

  it('is a way that is longer than the gap', () => {
    const tight = moveFaults(wish('10:30', '11:30'), person, [], { now: 0, zone, tooTight: true });
    expect(tight).toEqual(['no-time-to-travel']);
    expect(moveRules['no-time-to-travel'].absolute).toBe(false);
  });

  it('reads shifts on the clock of the place', () => {
    const summer = {
      visitId: 'x',
      siteId: undefined,
      start: at('2026-07-06T07:00:00Z'),
      finish: at('2026-07-06T08:00:00Z'),
    };
    expect(moveFaults(summer, person, [], { now: 0, zone })).toEqual([]);
    expect(moveFaults(summer, person, [], { now: 0, zone: 'UTC' })).toEqual(['outside-shift']);
  });
});
