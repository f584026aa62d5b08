import { hourMs, minuteMs } from '../time/zones.js';
import { latenessRisks, promisedBy, type RiskOptions, type VisitAhead } from './lateness-risk.js';

const nowMs = Date.parse('2026-03-02T08:00:00Z');
const options: RiskOptions = { nowMs, travel: () => ({ seconds: 600, metres: 5_000 }), spread: 0.4, seed: 1 };
const visit = (id: string, inMinutes: number, more: Partial<VisitAhead> = {}): VisitAhead => {
  const startMs = nowMs + inMinutes * minuteMs;
  return {
    id,
    lon: 0,
    lat: 0,
    startMs,
    durationMs: hourMs,
    promisedMs: promisedBy(startMs, undefined),
    dueMs: startMs + 24 * hourMs,
    ...more,
  };
};

describe('the risk of being late', () => {
  it('is the chance that the visit before takes too long', () => {
    // 60 minutes of work and 10 of travel before a start 85 minutes later: late when the work takes more than 90 minutes.
    const [, second] = latenessRisks([visit('one', 5), visit('two', 90)], options);
    const deviation = Math.sqrt(Math.log(1 + 0.4 ** 2));
    const z = (Math.log(90 / 60) + deviation ** 2 / 2) / deviation;
    const expected = 1 - normalCdf(z);
    expect(second!.startsLate).toBeGreaterThan(expected - 0.06);
    expect(second!.startsLate).toBeLessThan(expected + 0.06);
  });

  it('adds up from visit to visit where nothing is between them, and is taken away by a pause', () => {
    const chain = (pause: number) =>
      latenessRisks(
        [0, 1, 2, 3].map((index) => visit(String(index), 5 + index * (72 + pause))),
        options,
      ).map(({ startsLate }) => startsLate);
    const tight = chain(0);
    expect(tight[3]).toBeGreaterThan(tight[1]!);
    expect(Math.max(...chain(120))).toBeLessThan(0.02);
  });

  it('takes what has been reported instead of what was planned', () => {
    const late = visit('one', -30, { arrivedMs: nowMs - 2 * minuteMs });
    const [first, second] = latenessRisks([late, visit('two', 45)], options);
    expect(first!.startsLate).toBe(1);
    expect(second!.startsLate).toBeGreaterThan(0.4);
    const [onTheWay] = latenessRisks([visit('one', 0, { etaMs: nowMs + 40 * minuteMs })], options);
    expect(onTheWay).toMatchObject({ startsLate: 1, arrival50Ms: nowMs + 40 * minuteMs });
  });

  it('says that a visit booked beyond the due time ends late, and nothing of those without visits', () => {
    expect(latenessRisks([visit('one', 60, { dueMs: nowMs })], options)[0]!.endsLate).toBe(1);
    expect(latenessRisks([], options)).toEqual([]);
  });
});

/** Abramowitz and Stegun 26.2.17, good to 7.5e-8. */
function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const tail =
    Math.exp((-z * z) / 2) *
    0.3989422804 *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - tail;
}
