import type { NetworkSite } from '../matching/network.js';
import { territoryOf } from '../matching/territory.js';
import { coverageGaps, type Wanted } from './coverage-gaps.js';

const want: Wanted = {
  country: 'CN',
  subdivision: '31',
  locality: 'Suzhou',
  lon: 120.6,
  lat: 31.3,
  category: 'vacuum',
  skill: 'small-appliance',
  level: 3,
  orders: 7,
};

/** A site with one technician of level 3, so many kilometres east of the town, that reaches 60 km. */
function site(id: string, kilometres: number, more: Partial<NetworkSite> = {}, level = 3): NetworkSite {
  const centre = { lon: want.lon + kilometres / 95.2, lat: want.lat };
  const technician = { active: true, skills: new Map(level > 0 ? [['small-appliance', level]] : []) };
  return {
    ...{ id, ...centre, status: 'active', categories: new Set<string>() },
    territory: territoryOf(centre, 60_000),
    technicians: [technician],
    ...more,
  } as unknown as NetworkSite;
}

describe('a gap of coverage', () => {
  it('is none where one site that takes orders reaches the town with the level', () => {
    expect(coverageGaps([want], [site('far', 300), site('near', 10)])).toEqual([]);
    expect(coverageGaps([want], [site('probation', 10, { status: 'probation' })])).toEqual([]);
  });

  it.each([
    ['territory', site('one', 100)],
    ['level', site('one', 10, {}, 2)],
    ['skill', site('one', 10, {}, 0)],
    ['skill', site('one', 10, { technicians: [{ ...site('x', 0).technicians[0], active: false }] as never })],
    ['category', site('one', 10, { categories: new Set(['tv']) })],
    ['not-active', site('one', 10, { status: 'suspended' })],
  ])('says %s', (reason, only) => {
    expect(coverageGaps([want], [only])).toMatchObject([{ ...want, reason, nearest: { siteId: 'one' } }]);
  });

  it('names the site that is nearest to doing it: fewer obstacles first, then distance', () => {
    const [gap] = coverageGaps([want], [site('suspended', 1, { status: 'suspended' }), site('b', 200), site('a', 100)]);
    expect(gap).toMatchObject({ reason: 'territory', nearest: { siteId: 'a' } });
    expect(gap?.nearest?.distanceMetres).toBeGreaterThan(95_000);
    expect(gap?.nearest?.distanceMetres).toBeLessThan(105_000);
    expect(coverageGaps([want], [])).toEqual([{ ...want, reason: 'no-site' }]);
  });

  it('goes by the polygon where a site has one', () => {
    const around = { type: 'Polygon' as const, coordinates: [[[120, 31], [121, 31], [121, 32], [120, 32], [120, 31]]] }; // prettier-ignore
    const far = site('far', 300, { territory: territoryOf({ lon: 124, lat: 31 }, 1, around) });
    expect(coverageGaps([want], [far])).toEqual([]);
    expect(coverageGaps([{ ...want, lat: 33 }], [far])).toMatchObject([{ reason: 'territory' }]);
  });
});
