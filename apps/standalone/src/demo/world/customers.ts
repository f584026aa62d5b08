import { categories } from './catalogue/categories.js';
import type { DemoProduct } from './catalogue/products.js';
import { type DemoPlace, type Town, placeIn } from './gazetteer.js';
import { demoId } from './ids.js';
import type { Names } from './names.js';
import { type DemoSite, type TownWeights, reaches } from './network.js';
import { type Random, randomFor } from './random.js';

export interface DemoCustomer {
  id: string;
  name: string;
  kind: 'person' | 'company';
  language: 'zh-CN' | 'en';
  phone: string;
  mail: string;
  address: { id: string; street: string; place: DemoPlace };
  contact: { id: string; name: string };
}

export interface DemoAsset {
  id: string;
  serialNumber: string;
  productId: string;
  category: string;
  customerId: string;
  batch: string;
  installedAt: Date;
  place: DemoPlace;
}

/** The batch of one model that fails four times as often: something for the quality engineers to find. */
export const badBatch = { category: 'vacuum', batchPrefix: 'B2025Q2', factor: 4 } as const;

/** Customers in the towns that the sites serve, as many per town as its weight says. */
export function createCustomers(
  seed: number,
  names: Names,
  towns: readonly Town[],
  weights: TownWeights,
  sites: readonly DemoSite[],
  count: number,
): DemoCustomer[] {
  const random = randomFor(seed, 'customers');
  const served = towns.filter((town) => weights.has(town.townId) && isServed(town, sites));
  const cumulative = cumulate(served.map((town) => weights.get(town.townId) ?? 0));
  return Array.from({ length: count }, (_, index) => {
    const town = served[findIn(cumulative, random.real())] ?? random.pick(sites).town;
    const kind = random.chance(0.12) ? 'company' : 'person';
    const contactName = names.person();
    return {
      id: demoId(seed, 'customer', index),
      name: kind === 'company' ? names.company() : contactName,
      kind,
      language: random.chance(0.05) ? 'en' : names.language,
      phone: names.phone(),
      mail: names.mail(),
      address: { id: demoId(seed, 'address', index), street: names.street(), place: placeNear(random, town) },
      contact: { id: demoId(seed, 'contact', index), name: contactName },
    };
  });
}

const isServed = (town: Town, sites: readonly DemoSite[]) => sites.some((site) => reaches(site, town));

const placeNear = (random: Random, town: Town) => placeIn(town, random.normal() * 1_500, random.normal() * 1_500);

/** Running sums scaled to 1. */
function cumulate(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => (sum += weight / total));
}

/** The first index whose running sum is above `value`, by bisection. */
function findIn(cumulative: readonly number[], value: number): number {
  let [low, high] = [0, cumulative.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 1) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** One to four units for each customer, bought in the last six years. */
export function createAssets(
  seed: number,
  customers: readonly DemoCustomer[],
  products: readonly DemoProduct[],
  endsAt: Date,
): DemoAsset[] {
  const random = randomFor(seed, 'assets');
  const units = new Map(categories.map(({ code, share, yearlyFailures }) => [code, share / yearlyFailures]));
  const weightOf = (product: DemoProduct) => (units.get(product.category) ?? 0) * product.share;
  return customers
    .flatMap((customer) =>
      Array.from({ length: random.weighted([1, 2, 3, 4], (n) => 5 - n) }, () =>
        random.weighted(products, weightOf),
      ).map((product) => toAsset(random, customer, product, endsAt)),
    )
    .map((asset, index) => ({ ...asset, id: demoId(seed, 'asset', index) }));
}

function toAsset(random: Random, customer: DemoCustomer, product: DemoProduct, endsAt: Date): DemoAsset {
  const ageDays = Math.floor(random.real() ** 1.3 * 6 * 365);
  const installedAt = new Date(endsAt.getTime() - ageDays * 86_400_000);
  const made = new Date(installedAt.getTime() - random.whole(20, 160) * 86_400_000);
  const quarter = `B${made.getUTCFullYear()}Q${Math.floor(made.getUTCMonth() / 3) + 1}`;
  return {
    id: '',
    serialNumber: `${product.code.toUpperCase()}-${String(random.whole(0, 99_999_999)).padStart(8, '0')}`,
    productId: product.id,
    category: product.category,
    customerId: customer.id,
    batch: `${quarter}-${random.whole(1, 3)}`,
    installedAt,
    place: customer.address.place,
  };
}
