import fc from 'fast-check';
import {
  alertOf,
  isOverdue,
  nextAlertAt,
  pauseClock,
  resumeClock,
  type ServiceClock,
  startAnew,
  startClock,
  stopClock,
  usedAt,
} from './clock.js';

const start = new Date('2026-03-02T08:00:00Z');
const after = (seconds: number, milliseconds = 0) => new Date(start.getTime() + seconds * 1000 + milliseconds);
const hourClock = () => startClock({ targetSeconds: 3600, warnShare: 0.75, calendar: null }, start);
const dayClock = () => startClock({ targetSeconds: 86_400, warnShare: 0.75, calendar: null }, start);

describe('service clock', () => {
  it.each([
    [hourClock(), 59 * 60 + 59, false],
    [hourClock(), 60 * 60, true],
    [dayClock(), 23 * 3600 + 59 * 60 + 59, false],
    [dayClock(), 24 * 3600, true],
  ])('is exact to the second at the target', (clock, seconds, overdue) => {
    expect(isOverdue(clock, after(seconds))).toBe(overdue);
    expect(stopClock(clock, after(seconds)).breachedAt).toEqual(overdue ? after(seconds) : null);
    expect(isOverdue(clock, after(seconds, -1))).toBe(false);
  });

  it('warns once, then breaks once', () => {
    const clock: ServiceClock = hourClock();
    expect(nextAlertAt(clock)).toEqual(after(2700));
    expect(alertOf(clock, after(2699))).toBeUndefined();
    expect(alertOf(clock, after(2700))).toBe('warning');
    clock.warnedAt = after(2700);
    expect(alertOf(clock, after(2701))).toBeUndefined();
    expect(nextAlertAt(clock)).toEqual(after(3600));
    expect(alertOf(clock, after(3600))).toBe('breach');
    clock.breachedAt = after(3600);
    expect(alertOf(clock, after(9999))).toBeUndefined();
    expect(nextAlertAt(clock)).toBeUndefined();
  });

  it('stands while two reasons hold it and runs on when both are gone', () => {
    const clock: ServiceClock = hourClock();
    Object.assign(clock, pauseClock(clock, 'customer', after(600)));
    Object.assign(clock, pauseClock(clock, 'parts', after(700)));
    expect(clock.dueAt).toBeNull();
    Object.assign(clock, resumeClock(clock, 'customer', after(800)));
    expect(usedAt(clock, after(5000))).toBe(600_000);
    Object.assign(clock, resumeClock(clock, 'parts', after(10_000)));
    expect(clock.dueAt).toEqual(after(10_000 + 3000));
    expect(isOverdue(clock, after(12_999))).toBe(false);
    expect(isOverdue(clock, after(13_000))).toBe(true);
  });

  it('stays due as long ago as it has overrun, in hours of its calendar, when it stood after its time was over', () => {
    const periods = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '16:00' }));
    const calendar = { timeZone: 'UTC', periods, holidays: [] };
    const clock: ServiceClock = startClock({ targetSeconds: 6 * 3600, warnShare: 0.75, calendar }, start);
    Object.assign(clock, pauseClock(clock, 'parts', new Date('2026-03-03T09:00:00Z')));
    Object.assign(clock, resumeClock(clock, 'parts', new Date('2026-03-09T09:30:00Z')));
    expect(clock.dueAt).toEqual(new Date('2026-03-06T14:30:00Z'));
    expect(usedAt(clock, new Date('2026-03-09T10:30:00Z'))).toBe(10 * 3600_000);
  });

  it('starts anew with its whole time, and stands if the one before stood', () => {
    const clock: ServiceClock = { ...hourClock(), warnedAt: after(2700), breachedAt: after(3600) };
    const next = startAnew(clock, after(4000));
    expect(next).toMatchObject({ targetSeconds: 3600, warnSeconds: 2700, dueAt: after(7600), breachedAt: null });
    expect([isOverdue(next, after(7599, 999)), isOverdue(next, after(7600))]).toEqual([false, true]);
    const held: ServiceClock = startAnew({ ...clock, ...pauseClock(hourClock(), 'customer', after(600)) }, after(4000));
    expect([held.dueAt, usedAt(held, after(9000))]).toEqual([null, 0]);
    expect(resumeClock(held, 'customer', after(9000)).dueAt).toEqual(after(9000 + 3600));
  });

  it('takes a breach back when the news of being in time came late', () => {
    const clock: ServiceClock = { ...hourClock(), breachedAt: after(3600) };
    expect(stopClock(clock, after(3599)).breachedAt).toBeNull();
    expect(stopClock({ ...clock, stoppedAt: after(1) }, after(9000))).toEqual({});
  });

  it('uses the time that it ran and none of the time that it stood', () => {
    const step = fc.record({ seconds: fc.nat(20_000), run: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const clock: ServiceClock = dayClock();
        let [now, ran] = [0, 0];
        for (const { seconds, run } of steps) {
          Object.assign(clock, run ? resumeClock(clock, 'x', after(now)) : pauseClock(clock, 'x', after(now)));
          now += seconds;
          ran += run ? seconds : 0;
        }
        expect(usedAt(clock, after(now))).toBe(ran * 1000);
        expect([null, after(now + 86_400 - ran).getTime()]).toContain(clock.dueAt && clock.dueAt.getTime());
      }),
    );
  });
});
