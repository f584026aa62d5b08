import { outsideQuietHours } from './quiet-hours.js';

const put = (at: string, zone: string) => outsideQuietHours(new Date(at), zone).toISOString();

describe('quiet hours', () => {
  it.each([
    ['2026-03-02T12:59:59.000Z', '2026-03-02T12:59:59.000Z'], // 20:59:59
    ['2026-03-02T13:00:00.000Z', '2026-03-03T00:00:00.000Z'], // 21:00
    ['2026-03-02T20:30:00.000Z', '2026-03-03T00:00:00.000Z'], // 04:30 of the next day
    ['2026-03-03T00:00:00.000Z', '2026-03-03T00:00:00.000Z'], // 08:00
  ])('in Shanghai put %s off to %s', (at, expected) => {
    expect(put(at, 'Asia/Shanghai')).toBe(expected);
  });

  it('end at eight of the clock on the wall when it is changed in the night', () => {
    expect(put('2026-03-28T22:00:00.000Z', 'Europe/London')).toBe('2026-03-29T07:00:00.000Z');
    expect(put('2026-10-24T21:00:00.000Z', 'Europe/London')).toBe('2026-10-25T08:00:00.000Z');
  });
});
