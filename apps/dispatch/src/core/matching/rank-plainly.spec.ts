import fc from 'fast-check';
import { plainRanking } from '../testing/plain-ranking.js';
import { hours, now, order, site, technician, world } from '../testing/small-world.js';
import { stretchesOf } from '../time/weekly-hours.js';
import { hourMs, isoDay, minuteMs } from '../time/zones.js';
import { rank } from './rank.js';
import { territoryOf } from './territory.js';
import type { TravelTimes } from './travel.js';
import type { Booked } from './world.js';

const at = (hours: number) => new Date(now.getTime() + hours * hourMs);
const spot = fc.record({
  lon: fc.double({ min: 121, max: 122, noNaN: true }),
  lat: fc.double({ min: 30.9, max: 31.6, noNaN: true }),
});
const stop = fc.record({ waitMinutes: fc.nat(600), minutes: fc.integer({ min: 15, max: 240 }), spot });
const person = fc.record({
  home: spot,
  level: fc.integer({ min: 1, max: 5 }),
  isPlumber: fc.boolean(),
  active: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  goodUntil: fc.option(fc.integer({ min: -2, max: 20 })),
  booked: fc.array(stop, { maxLength: 8 }),
  hasPart: fc.boolean(),
  hasBreak: fc.boolean(),
});
const place = fc.record({
  spot,
  kind: fc.constantFrom('own' as const, 'franchised' as const),
  score: fc.integer({ min: 0, max: 100 }),
  dailyCapacity: fc.integer({ min: 1, max: 3 }),
  taken: fc.array(fc.nat(3), { maxLength: 4 }),
  radius: fc.integer({ min: 5_000, max: 90_000 }),
  isAsked: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  people: fc.array(person, { maxLength: 8 }),
});
const scene = fc.record({
  places: fc.array(place, { minLength: 1, maxLength: 5 }),
  spot,
  requiredLevel: fc.integer({ min: 1, max: 4 }),
  needsPaper: fc.boolean(),
  minutes: fc.integer({ min: 15, max: 300 }),
  windows: fc.array(fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: 1, max: 6 })), { maxLength: 2 }),
  dueHours: fc.integer({ min: -3, max: 90 }),
  priority: fc.constantFrom('low' as const, 'normal' as const, 'high' as const, 'urgent' as const),
  partsHours: fc.option(fc.nat(80)),
  competing: fc.nat(12),
  most: fc.constantFrom(1, 3, 10, Infinity),
  isOneWay: fc.boolean(),
});
type Scene = typeof scene extends fc.Arbitrary<infer Value> ? Value : never;

/** One way is quicker than the other, and nobody knows from one what the other is. */
const uneven: TravelTimes = (from, to) => ({
  seconds: Math.round(Math.abs(to.lon - from.lon) * 9_000 + Math.max(0, to.lat - from.lat) * 20_000),
  metres: Math.round(Math.abs(to.lon - from.lon) * 90_000),
});

/** A free evening is nearer to the next morning than to its own noon. */
const halves = {
  ...hours,
  periods: hours.periods.flatMap(({ weekday }) => [
    { weekday, from: '06:00', to: '11:00' },
    { weekday, from: '18:00', to: '23:30' },
  ]),
};

function bookedFrom(stops: Scene['places'][number]['people'][number]['booked']): Booked[] {
  let freeMs = now.getTime();
  return stops.map(({ waitMinutes, minutes, spot: { lon, lat } }) => {
    const startMs = freeMs + waitMinutes * minuteMs;
    freeMs = startMs + minutes * minuteMs;
    return { startMs, finishMs: freeMs, lon, lat };
  });
}

function sceneWorld({ places, competing, isOneWay }: Scene) {
  const booked = new Map<string, Booked[]>();
  const visitsOfDay = new Map<string, number>();
  const pumpsAt = new Map<string, number>();
  const today = Math.floor((now.getTime() + 8 * hourMs) / (24 * hourMs));
  const sites = places.map((one, number) => {
    one.taken.forEach((visits, day) => visitsOfDay.set(`s${number}/${isoDay(today + day)}`, visits));
    const people = one.people.map((drawnPerson, index) => {
      const { home, level, isPlumber, active, goodUntil, booked: stops, hasPart, hasBreak } = drawnPerson;
      const id = `t${number}-${index}`;
      booked.set(id, bookedFrom(stops));
      if (hasPart) pumpsAt.set(id, 1);
      const certificates = goodUntil === null ? new Map() : new Map([['gas-safe', isoDay(today + goodUntil)]]);
      const skills = new Map([[isPlumber ? 'plumbing' : 'small-appliance', level]]);
      const given = { siteId: `s${number}`, home, skills, active, certificates };
      return technician(id, hasBreak ? { ...given, workOn: (day) => stretchesOf(halves, day) } : given);
    });
    const { kind, score, dailyCapacity, radius, spot: centre } = one;
    const territory = territoryOf(centre, radius);
    return site(people, { ...centre, id: `s${number}`, kind, score, dailyCapacity, territory });
  });
  const asked = new Set(places.flatMap(({ isAsked }, number) => (isAsked ? [`s${number}`] : [])));
  return world(sites, {
    booked,
    visitsOfDay,
    partsAt: new Map([['pump', pumpsAt]]),
    asked,
    competing: new Map([[4, competing]]),
    ...(isOneWay && { travel: uneven }),
  });
}

const orderOf = (one: Scene) =>
  order({
    ...one.spot,
    requiredLevel: one.requiredLevel,
    certificate: one.needsPaper ? 'gas-safe' : null,
    durationMinutes: one.minutes,
    windows: one.windows.map(([from, hours]) => ({ from: at(from).toISOString(), to: at(from + hours).toISOString() })),
    dueBy: at(one.dueHours),
    priority: one.priority,
    likelyParts: [{ partId: 'pump', quantity: 1, probability: 0.4 }],
    partsAvailableAt: one.partsHours === null ? null : at(one.partsHours),
  });

describe('rank, beside the ranking that leaves nothing out', () => {
  it('gives the same to the byte, whoever is ranked and however many are wanted', () => {
    fc.assert(
      fc.property(scene, (drawn) => {
        const [found, of, asked] = [sceneWorld(drawn), orderOf(drawn), { ...orderOf(drawn), skill: 'plumbing' }];
        for (const one of [of, asked, of])
          expect(JSON.stringify(rank(one, found, now, drawn.most))).toBe(
            JSON.stringify(plainRanking(one, found, now, drawn.most)),
          );
      }),
      { numRuns: 600 },
    );
  });
});
