import fc from 'fast-check';
import { splitRepairTime } from './repair-time.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2) + minutes * 60_000);

describe('splitRepairTime', () => {
  it('splits a plain order', () => {
    const split = splitRepairTime({
      occurredAt: at(0),
      arrivedAt: at(300),
      diagnosedAt: at(320),
      finishedAt: at(380),
      waitedForPartsSeconds: 3600,
      travelSeconds: 1800,
    });
    expect(split).toEqual({
      responseSeconds: 300 * 60 - 3600 - 1800,
      waitingPartsSeconds: 3600,
      travelSeconds: 1800,
      diagnosisSeconds: 1200,
      repairSeconds: 3600,
    });
  });

  it('gives all work to the repair when no diagnosis time was given', () => {
    const split = splitRepairTime({
      occurredAt: at(0),
      arrivedAt: at(10),
      diagnosedAt: null,
      finishedAt: at(40),
      waitedForPartsSeconds: 0,
      travelSeconds: 0,
    });
    expect(split).toMatchObject({ diagnosisSeconds: 0, repairSeconds: 1800 });
  });

  it('adds up to the whole with no negative part, whatever was claimed', () => {
    const minutes = fc.integer({ min: -10_000, max: 10_000 });
    const claim = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(
        minutes,
        minutes,
        fc.option(minutes),
        minutes,
        claim,
        claim,
        (reported, arrived, diagnosed, finished, waited, travelled) => {
          const split = splitRepairTime({
            occurredAt: at(reported),
            arrivedAt: at(arrived),
            diagnosedAt: diagnosed === null ? null : at(diagnosed),
            finishedAt: at(finished),
            waitedForPartsSeconds: waited,
            travelSeconds: travelled,
          });
          const parts = Object.values(split) as number[];
          expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(Math.max(0, (finished - reported) * 60));
        },
      ),
    );
  });
});
