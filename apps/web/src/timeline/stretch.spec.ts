import { minutesOf, minutesUntil, possibleMinutes } from './stretch.js';

const visit = { start: '2026-03-02T09:10:00.000Z', finish: '2026-03-02T10:10:00.000Z' };

describe('the length of a visit', () => {
  it('is what lies between its start and where its end is dragged to, never nothing and never more than a day', () => {
    expect(minutesOf(visit)).toBe(60);
    expect(minutesUntil(visit, Date.parse('2026-03-02T10:45:00Z'))).toBe(95);
    expect(minutesUntil(visit, Date.parse('2026-03-02T08:00:00Z'))).toBe(15);
    expect(possibleMinutes(2_000)).toBe(1_440);
  });
});
