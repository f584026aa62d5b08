import { now, order, site, technician, world } from '../testing/small-world.js';
import type { NetworkSite, NetworkTechnician } from './network.js';
import type { OrderToMatch } from './order-to-match.js';
import { rank } from './rank.js';
import { reasonText } from './reason-texts.js';
import { territoryOf } from './territory.js';
import type { World } from './world.js';

interface Case {
  rule: string;
  en: string;
  order?: Partial<OrderToMatch>;
  site?: Partial<NetworkSite>;
  technician?: Partial<NetworkTechnician>;
  world?: Partial<World>;
}

const square = (west: number, south: number, size: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
});
const days = Array.from({ length: 20 }, (_, index) => `site/2026-03-${String(index + 1).padStart(2, '0')}`);

const cases: Case[] = [
  { rule: 'site-not-active', en: 'the site is suspended and takes no orders', site: { status: 'suspended' } },
  { rule: 'category', en: 'the site does not serve vacuum', site: { categories: new Set(['laptop']) } },
  { rule: 'territory', en: '111.2 km from the site, which covers 100 km', order: { lat: 32.23 } },
  {
    rule: 'territory',
    en: "outside the site's territory, 0 km from it",
    site: { territory: territoryOf({ lon: 121.47, lat: 31.23 }, 100_000, square(100, 20, 1)) },
  },
  { rule: 'already-asked', en: 'the order is on offer to the site', world: { asked: new Set(['site']) } },
  {
    rule: 'refused-recently',
    en: 'declined within the last 24 h: not asked again before 2026-03-02T20:00:00.000Z',
    world: { refusals: new Map([['site', { status: 'declined', untilMs: Date.parse('2026-03-02T20:00:00Z') }]]) },
  },
  { rule: 'technician-inactive', en: 'no longer active', technician: { active: false } },
  {
    rule: 'skill',
    en: 'lacks the skill small-appliance (level 2 needed)',
    technician: { skills: new Map([['laptop', 5]]) },
  },
  {
    rule: 'level',
    en: 'small-appliance level 1, level 2 needed',
    technician: { skills: new Map([['small-appliance', 1]]) },
  },
  { rule: 'certificate-missing', en: 'lacks the certificate gas', order: { certificate: 'gas' } },
  {
    rule: 'certificate-expired',
    en: 'the certificate gas ended on 2026-03-01',
    order: { certificate: 'gas' },
    technician: { certificates: new Map([['gas', '2026-03-01']]) },
  },
  { rule: 'no-working-time', en: 'no working time within 14 days', technician: { workOn: () => [] } },
  {
    rule: 'capacity',
    en: 'the site has its 3 visits on each working day within 14 days',
    site: { dailyCapacity: 3 },
    world: { visitsOfDay: new Map(days.map((day) => [day, 3])) },
  },
  { rule: 'no-gap', en: 'no free gap that is long enough within 14 days', order: { durationMinutes: 601 } },
];

describe('the hard rules', () => {
  it.each(cases)('$rule: $en', ({ rule, en, ...given }) => {
    const people = [technician('t', given.technician)];
    const { candidates, rejected } = rank(order(given.order), world([site(people, given.site)], given.world), now);
    expect(candidates).toEqual([]);
    expect(rejected.map((rejection) => [rejection.rule, reasonText(rejection).en])).toEqual([[rule, en]]);
    expect(reasonText(rejected[0]!).zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('a certificate counts on its last day and not for a visit after it', () => {
    const found = (lastDay: string, partsAvailableAt: Date | null) =>
      rank(
        order({ certificate: 'gas', partsAvailableAt }),
        world([site([technician('t', { certificates: new Map([['gas', lastDay]]) })])]),
        now,
      ).candidates.length;
    expect(found('2026-03-02', null)).toBe(1);
    expect(found('2026-03-02', new Date('2026-03-04T00:00:00Z'))).toBe(0);
  });

  it('a polygon counts instead of the radius', () => {
    const territory = territoryOf({ lon: 121.47, lat: 31.23 }, 1, square(121, 31, 1));
    expect(rank(order(), world([site([technician('t')], { territory })]), now).candidates).toHaveLength(1);
  });
});
