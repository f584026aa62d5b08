import { forecastItem } from './forecast-item.js';
import { type PlaceBase, RateBases, type RateBasesInput } from './rate-bases.js';

/** Two regions with three sites each; every site is asked for 200 pieces of the category a year, 4 a week. */
const sites = ['a1', 'a2', 'a3', 'b1', 'b2', 'b3'];
const places = [
  { id: 'central', suppliedFromId: null },
  ...['a', 'b'].map((id) => ({ id, suppliedFromId: 'central' })),
  ...sites.map((id) => ({ id, suppliedFromId: id.charAt(0) })),
];
const base: PlaceBase = { wanted: 200, wantedPerPeriod: 4, unitYears: 0, unitYearsPerPeriod: 0 };
const input = (pieces: readonly number[], more: Partial<RateBasesInput> = {}): RateBasesInput => ({
  places,
  bases: new Map(sites.map((id) => [id, base])),
  demand: new Map(sites.map((id, at) => [id, { pieces: pieces[at] ?? 0, occurrences: pieces[at] ?? 0 }])),
  knownShare: 1,
  ...more,
});
const at = (given: RateBasesInput, id: string) => new RateBases(given).at(places.find((place) => place.id === id)!);
const meanAt = (given: RateBasesInput, id: string) =>
  forecastItem(Array<number>(52).fill(0), { installedBase: at(given, id)! }).mean(1);

describe('pooling', () => {
  it('plans a place that has never wanted a part by what all others want, in proportion to what it is asked for', () => {
    const even = input([0, 4, 4, 4, 4, 4]);
    const forecast = forecastItem(Array<number>(52).fill(0), { installedBase: at(even, 'a1')! });
    expect(forecast.method).toBe('pooled');
    // 4 of 200 elsewhere, none of 200 here: a little below 0.02 × 4 a week.
    expect(forecast.mean(1)).toBeGreaterThan(0.06);
    expect(forecast.mean(1)).toBeLessThan(0.08);
    expect(forecast.reasons[0]).toMatchObject({ code: 'pooled', values: { ownPieces: 0, perThousandElsewhere: 20 } });
    const busy = { ...even, bases: new Map([...even.bases, ['a1', { ...base, wantedPerPeriod: 8 }]]) };
    expect(meanAt(busy, 'a1')).toBeCloseTo(2 * meanAt(even, 'a1'), 5);
  });

  it('believes the own region before the network, and itself the more the more the places differ', () => {
    const given = input([0, 9, 9, 1, 1, 0]);
    expect(meanAt(given, 'a1')).toBeGreaterThan(2 * meanAt(given, 'b3'));
    const alike = input([1, 5, 5, 5, 5, 5]);
    const unlike = input([1, 14, 0, 10, 0, 1]);
    const pull = (rates: RateBasesInput) => at(rates, 'a1')!.prior.beta;
    expect(pull(unlike)).toBeLessThan(pull(alike));
  });

  it('is silent where others have hardly wanted the part, or nobody comes here with anything of the kind', () => {
    expect(at(input([0, 1, 1, 0, 0, 0]), 'a1')).toBeUndefined();
    const elsewhere = input([0, 9, 9, 9, 9, 9]);
    expect(at({ ...elsewhere, bases: new Map([['a2', base]]) }, 'a1')).toBeUndefined();
    expect(at(input([]), 'a1')).toBeUndefined();
  });

  it('leaves a place with demand of its own alone', () => {
    const installedBase = at(input([3, 9, 9, 9, 9, 9]), 'a1')!;
    expect(forecastItem([1, 0, 1, 0, 1, 0], { installedBase }).method).not.toBe('pooled');
  });
});

describe('the installed base', () => {
  const units: PlaceBase = { ...base, unitYears: 1_000, unitYearsPerPeriod: 20 };
  const known = (pieces: readonly number[], more: Partial<RateBasesInput> = {}) =>
    input(pieces, { bases: new Map(sites.map((id) => [id, units])), prior: { alpha: 2, beta: 1_000 }, ...more });

  it('plans a part that nobody has wanted yet by units in the field × failure rate, all sites together in a warehouse', () => {
    const fresh = known([], { knownShare: 0 });
    const forecast = forecastItem([], { installedBase: at(fresh, 'a1')! });
    expect(forecast.method).toBe('installed-base');
    expect(forecast.mean(1)).toBeCloseTo(20 * 0.002, 6);
    expect(meanAt(fresh, 'central')).toBeCloseTo(6 * meanAt(fresh, 'a1'), 6);
  });

  it('believes less in failures the longer the part has been there without one', () => {
    expect(meanAt(known([]), 'a1')).toBeLessThan(0.5 * meanAt(known([], { knownShare: 0.1 }), 'a1'));
    expect(meanAt(known([1, 0, 0, 1, 0, 0]), 'a2')).toBeGreaterThan(meanAt(known([]), 'a2'));
  });

  it('needs units and a rate', () => {
    expect(at(input([], { bases: known([]).bases }), 'a1')).toBeUndefined();
    expect(at(input([], { prior: { alpha: 2, beta: 1_000 } }), 'a1')).toBeUndefined();
  });
});
