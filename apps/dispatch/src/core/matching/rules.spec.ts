import { hours, now, order, site, technician, world } from '../testing/small-world.js';
import { stretchesOf } from '../time/weekly-hours.js';
import type { NetworkSite, NetworkTechnician } from './network.js';
import type { OrderToMatch } from './order-to-match.js';
import { rank } from './rank.js';
import { reasonText } from './reason-texts.js';
import { remedyText } from './remedy-texts.js';
import { territoryOf } from './territory.js';

interface Case {
  rule: string;
  en: string;
  order?: Partial<OrderToMatch>;
  site?: Partial<NetworkSite>;
  technician?: Partial<NetworkTechnician>;
  world?: Parameters<typeof world>[1];
  /** What the remedy says, and what is otherwise when it was done; the rule's own case says the rest. */
  remedy: string;
  cured: Pick<Case, 'order' | 'site' | 'technician' | 'world'> & { later?: Date };
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

/** The last of the 14 days after Monday, 2 March. */
const lastDay = Math.floor(now.getTime() / 86_400_000) + 14;
const longDay = {
  ...hours,
  periods: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', to: '18:01' })),
};

const cases: Case[] = [
  {
    rule: 'site-not-active',
    en: 'the site is suspended and takes no orders',
    site: { status: 'suspended' },
    remedy: 'once the site is active',
    cured: { site: { status: 'active' } },
  },
  {
    rule: 'category',
    en: 'the site does not serve vacuum',
    site: { categories: new Set(['laptop']) },
    remedy: 'if the site served vacuum',
    cured: { site: { categories: new Set(['laptop', 'vacuum']) } },
  },
  {
    rule: 'territory',
    en: '111.2 km from the site, which covers 100 km',
    order: { lat: 32.23 },
    remedy: 'if the site covered 112 km',
    cured: { site: { territory: territoryOf({ lon: 121.47, lat: 31.23 }, 112_000) } },
  },
  {
    rule: 'territory',
    en: "outside the site's territory, 0 km from it",
    site: { territory: territoryOf({ lon: 121.47, lat: 31.23 }, 100_000, square(100, 20, 1)) },
    remedy: 'if the territory of the site reached there',
    cured: { site: { territory: territoryOf({ lon: 121.47, lat: 31.23 }, 100_000, square(100, 20, 30)) } },
  },
  {
    rule: 'already-asked',
    en: 'the order is on offer to the site',
    world: { asked: new Set(['site']) },
    remedy: 'when the site accepts the offer',
    cured: { world: { asked: new Set() } },
  },
  {
    rule: 'refused-recently',
    en: 'declined within the last 24 h: not asked again before 2026-03-02T20:00:00.000Z',
    world: { refusals: new Map([['site', { status: 'declined', untilMs: Date.parse('2026-03-02T20:00:00Z') }]]) },
    remedy: 'after 2026-03-02T20:00:00.000Z',
    cured: { world: { refusals: new Map() }, later: new Date('2026-03-02T20:00:01Z') },
  },
  {
    rule: 'technician-inactive',
    en: 'no longer active',
    technician: { active: false },
    remedy: 'once active again',
    cured: { technician: { active: true } },
  },
  {
    rule: 'skill',
    en: 'lacks the skill small-appliance (level 2 needed)',
    technician: { skills: new Map([['laptop', 5]]) },
    remedy: 'with small-appliance at level 2',
    cured: { technician: { skills: new Map([['small-appliance', 2]]) } },
  },
  {
    rule: 'level',
    en: 'small-appliance level 1, level 2 needed',
    technician: { skills: new Map([['small-appliance', 1]]) },
    remedy: 'with small-appliance at level 2',
    cured: { technician: { skills: new Map([['small-appliance', 2]]) } },
  },
  {
    rule: 'certificate-missing',
    en: 'lacks the certificate gas',
    order: { certificate: 'gas' },
    remedy: 'with a valid certificate gas',
    cured: { technician: { certificates: new Map([['gas', '2026-12-31']]) } },
  },
  {
    rule: 'certificate-expired',
    en: 'the certificate gas ended on 2026-03-01',
    order: { certificate: 'gas' },
    technician: { certificates: new Map([['gas', '2026-03-01']]) },
    remedy: 'when the certificate gas is renewed',
    cured: { technician: { certificates: new Map([['gas', '2026-12-31']]) } },
  },
  {
    rule: 'no-working-time',
    en: 'no working time within 14 days',
    technician: { workOn: () => [] },
    remedy: 'with a shift within the next 14 days',
    cured: { technician: { workOn: (day) => (day === lastDay ? stretchesOf(hours, day) : []) } },
  },
  {
    rule: 'capacity',
    en: 'the site has its 3 visits on each working day within 14 days',
    site: { dailyCapacity: 3 },
    world: { visitsOfDay: new Map(days.map((day) => [day, 3])) },
    remedy: 'if the site took more than 3 visits on a working day within 14 days',
    cured: { site: { dailyCapacity: 4 } },
  },
  {
    rule: 'no-gap',
    en: 'no free gap that is long enough within 14 days',
    order: { durationMinutes: 601 },
    remedy: 'with 601 min and the way there free in one piece on a day within the next 14 days',
    cured: { technician: { workOn: (day) => (day === lastDay ? stretchesOf(longDay, day) : []) } },
  },
];

describe('the hard rules', () => {
  it.each(cases)('$rule: $en', ({ rule, en, ...given }) => {
    const people = [technician('t', given.technician)];
    const { candidates, rejected } = rank(order(given.order), world([site(people, given.site)], given.world), now);
    expect(candidates).toEqual([]);
    expect(rejected.map((rejection) => [rejection.rule, reasonText(rejection).en])).toEqual([[rule, en]]);
    expect(reasonText(rejected[0]!).zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it.each(cases)('$rule: possible $remedy', ({ remedy, cured, rule: _, en: __, ...given }) => {
    const find = (part: Omit<Case, 'rule' | 'en' | 'remedy' | 'cured'>, at = now) =>
      rank(
        order({ ...given.order, ...part.order }),
        world([site([technician('t', { ...given.technician, ...part.technician })], { ...given.site, ...part.site })], {
          ...given.world,
          ...part.world,
        }),
        at,
      );
    const told = remedyText(find({}).rejected[0]!);
    expect(told.en).toBe(remedy);
    expect(told.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(find(cured, cured.later).candidates).toHaveLength(1);
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
