import fc from 'fast-check';
import { Agenda, roundedUp } from './agenda.js';

describe('an agenda', () => {
  it('does what is due in order of time, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 50 })),
        fc.integer({ min: 0, max: 50 }),
        async (times, now) => {
          const agenda = new Agenda();
          const done: number[] = [];
          for (const time of times) agenda.add(time, async () => void done.push(time));
          expect(await agenda.runDue(now, 1)).toBe(times.filter((time) => time <= now).length);
          expect(done).toEqual(times.filter((time) => time <= now).toSorted((a, b) => a - b));
          expect(agenda.nextAt).toBe(times.filter((time) => time > now).toSorted((a, b) => a - b)[0]);
        },
      ),
    );
  });

  it('does what becomes due by what it does, and goes on after a failure', async () => {
    const agenda = new Agenda();
    const done: string[] = [];
    agenda.add(1, async () => {
      agenda.add(2, async () => void done.push('second'));
      throw new Error('visit 01936f6e-8a00-7000-8000-000000000001 is gone');
    });
    await agenda.runDue(2);
    expect(done).toEqual(['second']);
    expect([...agenda.failures]).toEqual([['visit <id> is gone', 1]]);
  });

  it('rounds up to steps of five minutes', () => {
    const at = (text: string) => Date.parse(`2026-03-02T${text}Z`);
    expect(roundedUp(at('10:01:30'))).toBe(at('10:05:00'));
    expect(roundedUp(at('10:05:00'))).toBe(at('10:05:00'));
  });
});
