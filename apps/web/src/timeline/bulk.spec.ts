import type { BoardOrder } from '../orders/queries.js';
import type { BoardVisit } from '../visits/queries.js';
import { type BulkRow, daysLater, rowsFor } from './bulk.js';

const visit = (status: string) => ({ visit: { id: status, status } as BoardVisit });
const order = (status: string) => ({ order: { id: status, status } as BoardOrder });

describe('many at once', () => {
  it('go a day on by the clock of the place, also over a change of clocks', () => {
    expect(daysLater('2026-03-02T09:30:00.000Z', 1, 'Asia/Shanghai')).toBe('2026-03-03T09:30:00.000Z');
    expect(daysLater('2026-03-28T09:30:00.000Z', 1, 'Europe/London')).toBe('2026-03-29T08:30:00.000Z');
    expect(daysLater('2026-03-29T08:30:00.000Z', -1, 'Europe/London')).toBe('2026-03-28T09:30:00.000Z');
  });

  it('are only those to which it can be done', () => {
    const rows: BulkRow[] = [visit('planned'), visit('on_site'), order('ready'), order('accepted')];
    expect(rowsFor('later', rows)).toEqual([visit('planned')]);
    expect(rowsFor('giveUp', rows)).toEqual([visit('planned')]);
    expect(rowsFor('match', rows)).toEqual([order('ready')]);
  });
});
