import { allFaults } from './catalogue/catalogue.js';
import { categories } from './catalogue/categories.js';
import { meets } from './coverage.js';
import { createDemand } from './demand.js';
import { distanceMetres, townsOf } from './gazetteer.js';
import { historyDays } from './history.js';
import { reaches } from './network.js';
import { openingReports } from './opening.js';
import { type World, createWorld } from './world.js';

const endsAt = new Date('2026-03-02T00:00:00Z');

/** Syntetos, Boylan and Croston 2005: ADI >= 1.32 is intermittent (CV^2 < 0.49) or lumpy, over weeks. */
const isIntermittentOrLumpy = (weekly: readonly number[]) => weekly.length / weekly.filter((n) => n > 0).length >= 1.32;

const faultNeeds = allFaults.map((fault) => ({ ...fault, skill: fault.category.skill }));

function groupBy<T, K>(list: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function weeklyUse(world: World): number[][] {
  const weeks = Math.floor(historyDays / 7);
  const series = new Map<string, number[]>();
  for (const { partId, site, day, quantity } of createDemand(world.seed, world.rates)) {
    const key = `${partId} ${site.id}`;
    const weekly = series.get(key) ?? Array.from({ length: weeks }, () => 0);
    const week = Math.min(weeks - 1, Math.floor(day / 7));
    weekly[week] = (weekly[week] ?? 0) + quantity;
    series.set(key, weekly);
  }
  return [...series.values()];
}

describe('the demo world', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ country: 'CN', endsAt });
  });

  it('has the sizes that the start page promises', () => {
    expect(world.sites).toHaveLength(40);
    expect(world.technicians).toHaveLength(250);
    expect(categories).toHaveLength(40);
    expect(world.parts).toHaveLength(300);
    expect(world.customers).toHaveLength(2_000);
    expect(world.history.length).toBeGreaterThan(1_000);
    expect(new Set(world.sites.map(({ kind }) => kind)).size).toBe(2);
  });

  it('begins with reports near the people whom the sign-in page offers, and one from where nobody goes', () => {
    const reports = openingReports(world, townsOf('CN'));
    const placeOf = new Map(world.assets.map(({ id, place }) => [id, place]));
    const places = reports.flatMap(({ assetId }) => placeOf.get(assetId ?? '') ?? []);
    for (const kind of ['own', 'franchised']) {
      const site = world.sites.find((one) => one.kind === kind)!;
      expect(places.filter((place) => reaches(site, place)).length).toBeGreaterThanOrEqual(5);
    }
    const nowhere = reports.flatMap(({ customer }) => customer?.address?.place ?? []);
    expect(nowhere.map((place) => world.sites.some((site) => reaches(site, place)))).toEqual([false]);
    expect(new Set(reports.map(({ externalId }) => externalId)).size).toBe(reports.length);
    expect(openingReports(world, townsOf('CN'))).toEqual(reports);
  });

  it('is the same every time, and another one for another seed', async () => {
    expect(await createWorld({ country: 'CN', endsAt })).toEqual(world);
    const other = await createWorld({ country: 'CN', endsAt, seed: 2 });
    expect(other.technicians[0]).not.toEqual(world.technicians[0]);
  });

  it('gives every id once', () => {
    const ids = [
      world.sites,
      world.technicians,
      world.parts,
      world.products,
      world.customers,
      world.assets,
      world.users,
    ]
      .flat()
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('invents no town: every site and customer is within 10 km of a town of the gazetteer that bears its name', () => {
    const towns = groupBy(townsOf('CN'), ({ name }) => name);
    for (const { place } of [...world.sites, ...world.customers.map(({ address }) => address)]) {
      const near = (towns.get(place.locality) ?? []).some((town) => distanceMetres(town, place) < 10_000);
      expect([place.locality, near]).toEqual([place.locality, true]);
    }
  });

  it('lets at least 70 % of the item-locations be intermittent or lumpy, at the demo rate and at 1,000 orders a day', async () => {
    const busy = await createWorld({
      country: 'GB',
      subdivisions: ['WLS'],
      endsAt,
      dailyOrders: 1_000,
      customerCount: 10,
    });
    for (const one of [world, busy]) {
      const series = weeklyUse(one);
      expect(series.filter(isIntermittentOrLumpy).length / series.length).toBeGreaterThanOrEqual(0.7);
    }
  });

  it('has somebody near for every fault: skill, level and certificate within the cluster of each site', () => {
    const clusterOf = new Map(world.sites.map(({ id, cluster }) => [id, cluster]));
    const clusters = groupBy(world.technicians, ({ siteId }) => clusterOf.get(siteId));
    for (const crew of clusters.values()) {
      for (const { category, level, certificate } of allFaults) {
        const able = crew.filter(
          ({ skills, certificates }) =>
            skills.some(({ skill, level: held }) => skill === category.skill && held >= level) &&
            (!certificate || certificates.some((held) => held.certificate === certificate)),
        );
        expect(able.length).toBeGreaterThan(0);
      }
    }
  });

  it('has somebody who comes for every fault to every town within reach, in a whole country and in a part of one', async () => {
    const wanted = { country: 'US', subdivisions: ['CA'], endsAt, customerCount: 1 };
    const californian = { ...wanted, ...(await createWorld(wanted)) };
    for (const { country, subdivisions, sites, technicians } of [{ ...world, subdivisions: [] }, californian]) {
      const crews = groupBy(technicians, ({ siteId }) => siteId);
      const missing = townsOf(country, subdivisions).flatMap((town) => {
        const crew = sites.filter((site) => reaches(site, town)).flatMap(({ id }) => crews.get(id) ?? []);
        const unmet = faultNeeds.filter((need) => !crew.some((technician) => meets(technician, need)));
        return crew.length > 0 && unmet.length > 0 ? [{ town: town.name, faults: unmet.map(({ code }) => code) }] : [];
      });
      expect(missing).toEqual([]);
    }
  });

  it('supersedes old parts by current ones', () => {
    const byId = new Map(world.parts.map((part) => [part.id, part]));
    const old = world.parts.filter(({ supersededById }) => supersededById);
    expect(old.length).toBeGreaterThan(10);
    for (const { supersededById } of old) expect(byId.get(supersededById ?? '')?.supersededById).toBeUndefined();
  });

  it.each(['BE', 'SG', 'AQ', 'US', 'JP'])('works for %s', async (country) => {
    const small = await createWorld({ country, endsAt, customerCount: 50 });
    expect(small.sites).toHaveLength(40);
    expect(small.customers.every(({ address }) => address.place.country === country)).toBe(true);
  });

  it('says which country it does not know', async () => {
    await expect(createWorld({ country: 'XX', endsAt })).rejects.toThrow('no town of "XX"');
  });
});
