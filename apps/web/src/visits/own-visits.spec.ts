import type { Schemas } from '../api/client.js';
import { readWeek } from './own-visits.js';

type Visit = Schemas['VisitView'];

const hour = 3_600_000;
const week = { from: '2026-03-02T00:00:00.000Z', to: '2026-03-09T00:00:00.000Z' };
const pageSize = 200;

/** So many visits of a day, two hours long, one a minute from midnight on; booked day after day. */
const booked = (perDay: number): Visit[] =>
  Array.from({ length: 7 * perDay }, (_, index) => {
    const start = Date.parse(week.from) + Math.floor(index / perDay) * 24 * hour + (index % perDay) * 60_000;
    return {
      id: String(index).padStart(5, '0'),
      start: new Date(start).toISOString(),
      finish: new Date(start + 2 * hour).toISOString(),
    } as Visit;
  });

/** As the API lists them: whatever touches the span, the newest first, in pages. */
const api = (visits: readonly Visit[]) => (query: { from: string; to: string; cursor: string | undefined }) => {
  const found = visits.filter(({ start, finish }) => finish >= query.from && start < query.to).toReversed();
  const first = Number(query.cursor ?? 0);
  const next = first + pageSize < found.length ? String(first + pageSize) : null;
  return Promise.resolve({ items: found.slice(first, first + pageSize), next });
};

describe('the visits of a week', () => {
  it('are all there, those that were booked first too, in order of their start', async () => {
    const visits = booked(250);
    expect(await readWeek(week, api(visits))).toEqual({ items: visits, isWhole: true });
  });

  it('have one that goes on over midnight once', async () => {
    const late = { id: 'late', start: '2026-03-02T23:00:00.000Z', finish: '2026-03-03T01:00:00.000Z' } as Visit;
    expect((await readWeek(week, api([late]))).items).toEqual([late]);
  });

  it('say so when a day has more than are read', async () => {
    const { items, isWhole } = await readWeek(week, api(booked(3)), 2);
    expect(isWhole).toBe(false);
    expect(items.map(({ start }) => start.slice(0, 10)).filter((day) => day === '2026-03-02')).toHaveLength(2);
  });
});
