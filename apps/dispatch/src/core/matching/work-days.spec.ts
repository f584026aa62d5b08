import { WorkDays } from './work-days.js';

/** A day's hours are its number; none on every seventh. */
const workOn = (day: number) => (day % 7 === 0 ? [] : [{ day, startMs: day * 10 + 1, endMs: day * 10 + 2 }]);

const between = (days: WorkDays, firstDay: number, lastDay: number) => {
  days.read(firstDay, lastDay);
  return days.stretches.slice(days.beginOf(firstDay), days.beginOf(lastDay + 1));
};

describe('the days of work', () => {
  it('are those that were asked for, be they later, earlier, far away or none', () => {
    const days = new WorkDays(workOn);
    for (const [firstDay, lastDay] of [
      [100, 102],
      [101, 114],
      [100, 100],
      [98, 99],
      [97, 510],
      [490, 505],
      [105, 105],
    ] as const) {
      const all = Array.from({ length: lastDay - firstDay + 1 }, (_, index) => firstDay + index);
      expect(between(days, firstDay, lastDay)).toEqual(
        all.flatMap((day) => workOn(day).flatMap(({ startMs, endMs }) => [startMs, endMs, day])),
      );
    }
  });
});
