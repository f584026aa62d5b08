import fc from 'fast-check';
import { now, order, site, technician, world } from '../testing/small-world.js';
import { rank } from './rank.js';
import type { Booked } from './world.js';

const degrees = fc.double({ min: 0, max: 0.4, noNaN: true });
const bearing = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
const level = fc.integer({ min: 2, max: 5 });
const measured = fc.double({ min: 1, max: 200, noNaN: true });
const answering = fc.record({
  declined: fc.double({ min: 0, max: 0.5, noNaN: true }),
  expired: fc.double({ min: 0, max: 0.5, noNaN: true }),
  usualMinutes: measured,
  enoughMinutes: fc.record({ low: measured, normal: measured, high: measured, urgent: measured }),
});
const busy = fc.array(
  fc.record({ startMinutes: fc.integer({ min: 0, max: 5_000 }), minutes: fc.integer({ min: 15, max: 240 }) }),
  { maxLength: 12 },
);

/** Booked times that do not overlap, at the order's place. */
function bookedFrom(list: readonly { startMinutes: number; minutes: number }[]): Booked[] {
  let freeMs = now.getTime();
  return list
    .map(({ startMinutes, minutes }) => ({ at: now.getTime() + startMinutes * 60_000, minutes }))
    .sort((one, other) => one.at - other.at)
    .map(({ at, minutes }) => {
      const startMs = Math.max(at, freeMs);
      freeMs = startMs + minutes * 60_000;
      return { startMs, finishMs: freeMs, lon: 121.5, lat: 31.25 };
    });
}

const away = (distance: number, angle: number) => ({
  lon: 121.47 + distance * Math.cos(angle),
  lat: 31.23 + distance * Math.sin(angle),
});
const rankOf = (id: string, ids: readonly string[]) => ids.indexOf(id);

describe('rank', () => {
  it('never ranks the nearer of two otherwise equal technicians lower', () => {
    fc.assert(
      fc.property(degrees, degrees, bearing, busy, level, (one, other, angle, taken, skill) => {
        const [near, far] = [Math.min(one, other), Math.max(one, other)];
        fc.pre(far - near > 0.001);
        const skills = new Map([['small-appliance', skill]]);
        const people = [
          technician('far', { home: away(far, angle), skills }),
          technician('near', { home: away(near, angle), skills }),
        ];
        const booked = bookedFrom(taken);
        const found = rank(
          order(),
          world([site(people)], {
            booked: new Map([
              ['near', booked],
              ['far', booked],
            ]),
          }),
          now,
        );
        const ids = found.candidates.map(({ technicianId }) => technicianId);
        fc.pre(ids.includes('far'));
        expect(rankOf('near', ids)).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('never ranks the better skilled of two otherwise equal technicians lower while nobody competes for the skill', () => {
    fc.assert(
      fc.property(level, level, busy, degrees, bearing, (one, other, taken, distance, angle) => {
        fc.pre(one !== other);
        const home = away(distance, angle);
        const skilled = (value: number) => new Map([['small-appliance', value]]);
        const people = [
          technician('a-lower', { home, skills: skilled(Math.min(one, other)) }),
          technician('b-higher', { home, skills: skilled(Math.max(one, other)) }),
        ];
        const booked = bookedFrom(taken);
        const found = rank(
          order(),
          world([site(people)], {
            booked: new Map([
              ['a-lower', booked],
              ['b-higher', booked],
            ]),
          }),
          now,
        );
        const ids = found.candidates.map(({ technicianId }) => technicianId);
        fc.pre(ids.length > 0);
        expect(ids[0]).toBe('b-higher');
      }),
      { numRuns: 300 },
    );
  });

  it('keeps both promises among franchised sites that answer alike, whatever is known of their answers', () => {
    const pair = fc.tuple(degrees, degrees);
    fc.assert(
      fc.property(pair, level, level, bearing, busy, answering, ([one, other], skill, another, angle, taken, known) => {
        const [near, far] = [Math.min(one, other), Math.max(one, other)];
        const [less, more] = [Math.min(skill, another), Math.max(skill, another)];
        fc.pre(far - near > 0.001 || more > less);
        const person = (id: string, distance: number, value: number) =>
          technician(id, { siteId: id, home: away(distance, angle), skills: new Map([['small-appliance', value]]) });
        const people = [person('a-worse', far, less), person('b-better', near, more)];
        const sites = people.map((one) => site([one], { id: one.id, kind: 'franchised', answering: known }));
        const booked = new Map(people.map(({ id }) => [id, bookedFrom(taken)]));
        const ids = rank(order(), world(sites, { booked }), now).candidates.map(({ technicianId }) => technicianId);
        fc.pre(ids.length > 0);
        expect(ids[0]).toBe('b-better');
      }),
      { numRuns: 300 },
    );
  });

  it('prefers the site that is likelier to accept, and reckons with no refusal of an own one', () => {
    const of = (id: string, declined: number, kind: 'own' | 'franchised' = 'franchised') =>
      site([technician(id, { siteId: id })], { id, kind, answering: { declined, expired: 0 } });
    const { candidates } = rank(order(), world([of('a', 0.5), of('b', 0.1), of('c', 0.9, 'own')]), now);
    const lost = candidates.map(({ siteId, terms }) => [
      siteId,
      terms.find(({ term }) => term === 'acceptance')!.costMinutes,
    ]);
    expect(lost).toEqual([
      ['c', 0],
      ['b', 1.5],
      ['a', 7.5],
    ]);
  });

  it('spares the better skilled when another order waits for his level', () => {
    const people = [
      technician('a', { skills: new Map([['small-appliance', 5]]) }),
      technician('b', { skills: new Map([['small-appliance', 3]]) }),
    ];
    const first = (competing: Map<number, number>) =>
      rank(order(), world([site(people)], { competing }), now).candidates[0]!.technicianId;
    expect(first(new Map())).toBe('a');
    expect(first(new Map([[5, 2]]))).toBe('b');
  });

  it('never proposes time that is taken, out of hours or without room for the travel', () => {
    fc.assert(
      fc.property(
        busy,
        degrees,
        bearing,
        fc.integer({ min: 15, max: 400 }),
        (taken, distance, angle, durationMinutes) => {
          const booked = bookedFrom(taken);
          const people = [technician('t', { home: away(distance, angle) })];
          const [found] = rank(
            order({ durationMinutes }),
            world([site(people)], { booked: new Map([['t', booked]]) }),
            now,
          ).candidates;
          fc.pre(found !== undefined);
          expect(found.startMs).toBeGreaterThanOrEqual(now.getTime());
          expect(booked.every(({ startMs, finishMs }) => finishMs <= found.startMs || startMs >= found.finishMs)).toBe(
            true,
          );
          const stretches = people[0]!.workOn(Math.floor((found.startMs + 8 * 3_600_000) / 86_400_000));
          expect(
            stretches.some(
              ({ startMs, endMs }) => startMs + found.travelSeconds * 1000 <= found.finishMs && found.finishMs <= endMs,
            ),
          ).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('answers the same whatever the order of the rows', () => {
    const people = ['a', 'b', 'c', 'd'].map((id) => technician(id));
    const ids = (list: typeof people) =>
      rank(order(), world([site(list)]), now).candidates.map(({ technicianId }) => technicianId);
    expect(ids(people)).toEqual(ids(people.toReversed()));
  });

  it('gives a franchised site until its deadline, an own one a quarter of an hour', () => {
    const minutes = (kind: 'own' | 'franchised', offerMinutes = 30) =>
      (rank(order(), world([site([technician('t')], { kind })], { offerMinutes }), now).candidates[0]!.startMs -
        now.getTime()) /
      60_000;
    expect(minutes('own')).toBe(15);
    expect(minutes('franchised')).toBe(30);
    expect(minutes('franchised', 45)).toBe(45);
  });

  it('arrives within a window of the customer, or says that it cannot', () => {
    const window = { from: '2026-03-03T02:00:00.000Z', to: '2026-03-03T04:00:00.000Z' };
    const [inside] = rank(order({ windows: [window] }), world([site([technician('t')])]), now).candidates;
    expect(inside).toMatchObject({ startMs: Date.parse(window.from), windowMissed: false });
    const night = { from: '2026-03-02T18:00:00.000Z', to: '2026-03-02T19:00:00.000Z' };
    const [outside] = rank(order({ windows: [night] }), world([site([technician('t')])]), now).candidates;
    expect(outside).toMatchObject({ windowMissed: true });
    expect(outside!.terms.find(({ term }) => term === 'outside-window')!.costMinutes).toBeGreaterThan(0);
  });

  it('begins no visit before its parts are there', () => {
    const partsAvailableAt = new Date('2026-03-04T05:00:00Z');
    const [found] = rank(order({ partsAvailableAt }), world([site([technician('t')])]), now).candidates;
    expect(found!.startMs).toBeGreaterThanOrEqual(partsAvailableAt.getTime());
  });
});
