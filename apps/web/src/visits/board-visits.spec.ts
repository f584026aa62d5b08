import { QueryClient } from '@tanstack/react-query';
import { type BoardVisit, merged, partsOf, renewVisits } from './board-visits.js';

const visit = (id: string, repairOrderId: string, start: string, siteId = 's') =>
  ({ id, repairOrderId, start: `2026-03-02T${start}:00Z`, siteId }) as BoardVisit;
const day = { from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z', siteId: 's' };

describe('the board’s visits', () => {
  it('are read in parts that leave nothing out and overlap nowhere', () => {
    const parts = partsOf(day.from, day.to, 24);
    expect(parts[0]![0]).toBe('2026-03-02T00:00:00.000Z');
    expect(parts.at(-1)![1]).toBe('2026-03-03T00:00:00.000Z');
    expect(parts.slice(1).map(([from]) => from)).toEqual(parts.slice(0, -1).map(([, to]) => to));
  });

  it('are renewed order by order; what has left the span or the site is gone, the others are the same', () => {
    const kept = visit('a', 'x', '09:00');
    const list = [kept, visit('b', 'y', '10:00'), visit('c', 'z', '11:00')];
    const fresh = [
      visit('b', 'y', '12:00'),
      { ...visit('d', 'y', '12:00'), start: '2026-03-03T09:00:00Z' },
      visit('e', 'y', '13:00', 'other'),
    ];
    const now = merged(list, new Set(['y', 'z']), fresh, day);
    expect(now.map(({ id, start }) => `${id} ${start.slice(11, 16)}`)).toEqual(['a 09:00', 'b 12:00']);
    expect(now[0]).toBe(kept);
    expect(merged([], new Set(['y']), fresh, { ...day, siteId: undefined }).map(({ id }) => id)).toEqual(['b', 'e']);
  });

  it('ask for nothing while no list is known, and read it all when much has changed', async () => {
    const client = new QueryClient();
    await renewVisits(client, ['x']);
    client.setQueryData(['board-visits', day.from, day.to, undefined], [visit('a', 'x', '09:00')]);
    await renewVisits(
      client,
      Array.from({ length: 31 }, (_, index) => `order ${index}`),
    );
    expect(client.getQueryState(['board-visits', day.from, day.to, undefined])?.isInvalidated).toBe(true);
  });
});
