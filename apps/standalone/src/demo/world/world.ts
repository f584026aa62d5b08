import { type DemoPart, createParts } from './catalogue/parts.js';
import { type DemoProduct, createProducts } from './catalogue/products.js';
import { skillAllTowns } from './coverage.js';
import { type DemoAsset, type DemoCustomer, createAssets, createCustomers } from './customers.js';
import { type DemandRate, demandRates } from './demand.js';
import { type Town, townsOf } from './gazetteer.js';
import { type PastRepair, createHistory } from './history.js';
import { namesOf } from './names.js';
import { type DemoSite, type TownWeights, createSites } from './network.js';
import { hash32 } from './random.js';
import { type DemoLocation, type DemoStock, createLocations, createStock } from './stock.js';
import { type DemoTechnician, createTechnicians } from './technicians.js';
import { type DemoUser, createUsers } from './users.js';

export interface WorldOptions {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** First-level subdivisions to use; the whole country if left out. */
  subdivisions?: readonly string[];
  /** Where reports come from (town id -> weight); by population if left out. */
  townWeights?: TownWeights;
  seed?: number;
  /** The history ends and the demo begins here. */
  endsAt: Date;
  /** Reports that the whole network gets in a day: sets the rate of demand and the stock. */
  dailyOrders?: number;
  siteCount?: number;
  technicianCount?: number;
  customerCount?: number;
}

/** All that the demo is made of, before it is written anywhere. */
export interface World {
  country: string;
  seed: number;
  endsAt: Date;
  sites: DemoSite[];
  technicians: DemoTechnician[];
  parts: DemoPart[];
  products: DemoProduct[];
  customers: DemoCustomer[];
  assets: DemoAsset[];
  users: DemoUser[];
  locations: DemoLocation[];
  stock: DemoStock[];
  rates: DemandRate[];
  history: PastRepair[];
}

export const defaultDailyOrders = 60;

/** The demo of a country, the same every time for the same options. Throws if the gazetteer has no town there. */
export async function createWorld(options: WorldOptions): Promise<World> {
  const { country, subdivisions = [], seed = 1, endsAt, dailyOrders = defaultDailyOrders } = options;
  const towns = townsOf(country, subdivisions);
  const weights = options.townWeights ?? byPopulation(towns);
  const names = await namesOf(country, hash32(seed, 'names', country));
  const sites = createSites(seed, towns, weights, options.siteCount ?? 40);
  const technicians = createTechnicians(seed, sites, names, options.technicianCount ?? 250, endsAt);
  skillAllTowns(technicians, sites, towns, weights, endsAt);
  const parts = createParts(seed);
  const products = createProducts(seed);
  const customers = createCustomers(seed, names, towns, weights, sites, options.customerCount ?? 2_000);
  const assets = createAssets(seed, customers, products, endsAt);
  const users = createUsers(seed, names, sites, technicians);
  const locations = createLocations(seed, sites, technicians);
  const rates = demandRates(sites, parts, dailyOrders);
  const stock = createStock(rates, parts, locations);
  const history = createHistory(seed, assets, sites, technicians, parts, endsAt);
  return {
    country,
    seed,
    endsAt,
    sites,
    technicians,
    parts,
    products,
    customers,
    assets,
    users,
    locations,
    stock,
    rates,
    history,
  };
}

const byPopulation = (towns: readonly Town[]) =>
  new Map(towns.map(({ townId, population }) => [townId, population || 500]));
