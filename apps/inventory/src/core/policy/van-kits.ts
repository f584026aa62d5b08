import { daysOfYear, holdingPerYear } from '../plan/costs.js';
import { completedShare, type Kit, type KitJob, type KitLimits, planKit } from './kit.js';

/** Vans of one site that share its jobs. */
export interface SiteVans {
  vans: readonly KitVan[];
  /** What the jobs of the last `days` took, each kind of job once with how many there were. */
  jobs: readonly { parts: KitJob['parts']; count: number }[];
  days: number;
  parts: ReadonlyMap<string, VanPart>;
  /** Pieces of a part that the site has to spare. */
  spare: ReadonlyMap<string, number>;
  limits: KitLimits;
}

export interface KitVan {
  locationId: string;
  name: string;
  /** What is on board, on its way or owed, by part. */
  position: ReadonlyMap<string, number>;
}

export interface VanPart {
  volumeLitres: number;
  unitCostMinor: number;
  /** What it costs if the piece is not on board: a second visit. */
  shortageMinor: number;
}

/** Pieces that a van should have on board and has not. */
export interface KitMove {
  partId: string;
  toLocationId: string;
  quantity: number;
  /** What the van has, expects and owes now, and what it should carry. */
  position: number;
  wanted: number;
  costMinor: number;
  gainMinor: number;
  reason: string;
}

/** A van is looked at again so often: a kit must last until then. */
const kitDays = 7;

/** The kit that all vans of a site should carry. */
export interface SiteKit extends Kit {
  /** Of all jobs that took parts, also those that cost more to carry for than they save. */
  completedOfAll: number;
  /** Jobs that one van is expected to have in a year and that take this part; only those that pay. */
  perYear(partId: string): number;
}

/**
 * The kit with which most of the next jobs are completed at the first visit, within volume and value. Jobs whose parts cost more to carry for a year than they
 * save are no reason to carry them.
 */
export function kitOf({ vans, jobs, days, parts, limits }: SiteVans): SiteKit {
  const share = 1 / Math.max(1, vans.length);
  const all = jobs
    .filter(({ count }) => count > 0 && days > 0)
    .map((job) => ({ parts: job.parts, perYear: (job.count * share * daysOfYear) / days }));
  const paying = all.filter((job) => pays(job, parts));
  const known = [...parts].map(([partId, { volumeLitres, unitCostMinor }]) => ({
    partId,
    volumeLitres,
    value: unitCostMinor,
  }));
  const kit = planKit(paying.map(untilNext), known, limits);
  return {
    ...kit,
    completedOfAll: completedShare(all.map(untilNext), kit.quantities),
    perYear: (partId) => paying.reduce((sum, job) => sum + (takes(job, partId) ? job.perYear : 0), 0),
  };
}

/** Share of all jobs that took parts for which a van has everything on board; 1 without jobs. */
export const completedWith = (jobs: SiteVans['jobs'], aboard: ReadonlyMap<string, number>): number =>
  completedShare(
    jobs.map(({ parts, count }) => ({ parts, frequency: count })),
    aboard,
  );

/** What the vans of a site lack of its kit, as far as the site has it to spare, van after van. */
export function planVanKits(site: SiteVans): KitMove[] {
  const kit = kitOf(site);
  const left = new Map(site.spare);
  const about = `a kit of ${kit.quantities.size} parts completes ${Math.round(kit.completedShare * 100)} % of the next jobs in ${figure(kit.volumeLitres)} litres`;
  return site.vans.flatMap((van) => missingOn(van, kit, site.parts, left, about));
}

interface YearlyJob {
  parts: KitJob['parts'];
  perYear: number;
}

const untilNext = ({ parts, perYear }: YearlyJob): KitJob => ({ parts, frequency: (perYear * kitDays) / daysOfYear });

/** A piece that is carried saves at most one second visit until it is used. */
function pays({ parts: needed, perYear }: YearlyJob, parts: SiteVans['parts']): boolean {
  let [holding, shortage] = [0, 0];
  for (const { partId, quantity } of needed) {
    const part = parts.get(partId);
    if (!part) return false;
    holding += part.unitCostMinor * quantity * holdingPerYear;
    shortage = Math.max(shortage, part.shortageMinor);
  }
  return Math.min(1, perYear) * shortage > holding;
}

function missingOn(
  { locationId, name, position }: KitVan,
  kit: SiteKit,
  parts: SiteVans['parts'],
  left: Map<string, number>,
  about: string,
): KitMove[] {
  return [...kit.quantities].flatMap(([partId, wanted]) => {
    const part = parts.get(partId);
    const spare = left.get(partId) ?? 0;
    const has = position.get(partId) ?? 0;
    const lacking = wanted - Math.max(0, has);
    const quantity = Math.floor(Math.min(lacking, spare));
    if (!part || !(quantity >= 1)) return [];
    const perYear = kit.perYear(partId);
    const costMinor = Math.round(quantity * part.unitCostMinor * holdingPerYear);
    const gainMinor = Math.round(Math.min(quantity, perYear) * part.shortageMinor) - costMinor;
    if (!(gainMinor > 0)) return [];
    left.set(partId, spare - quantity);
    const reason = `${name} carries ${Math.max(0, has)} of ${wanted}: ${about}; ${figure(perYear)} jobs a year take this part`;
    return [{ partId, toLocationId: locationId, quantity, position: has, wanted, costMinor, gainMinor, reason }];
  });
}

const takes = ({ parts }: YearlyJob, partId: string) => parts.some((part) => part.partId === partId);

const figure = (value: number) => Number(value.toPrecision(3));
