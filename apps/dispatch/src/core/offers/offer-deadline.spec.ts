import { answerMinutes, hastenedDeadline, minutesLost } from './offer-deadline.js';
import { unknownAnswering } from './answering.js';
import { takenByRule } from './counter-rule.js';
import { type CounterRule, usualRules } from './offer-rules.js';

const order = { emergency: false, priority: 'normal' as const };
const measured = (minutes: number) => ({
  ...unknownAnswering,
  usualMinutes: minutes / 2,
  enoughMinutes: { low: minutes * 1.5, normal: minutes, high: minutes * 0.8, urgent: minutes * 0.6 },
});

describe('the time to think about an offer', () => {
  it('is the usual one while too little is known, and in an emergency', () => {
    expect(answerMinutes(order, unknownAnswering, 30)).toBe(30);
    expect(answerMinutes({ ...order, emergency: true }, measured(10), 30)).toBe(30);
  });

  it('follows what the site takes and what the order can wait, in steps of five minutes', () => {
    expect(answerMinutes(order, measured(12), 30)).toBe(20);
    expect(answerMinutes({ ...order, priority: 'urgent' }, measured(22), 30)).toBe(20);
    expect(answerMinutes({ ...order, priority: 'low' }, measured(22), 30)).toBe(50);
  });

  it('is never less than half the usual time nor more than twice that', () => {
    expect(answerMinutes(order, measured(2), 30)).toBe(15);
    expect(answerMinutes(order, measured(400), 30)).toBe(60);
  });

  it('runs around the clock from the moment on in which the order becomes an emergency, and never longer than before', () => {
    const minute = 60_000;
    expect(hastenedDeadline(900 * minute, 100 * minute, 30)).toBe(130 * minute);
    expect(hastenedDeadline(120 * minute, 100 * minute, 30)).toBe(120 * minute);
  });

  it('is lost as a whole when nobody answers, and up to the usual answer when the site declines', () => {
    expect(minutesLost({ declined: 0.2, expired: 0.1, usualMinutes: 8 }, 30)).toBeCloseTo(0.2 * 8 + 0.1 * 30, 9);
    expect(minutesLost({ declined: 0.2, expired: 0 }, 30)).toBeCloseTo(0.2 * 15, 9);
  });
});

describe('the rule about counter-offers', () => {
  const at = (time: string) => new Date(`2026-03-02T${time}Z`);
  const proposed = { start: at('02:00:00'), finish: at('03:00:00') };
  const due = (time: string) => ({ dueBy: at(time), durationMinutes: 60 });
  const start = (time: string) => ({ start: at(time).toISOString(), parts: [] });

  it('takes another time that is in time, or two hours later than proposed at most', () => {
    const takes = (time: string, dueBy: string) => takenByRule(start(time), due(dueBy), proposed, usualRules.counter);
    expect(takes('09:00:00', '10:00:00')).toBe(true);
    expect(takes('09:00:01', '10:00:00')).toBe(false);
    expect(takes('04:00:00', '03:00:00')).toBe(true);
    expect(takes('04:00:01', '03:00:00')).toBe(false);
  });

  it('can be as strict as a network wants it', () => {
    const strict = { laterMinutes: 60, pastDueMinutes: 0, prices: [] };
    expect(takenByRule(start('03:00:00'), due('10:00:00'), proposed, strict)).toBe(true);
    expect(takenByRule(start('03:00:01'), due('10:00:00'), proposed, strict)).toBe(false);
    expect(takenByRule(start('03:00:00'), due('03:30:00'), proposed, strict)).toBe(false);
    expect(takenByRule(start('03:00:00'), due('10:00:00'), { start: null, finish: null }, strict)).toBe(false);
  });

  it('takes a price up to what is named for its currency, and no other parts', () => {
    const priced = { ...usualRules.counter, prices: [{ currency: 'CNY', mostMinor: 10_000 }] };
    const takes = (more: object, rule: CounterRule = priced) =>
      takenByRule({ ...start('02:30:00'), ...more }, due('10:00:00'), proposed, rule);
    expect(takes({ priceMinor: 10_000, currency: 'CNY' })).toBe(true);
    expect(takes({ priceMinor: 10_001, currency: 'CNY' })).toBe(false);
    expect(takes({ priceMinor: 10_000, currency: 'GBP' })).toBe(false);
    expect(takes({ priceMinor: 1, currency: 'CNY' }, usualRules.counter)).toBe(false);
    expect(takes({ parts: [{}] })).toBe(false);
  });
});
