import fc from 'fast-check';
import { given, inQueue } from './call-queue.js';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 1, minute));
const call = (id: string, minute: number, urgent = false) => ({ id, urgent, arrivedAt: at(minute) });
const seat = (code: string, minute: number) => ({ code, freeSince: at(minute) });
const pairs = (...[waiting, free]: Parameters<typeof given>) =>
  given(waiting, free).map((pair) => [pair.call.id, pair.seat.code]);

describe('the queue of calls', () => {
  it('gives the urgent ones first, then who waits longest, to the seat that is free longest', () => {
    const waiting = [call('late', 3), call('early', 1), call('urgent', 5, true)];
    expect(pairs(waiting, [seat('B', 2), seat('A', 1)])).toEqual([
      ['urgent', 'A'],
      ['early', 'B'],
    ]);
  });

  it('leaves calls waiting where seats run out, and seats free where calls do', () => {
    expect(pairs([call('one', 1)], [])).toEqual([]);
    expect(pairs([], [seat('A', 1)])).toEqual([]);
    expect(pairs([call('one', 1)], [seat('A', 1), seat('B', 2)])).toEqual([['one', 'A']]);
  });

  it('lets nobody be overtaken but by an urgent call, and gives each call and seat once', () => {
    const calls = fc.uniqueArray(
      fc.record({ id: fc.uuid(), urgent: fc.boolean(), arrivedAt: fc.date({ noInvalidDate: true }) }),
      {
        selector: ({ id }) => id,
      },
    );
    const seats = fc.uniqueArray(fc.record({ code: fc.uuid(), freeSince: fc.date({ noInvalidDate: true }) }), {
      selector: ({ code }) => code,
    });
    fc.assert(
      fc.property(calls, seats, (waiting, free) => {
        const all = given(waiting, free);
        expect(all.length).toBe(Math.min(waiting.length, free.length));
        expect(new Set(all.map((pair) => pair.seat.code)).size).toBe(all.length);
        const taken = new Set(all.map((pair) => pair.call.id));
        for (const left of waiting.filter(({ id }) => !taken.has(id)))
          for (const pair of all) expect(inQueue(pair.call, left)).toBeLessThan(0);
      }),
    );
  });
});
