import type { ReportRequest } from '../../../../desk/src/requests/request.dto.js';
import { faultsOfCategory } from './catalogue/catalogue.js';
import type { DemoAsset } from './customers.js';
import { distanceMetres, placeIn, type Town } from './gazetteer.js';
import { type DemoSite, reaches } from './network.js';
import { type Random, randomFor } from './random.js';
import { reportText } from './truth.js';
import type { World } from './world.js';

type OpeningWorld = Pick<World, 'seed' | 'sites' | 'customers' | 'assets'>;

/** Reports near each of the two sites whose people the sign-in page offers, and so many elsewhere. */
const nearEach = 5;
const elsewhere = 5;
const priorities = ['normal', 'high', 'normal', 'urgent', 'normal'] as const;

/**
 * What was reported in the last minutes when a demo begins, so that the first sign-in shows work: customers of the demo with a unit of theirs, most of them
 * near the sites whose people are offered on the sign-in page, and one from a town that no site serves, where there is one. The same ones for the same world.
 */
export function openingReports(world: OpeningWorld, towns: readonly Town[]): ReportRequest[] {
  const random = randomFor(world.seed, 'opening reports');
  const shown = (['own', 'franchised'] as const).flatMap(
    (kind) => world.sites.find((site) => site.kind === kind) ?? [],
  );
  const near = shown.flatMap((site) => unitsNear(site, world.assets).slice(0, nearEach));
  const others = random.shuffled(world.assets).filter((unit) => !shown.some((site) => reaches(site, unit.place)));
  const served = [...near, ...others.slice(0, elsewhere)].map((unit, index) => ({
    externalId: `demo-opening-${index + 1}`,
    ...reportOf(random, unit, world),
    assetId: unit.id,
    priority: priorities[index % priorities.length] ?? 'normal',
    emergency: index === 3,
  }));
  return [...served, ...fromNowhere(random, world, towns)];
}

/** One unit of each customer, the nearest first. */
function unitsNear(site: DemoSite, assets: readonly DemoAsset[]): DemoAsset[] {
  const firstOfCustomer = new Map(assets.toReversed().map((unit) => [unit.customerId, unit]));
  return [...firstOfCustomer.values()]
    .map((unit) => ({ unit, metres: distanceMetres(site.place, unit.place) }))
    .toSorted((one, other) => one.metres - other.metres)
    .map(({ unit }) => unit);
}

function fromNowhere(random: Random, world: OpeningWorld, towns: readonly Town[]): ReportRequest[] {
  const town = towns.find((one) => !world.sites.some((site) => distanceMetres(site.place, one) <= site.radiusMetres));
  const [unit] = world.assets;
  if (!town || !unit) return [];
  const report = reportOf(random, unit, world);
  const { name, phone, language, address: own } = customerOf(unit, world);
  const address = { street: own.street, place: placeIn(town) };
  return [
    {
      externalId: 'demo-opening-0',
      ...report,
      customer: { name, phone, language, address } as NonNullable<ReportRequest['customer']>,
      asset: { category: unit.category } as NonNullable<ReportRequest['asset']>,
    },
  ];
}

function reportOf(random: Random, unit: DemoAsset, world: OpeningWorld) {
  const language = customerOf(unit, world).language === 'en' ? 'en' : 'zh';
  const fault = random.weighted(faultsOfCategory(unit.category), ({ share }) => share);
  return { channel: 'phone' as const, problem: reportText(random, fault, language), visit: true };
}

function customerOf({ customerId }: DemoAsset, { customers }: OpeningWorld) {
  const customer = customers.find(({ id }) => id === customerId);
  if (!customer) throw new Error(`the demo has no customer ${customerId}`);
  return customer;
}
