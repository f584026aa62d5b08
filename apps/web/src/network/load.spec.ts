import { loadOf } from './load.js';

const zone = 'Europe/London';
const from = Date.parse('2026-03-28T00:00:00Z');
const visit = (start: string, status: 'planned' | 'missed' = 'planned') => ({ start, status });

describe('the load of a site', () => {
  it('counts visits by the day of the place, over a change of clocks too, without those that nobody makes', () => {
    const visits = [
      visit('2026-03-28T09:00:00Z'),
      visit('2026-03-28T23:30:00Z'),
      visit('2026-03-29T23:30:00Z'), // half past midnight of the 30th there
      visit('2026-03-29T10:00:00Z', 'missed'),
    ];
    const load = loadOf(visits, { from, days: 3, dailyCapacity: 4, zone });
    expect(load.map(({ visits: count, share }) => [count, share])).toEqual([
      [2, 0.5],
      [0, 0],
      [1, 0.25],
    ]);
    expect(loadOf(visits, { from, days: 1, dailyCapacity: 0, zone })[0]!.share).toBeUndefined();
  });
});
