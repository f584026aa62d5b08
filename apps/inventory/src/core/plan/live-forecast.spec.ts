import fc from 'fast-check';
import { noGroup } from '../forecasting/group-model.js';
import { type LiveInput, liveForecast } from './live-forecast.js';

const input: LiveInput = {
  history: Array.from({ length: 60 }, (_, week) => (week % 2 === 0 ? 2 : 0)),
  periodDays: 7,
  method: 'follows-level',
  meanPerDay: 1 / 7,
  leadTime: { meanDays: 10, deviationDays: 2 },
  group: noGroup,
  elapsedDays: 3.5,
  wanted: [],
};

describe('liveForecast', () => {
  it('rises with every piece that is wanted, over the lead time too', () => {
    const calm = liveForecast(input);
    const one = liveForecast({ ...input, wanted: [{ day: 2, pieces: 4 }] });
    const more = liveForecast({
      ...input,
      wanted: [
        { day: 2, pieces: 4 },
        { day: 3, pieces: 6 },
      ],
    });
    expect(calm.pieces).toBe(0);
    expect(one).toMatchObject({ pieces: 4, lead: { days: 11 } });
    expect(one.meanPerDay).toBeGreaterThan(calm.meanPerDay);
    expect(more.meanPerDay).toBeGreaterThan(one.meanPerDay);
    expect(more.lead.quantiles.at(-1)).toBeGreaterThan(calm.lead.quantiles.at(-1)!);
  });

  it('takes half a week neither for a whole one nor for nothing', () => {
    const usual = { ...input, history: Array<number>(60).fill(14), meanPerDay: 2 };
    const half = liveForecast({ ...usual, wanted: [{ day: 1, pieces: 7 }] });
    expect(half.meanPerDay).toBeCloseTo(2, 1);
    expect(liveForecast({ ...usual, elapsedDays: 6.99, wanted: [{ day: 1, pieces: 7 }] }).meanPerDay).toBeLessThan(
      half.meanPerDay,
    );
  });

  it('counts weeks that have passed without demand, and what was wanted long ago but told now', () => {
    const quiet = liveForecast({ ...input, elapsedDays: 35 });
    expect(quiet.meanPerDay).toBeLessThan(liveForecast(input).meanPerDay);
    const late = liveForecast({ ...input, wanted: [{ day: -10, pieces: 5 }] });
    expect(late.pieces).toBe(5);
    expect(late.meanPerDay).toBeGreaterThan(liveForecast(input).meanPerDay);
  });

  it('falls by what a planner takes away, to nothing at most, and not because of pieces that came and went', () => {
    const calm = liveForecast(input);
    const less = liveForecast({ ...input, wanted: [{ day: -10, pieces: -2 }] });
    expect(less).toMatchObject({ pieces: -2 });
    expect(less.meanPerDay).toBeLessThan(calm.meanPerDay);
    const tooMuch = liveForecast({ ...input, wanted: [{ day: -10, pieces: -50 }] });
    expect(tooMuch.meanPerDay).toBe(less.meanPerDay);
    const gone = [
      { day: -10, pieces: 9 },
      { day: -10, pieces: -9 },
    ];
    expect(liveForecast({ ...input, wanted: gone })).toEqual(calm);
  });

  it('leaves a planner’s mean alone, and adds to what is known of others', () => {
    const told = liveForecast({ ...input, method: 'planner', meanPerDay: 3, wanted: [{ day: 1, pieces: 50 }] });
    expect(told.meanPerDay).toBeCloseTo(3, 2);
    const prior = { alpha: 1, beta: 100 };
    const exposure = { unitYearsSeen: 50, unitYearsPerPeriod: 1, piecesPerFailure: 1 };
    const base: LiveInput['base'] = { method: 'pooled', prior, piecesSeen: 0, ...exposure };
    const sparse = { ...input, history: Array<number>(60).fill(0), method: 'pooled', meanPerDay: 0.001, base };
    expect(liveForecast({ ...sparse, wanted: [{ day: 0, pieces: 1 }] }).meanPerDay).toBeGreaterThan(
      1.5 * liveForecast(sparse).meanPerDay,
    );
  });

  it('answers on any history and any delay', () => {
    const wanted = fc.array(
      fc.record({ day: fc.integer({ min: -800, max: 900 }), pieces: fc.integer({ min: 0, max: 500 }) }),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 104 }),
        fc.double({ min: -1, max: 900, noNaN: true }),
        wanted,
        fc.constantFrom('follows-level', 'counts-long', 'group-rate', 'planner', 'pooled'),
        (history, elapsedDays, demand, method) => {
          const { meanPerDay, deviationPerDay, lead } = liveForecast({
            ...input,
            history,
            elapsedDays,
            wanted: demand,
            method,
          });
          const numbers = [meanPerDay, deviationPerDay, lead.mean, ...lead.quantiles];
          expect(numbers.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});
