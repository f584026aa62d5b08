import { formatFor } from './format.js';

const noon = '2026-03-02T12:00:00Z';

describe('formats', () => {
  const english = formatFor('en', 'Europe/London');
  const chinese = formatFor('zh', 'Asia/Shanghai');

  it('name the zone only where the clock differs from the viewer’s', () => {
    expect(english.time(noon, 'Europe/Dublin')).toBe('12:00');
    expect(english.time(noon, 'Asia/Shanghai')).toBe('20:00 GMT+8');
    expect(chinese.time(noon, 'Asia/Shanghai')).toBe('20:00');
    expect(chinese.dateTime(noon, 'Europe/London')).toContain('GMT');
  });

  it('write money with the digits of its currency', () => {
    expect(english.money(123_456, 'GBP')).toBe('£1,234.56');
    expect(chinese.money(123_456, 'CNY')).toBe('¥1,234.56');
    expect(english.money(1_235, 'JPY')).toContain('1,235');
  });

  it('write spans and countdowns', () => {
    expect(english.span(80 * 60_000)).toMatch(/^1 hr 20 mins?$/);
    expect(chinese.span(80 * 60_000)).toMatch(/^1小时 20分钟$/);
    expect(english.span(-5)).toMatch(/^0 mins?$/);
    expect(english.countdown(425_000)).toBe('07:05');
    expect(english.countdown(4_025_000)).toBe('1:07:05');
    expect(english.countdown(-1)).toBe('00:00');
  });
});
