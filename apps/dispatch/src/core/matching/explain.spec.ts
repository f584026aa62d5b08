import fc from 'fast-check';
import { recomputedTerms } from '../testing/recomputed-terms.js';
import { now, order, site, technician, world } from '../testing/small-world.js';
import { chosenOf, type Comparison, compare } from './explain.js';
import { comparisonText, differenceText } from './explain-texts.js';
import { type Candidate, rank } from './rank.js';

const id = (index: number) => `t${index}`;
const person = fc.record({
  level: fc.integer({ min: 2, max: 5 }),
  east: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
  north: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
  atSite: fc.boolean(),
  busyMinutes: fc.integer({ min: 0, max: 400 }),
  hasPart: fc.boolean(),
});

/** Whether a site is asked, and what is known of its answers. */
const answers = fc.record({
  kind: fc.constantFrom('own' as const, 'franchised' as const),
  answering: fc.oneof(
    fc.constant({ declined: 0.3, expired: 0.1 }),
    fc.record({
      declined: fc.double({ min: 0, max: 0.5, noNaN: true }),
      expired: fc.double({ min: 0, max: 0.5, noNaN: true }),
      usualMinutes: fc.integer({ min: 1, max: 40 }),
      enoughMinutes: fc.constantFrom(
        { low: 30, normal: 22, high: 15, urgent: 8 },
        { low: 90, normal: 60, high: 40, urgent: 30 },
      ),
    }),
  ),
});

/** An order, its world, and everything that differs between the people of two sites. */
const scene = fc
  .record({
    people: fc.array(person, { minLength: 2, maxLength: 6 }),
    answers: fc.tuple(answers, answers),
    scores: fc.tuple(fc.integer({ min: 40, max: 100 }), fc.integer({ min: 40, max: 100 })),
    dueInHours: fc.integer({ min: 1, max: 48 }),
    competing: fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })), { maxLength: 3 }),
    known: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
    avoided: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }),
  })
  .map(({ people, answers: [one, other], scores, dueInHours, competing, known, avoided }) => {
    const technicians = people.map(({ level, east, north, atSite }, index) =>
      technician(id(index), {
        siteId: atSite ? 'a' : 'b',
        home: { lon: 121.47 + east, lat: 31.23 + north },
        skills: new Map([['small-appliance', level]]),
      }),
    );
    const sites = ['a', 'b'].map((siteId, index) =>
      site(
        technicians.filter((one) => one.siteId === siteId),
        { id: siteId, score: scores[index] ?? 80, ...(index === 0 ? one : other) },
      ),
    );
    const busy = (minutes: number) => ({
      startMs: now.getTime() + 15 * 60_000,
      finishMs: now.getTime() + (15 + minutes) * 60_000,
      lon: 121.5,
      lat: 31.3,
    });
    return {
      order: order({
        dueBy: new Date(now.getTime() + dueInHours * 3_600_000),
        likelyParts: [{ partId: 'belt', quantity: 1, probability: 0.4 }],
        preferredTechnicianId: known === null ? null : id(known),
        avoidedTechnicianId: avoided === null || avoided === known ? null : id(avoided),
      }),
      world: world(sites, {
        booked: new Map(
          people.map(({ busyMinutes }, index) => [id(index), busyMinutes > 0 ? [busy(busyMinutes)] : []]),
        ),
        partsAt: new Map([
          ['belt', new Map(people.flatMap(({ hasPart }, index) => (hasPart ? [[id(index), 1] as const] : [])))],
        ]),
        competing: new Map(competing),
      }),
    };
  });

type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

/** The sentences that do not agree with what is reckoned anew from the raw world. */
function wrongIn({ order: wanted, world: around }: Scene, chosen: Candidate, other: Candidate, told: Comparison) {
  const [own, theirs] = [chosen, other].map((one) => recomputedTerms(wanted, around, one, now));
  const wrong = told.differences.filter(({ chosen: { term }, minutes }) => {
    const difference = (theirs?.[term] ?? NaN) - (own?.[term] ?? NaN);
    return !(Math.abs(difference - minutes) <= 0.002);
  });
  const total = (costs: Record<string, number> = {}) => Object.values(costs).reduce((sum, cost) => sum + cost, 0);
  const isSumWrong = Math.abs(total(theirs) - total(own) - told.minutes) > 0.02;
  return [...wrong.map(({ chosen: { term } }) => term), ...(isSumWrong ? ['sum'] : [])];
}

describe('an explanation', () => {
  it('says nothing that an independent reckoning of the world does not say', () => {
    fc.assert(
      fc.property(scene, (drawn) => {
        const { candidates } = rank(drawn.order, drawn.world, now);
        const [best, ...others] = candidates;
        for (const other of others) {
          const told = compare(best!, other);
          expect(wrongIn(drawn, best!, other, told)).toEqual([]);
          expect(told.minutes).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is found out when one of its numbers is wrong', () => {
    const [near, far] = [technician('near'), technician('far', { home: { lon: 121.8, lat: 31.23 } })];
    const drawn = { order: order(), world: world([site([near, far])]) };
    const [best, other] = rank(drawn.order, drawn.world, now).candidates;
    const told = compare(best!, other!);
    expect(wrongIn(drawn, best!, other!, told)).toEqual([]);
    const differences = told.differences.map((one) =>
      one.chosen.term === 'travel' ? { ...one, minutes: one.minutes + 1 } : one,
    );
    expect(wrongIn(drawn, best!, other!, { ...told, differences })).toEqual(['travel']);
    expect(wrongIn(drawn, best!, other!, { ...told, minutes: told.minutes + 1 })).toEqual(['sum']);
  });

  it('is told in both languages, the largest difference first', () => {
    const people = [technician('near'), technician('far', { home: { lon: 121.8, lat: 31.23 } })];
    const [best, other] = rank(order(), world([site(people)]), now).candidates;
    const told = compare(best!, other!);
    const sizes = told.differences.map(({ minutes }) => Math.abs(minutes));
    expect(sizes).toEqual(sizes.toSorted((one, another) => another - one));
    expect(told.differences.map(differenceText)[0]).toEqual({
      en: 'travels 55 min instead of 0 min (+55.4 min)',
      zh: '路程 55 分钟，被选者 0 分钟（+55.4 分钟）',
    });
    expect(comparisonText(told).en).toBe(`would cost ${told.minutes.toFixed(1)} min more`);
    expect(comparisonText(told).zh).toContain('成本多');
  });

  it('is about whoever has the order, or the best of the site that it is on offer to', () => {
    const people = [technician('one'), technician('two', { home: { lon: 121.6, lat: 31.23 } })];
    const { candidates } = rank(order(), world([site(people)]), now);
    expect(chosenOf(candidates, { siteId: 'site', technicianId: 'two' })?.technicianId).toBe('two');
    expect(chosenOf(candidates, { siteId: 'site', technicianId: null })?.technicianId).toBe('one');
    expect(chosenOf(candidates, { siteId: 'site', technicianId: 'somebody else' })).toBeUndefined();
    expect(chosenOf(candidates, { siteId: null, technicianId: null })).toBeUndefined();
  });
});
