import { formatFor } from './format.js';
import { withTimes } from './told-times.js';

describe('what the API says of times', () => {
  it('is told on the clock of the place, the rest as it is', () => {
    const { dateTime } = formatFor('zh', 'Asia/Shanghai');
    const told = (words: string) => withTimes(words, (instant) => dateTime(instant, 'Asia/Shanghai'));
    expect(told('2026-03-02T03:35:00.000Z 至 2026-03-02T04:25:00Z 已有安排')).toBe(
      '3月2日 11:35 至 3月2日 12:25 已有安排',
    );
    expect(told('2026-03-02: no time, T12:00Z none either')).toBe('2026-03-02: no time, T12:00Z none either');
  });
});
