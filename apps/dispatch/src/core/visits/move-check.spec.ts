import fc from 'fast-check';
import { rules } from '../planning/rules.js';
import { hours, now, order, site, technician } from '../testing/small-world.js';
import { greatCircleTravel } from '../matching/travel.js';
import type { Booked } from '../matching/world.js';
import { stretchesOf } from '../time/weekly-hours.js';
import { hourMs, minuteMs } from '../time/zones.js';
import { wayOfDay } from './day-travel.js';
import { brokenRules, type DayAround, type Move } from './move-check.js';
import { moveRuleNames } from './move-rules.js';

const at = (hour: number) => now.getTime() + hour * hourMs;
const visit = (hour: number, spot = {}): Booked => ({
  startMs: at(hour),
  finishMs: at(hour + 1),
  lon: 121.47,
  lat: 31.23,
  ...spot,
});
const far = { lon: 121.9 };

/** Li at eleven, an hour's work, on a day that is empty. */
function broken(move: Partial<Move>, around: Partial<DayAround> = {}) {
  const usual = { order: order(), site: site([]), technician: technician('li'), startMs: at(2) };
  const empty = { nowMs: at(0), booked: [], promised: [], visitsOfSite: 0, travel: greatCircleTravel };
  return brokenRules({ ...usual, ...move }, { ...empty, ...around });
}

describe('a move by hand', () => {
  it('that is as it should be breaks nothing', () => {
    const neighbours = [visit(-1, far), visit(5, far)];
    expect(broken({}, { booked: neighbours, promised: [visit(3)] })).toEqual([]);
  });

  it.each<[string, Partial<Move>, Partial<DayAround>, string]>([
    ['in-the-past', { startMs: at(-1) }, {}, '2026-03-02T00:00:00.000Z is over'],
    ['other-site', { heldBy: site([], { id: 'other', name: 'Other' }) }, {}, 'with Other'],
    ['booked-twice', {}, { booked: [visit(2.5)] }, 'from 2026-03-02T03:30:00.000Z to 2026-03-02T04:30:00.000Z'],
    ['promised', {}, { promised: [visit(1.5)] }, 'is promised'],
    ['site-not-active', { site: site([], { status: 'suspended' }) }, {}, 'suspended'],
    ['technician-absent', { technician: technician('li', { active: false }) }, {}, 'no longer active'],
    [
      'technician-absent',
      { technician: technician('li', { absences: [{ startMs: at(2.5), endMs: at(9) }] }) },
      {},
      'absent from 2026-03-02T03:30',
    ],
    ['certificate', { order: order({ certificate: 'gas' }) }, {}, 'lacks the certificate gas'],
    ['skill', { order: order({ requiredLevel: 5 }) }, {}, 'level 5 needed'],
    ['skill', { order: order({ skill: 'boilers' }) }, {}, 'lacks the skill boilers'],
    ['site', { site: site([], { categories: new Set(['ovens']) }) }, {}, 'does not serve vacuum'],
    ['area', { order: order({ lon: 123 }) }, { booked: [visit(-3, { lon: 123 })] }, 'km from the site'],
    ['technician', { order: order({ avoidedTechnicianId: 'li' }) }, {}, 'did not fix'],
    ['overtime', { startMs: at(8.5) }, {}, 'working hours'],
    [
      'window',
      { order: order({ windows: [{ from: '2026-03-02T05:00:00Z', to: '2026-03-02T07:00:00Z' }] }) },
      {},
      'suit the customer',
    ],
    ['window', { promise: { fromMs: at(4), toMs: at(6) } }, {}, 'suit the customer'],
    ['earliest-start', { order: order({ partsAvailableAt: new Date(at(3)) }) }, {}, '2026-03-02T04:00:00.000Z'],
    ['maximum-jobs', { site: site([], { dailyCapacity: 3 }) }, { visitsOfSite: 3 }, '3 of its 3 visits'],
    ['too-close', {}, { booked: [visit(0.9, far)] }, 'min left'],
    ['too-close', {}, { booked: [visit(3.1, far)] }, '6 min left'],
    ['due-by', { order: order({ dueBy: new Date(at(2.5)) }) }, {}, 'ends 30 min after'],
  ])('breaks %s alone, and says so in both languages', (rule, move, around, says) => {
    const found = broken(move, around);
    expect(found.map((one) => one.rule)).toEqual([rule]);
    expect(found[0]?.text.en).toContain(says);
    expect(found[0]?.text.zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('may break what the one table of rules lets a dispatcher break; what nobody may is named first', () => {
    const all = broken(
      { startMs: at(2), order: order({ requiredLevel: 5, certificate: 'gas', dueBy: new Date(at(2)) }) },
      { booked: [visit(2)] },
    );
    expect(all.map(({ rule, mayBeOverridden }) => [rule, mayBeOverridden])).toEqual([
      ['certificate', false],
      ['booked-twice', false],
      ['skill', true],
      ['due-by', true],
    ]);
    const ofTable = moveRuleNames.filter((name) => name in rules);
    expect(ofTable).toHaveLength(12);
  });

  it('counts the first way of the day as work, as matching does', () => {
    const road = greatCircleTravel(technician('li').home, order({ lon: 121.9 })).seconds * 1000;
    const startOfDay = stretchesOf(hours, Math.floor(now.getTime() / (24 * hourMs)))[0]!.startMs;
    const atOf = (startMs: number) => broken({ order: order({ lon: 121.9 }), startMs }, { nowMs: startOfDay });
    expect(atOf(startOfDay + road)).toEqual([]);
    expect(atOf(startOfDay + road - minuteMs).map(({ rule }) => rule)).toEqual(['overtime']);
  });
});

describe('the way of a day', () => {
  const home = { lon: 121.47, lat: 31.23 };
  it('is none without visits, and there and back with one', () => {
    expect(wayOfDay(home, [], greatCircleTravel)).toEqual({ seconds: 0, metres: 0 });
    const stop = { ...home, ...far, startMs: 1 };
    const way = wayOfDay(home, [stop], greatCircleTravel);
    expect(way.metres).toBe(2 * greatCircleTravel(home, stop).metres);
  });

  it('does not depend on the order in which the stops are named', () => {
    const stop = fc.record({ lon: fc.double({ min: 121, max: 122, noNaN: true }), startMs: fc.nat(1_000) });
    fc.assert(
      fc.property(fc.uniqueArray(stop, { selector: ({ startMs }) => startMs, maxLength: 6 }), (drawn) => {
        const stops = drawn.map((one) => ({ ...one, lat: 31.23 }));
        const way = wayOfDay(home, stops, greatCircleTravel);
        expect(wayOfDay(home, stops.toReversed(), greatCircleTravel)).toEqual(way);
      }),
    );
  });
});
