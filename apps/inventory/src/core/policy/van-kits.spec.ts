import fc from 'fast-check';
import { completedWith, kitOf, planVanKits, type SiteVans } from './van-kits.js';

const part = { volumeLitres: 2, unitCostMinor: 8_000, shortageMinor: 25_000 };
const pump = [{ partId: 'pump', quantity: 1 }];
const site: SiteVans = {
  vans: [
    { locationId: 'v1', name: 'van 1', position: new Map() },
    { locationId: 'v2', name: 'van 2', position: new Map([['pump', 1]]) },
  ],
  jobs: [
    { parts: pump, count: 40 },
    { parts: [...pump, { partId: 'seal', quantity: 2 }], count: 30 },
    { parts: [{ partId: 'board', quantity: 1 }], count: 1 },
  ],
  days: 182,
  parts: new Map([
    ['pump', part],
    ['seal', part],
    ['board', { ...part, unitCostMinor: 900_000 }],
  ]),
  spare: new Map([
    ['pump', 5],
    ['seal', 3],
    ['board', 5],
  ]),
  limits: { volumeLitres: 100, value: 1_000_000 },
};

describe('planVanKits', () => {
  it('fills what each van lacks of the kit from what the site has to spare, and leaves what costs more to carry than it saves', () => {
    const moves = planVanKits(site);
    expect(moves.map(({ toLocationId, partId, quantity }) => [toLocationId, partId, quantity])).toEqual([
      ['v1', 'pump', 1],
      ['v1', 'seal', 2],
      ['v2', 'seal', 1],
    ]);
    const [first] = moves;
    expect(first).toMatchObject({ position: 0, wanted: 1, costMinor: 2_000, gainMinor: 23_000 });
    expect(first!.reason).toContain(
      'van 1 carries 0 of 1: a kit of 2 parts completes 100 % of the next jobs in 6 litres',
    );
  });

  it('says what the kit completes of all jobs, also of those that do not pay', () => {
    const kit = kitOf(site);
    expect(kit).toMatchObject({ completedShare: 1, volumeLitres: 6, value: 24_000 });
    expect(kit.completedOfAll).toBeCloseTo(70 / 71, 12);
    expect(kit.perYear('seal')).toBeCloseTo((30 / 2 / 182) * 365, 0);
    expect(completedWith(site.jobs, new Map([['pump', 1]]))).toBeCloseTo(40 / 71, 12);
    expect(completedWith([], new Map())).toBe(1);
  });

  it('keeps within volume and value', () => {
    const small = planVanKits({ ...site, limits: { volumeLitres: 3, value: 1_000_000 } });
    expect(small.map(({ partId }) => partId)).toEqual(['pump']);
    expect(planVanKits({ ...site, limits: { volumeLitres: 100, value: 7_999 } })).toEqual([]);
    expect(planVanKits({ ...site, limits: { volumeLitres: 0, value: 0 } })).toEqual([]);
  });

  it('never fails, and never promises more than there is or than fits, whatever was used', () => {
    const names = ['pump', 'seal', 'board', 'unknown'];
    const pieces = fc.integer({ min: -5, max: 50 });
    const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
    const anySite = fc.record({
      jobs: fc.array(
        fc.record({
          parts: fc.array(fc.record({ partId: fc.constantFrom(...names), quantity: fc.integer({ min: 1, max: 9 }) }), {
            maxLength: 4,
          }),
          count: fc.nat({ max: 500 }),
        }),
        { maxLength: 8 },
      ),
      days: fc.constantFrom(0, 1, 182),
      spare: fc.dictionary(fc.constantFrom(...names), pieces),
      aboard: fc.array(fc.dictionary(fc.constantFrom(...names), pieces), { maxLength: 4 }),
      limits: fc.record({ volumeLitres: amount, value: amount }),
    });
    fc.assert(
      fc.property(anySite, ({ jobs, days, spare, aboard, limits }) => {
        const vans = aboard.map((held, at) => ({
          ...{ locationId: `v${at}`, name: `van ${at}`, position: new Map(Object.entries(held)) },
        }));
        const moves = planVanKits({ ...site, jobs, days, vans, limits, spare: new Map(Object.entries(spare)) });
        for (const name of names) {
          const sent = moves.filter(({ partId }) => partId === name);
          const total = sent.reduce((sum, { quantity }) => sum + quantity, 0);
          expect(total).toBeLessThanOrEqual(Math.max(0, spare[name] ?? 0));
        }
        for (const { locationId } of vans) {
          const sent = moves.filter(({ toLocationId }) => toLocationId === locationId);
          const litres = sent.reduce(
            (sum, { partId, quantity }) => sum + quantity * site.parts.get(partId)!.volumeLitres,
            0,
          );
          expect(litres).toBeLessThanOrEqual(limits.volumeLitres);
        }
        expect(
          moves.every(({ quantity, gainMinor }) => Number.isInteger(quantity) && quantity > 0 && gainMinor > 0),
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
