import { type CategoryFault, faultsOfCategory } from './catalogue/catalogue.js';
import { type Category, categories } from './catalogue/categories.js';
import { type DemoPart, serviceKitChance } from './catalogue/parts.js';
import { type DemoAsset, badBatch } from './customers.js';
import { distanceMetres } from './gazetteer.js';
import { demoId } from './ids.js';
import { type DemoSite, nearestSites } from './network.js';
import { Random, randomFor } from './random.js';
import type { DemoTechnician } from './technicians.js';
import { reportText } from './truth.js';

/** One finished repair of the two years before the demo begins. */
export interface PastRepair {
  orderId: string;
  requestId: string;
  visitId: string;
  failureId: string;
  asset: DemoAsset;
  fault: CategoryFault;
  problem: string;
  site: DemoSite;
  technician: DemoTechnician;
  technicianLevel: number;
  partIds: string[];
  visits: number;
  reportedAt: Date;
  acceptedAt: Date;
  arrivedAt: Date;
  finishedAt: Date;
  travelMetres: number;
}

const dayMilliseconds = 86_400_000;
export const historyDays = 730;

/** Every unit fails at its category's rate from the day it was installed; those of the bad batch four times as often. */
export function createHistory(
  seed: number,
  assets: readonly DemoAsset[],
  sites: readonly DemoSite[],
  technicians: readonly DemoTechnician[],
  parts: readonly DemoPart[],
  endsAt: Date,
): PastRepair[] {
  const random = randomFor(seed, 'history');
  const choose = chooser(random, sites, technicians, partsByFault(parts));
  const from = endsAt.getTime() - historyDays * dayMilliseconds;
  const failures = assets.flatMap((asset) =>
    failureTimes(random, asset, from, endsAt.getTime()).map((at) => ({ asset, at })),
  );
  return failures.toSorted((a, b) => a.at - b.at).map(({ asset, at }, index) => choose(asset, at, idsOf(seed, index)));
}

const idsOf = (seed: number, index: number) => ({
  orderId: demoId(seed, 'past-order', index),
  requestId: demoId(seed, 'past-request', index),
  visitId: demoId(seed, 'past-visit', index),
  failureId: demoId(seed, 'past-failure', index),
});

const rateOf = new Map(categories.map(({ code, yearlyFailures }) => [code, yearlyFailures]));

function failureTimes(random: Random, asset: DemoAsset, from: number, to: number): number[] {
  const isBad = asset.category === badBatch.category && asset.batch.startsWith(badBatch.batchPrefix);
  const yearly = (rateOf.get(asset.category) ?? 0) * (isBad ? badBatch.factor : 1);
  const times: number[] = [];
  let at = Math.max(from, asset.installedAt.getTime());
  for (;;) {
    at += random.exponential(1 / yearly) * 365 * dayMilliseconds;
    if (at >= to - 3 * dayMilliseconds) return times;
    times.push(Math.floor(at));
  }
}

/** The current part for each category and fault, and the category's service kit under `kit`. */
export function partsByFault(parts: readonly DemoPart[]): Map<string, string> {
  const current = parts.filter(({ supersededById }) => supersededById === undefined);
  return new Map(current.map(({ category, kind, id }) => [`${category} ${kind ?? 'kit'}`, id]));
}

/** The parts that one case of a fault takes: its own part at its chance, and now and then the service kit. */
export function drawParts(random: Random, fault: CategoryFault, partOf: ReadonlyMap<string, string>): string[] {
  const own = random.chance(fault.part?.chance ?? 0) ? partOf.get(`${fault.category.code} ${fault.kind}`) : undefined;
  const kit = random.chance(serviceKitChance) ? partOf.get(`${fault.category.code} kit`) : undefined;
  return [own, kit].filter((id) => id !== undefined);
}

function chooser(
  random: Random,
  sites: readonly DemoSite[],
  technicians: readonly DemoTechnician[],
  partOf: ReadonlyMap<string, string>,
) {
  const crews = new Map(sites.map((site) => [site.id, technicians.filter(({ siteId }) => siteId === site.id)]));
  return (asset: DemoAsset, at: number, ids: ReturnType<typeof idsOf>): PastRepair => {
    const faults = faultsOfCategory(asset.category);
    const fault = random.weighted(faults, ({ share }) => share);
    const near = nearestSites(sites, asset.place).slice(0, 3);
    const site = random.weighted(near, (one) => (one === near[0] ? 5 : 2));
    const technician = random.weighted(crews.get(site.id) ?? [], (one) => 0.05 + levelIn(one, fault.category) ** 2);
    return {
      ...ids,
      asset,
      fault,
      problem: reportText(random, fault, asset.place.country === 'CN' ? 'zh' : 'en'),
      site,
      technician,
      technicianLevel: levelIn(technician, fault.category),
      partIds: drawParts(random, fault, partOf),
      ...timesFrom(random, at, fault, levelIn(technician, fault.category)),
      travelMetres: Math.round(distanceMetres(site.place, asset.place) * 1.35),
    };
  };
}

const levelIn = (technician: DemoTechnician, category: Category) =>
  technician.skills.find(({ skill }) => skill === category.skill)?.level ?? 0;

function timesFrom(random: Random, at: number, fault: CategoryFault, level: number) {
  const visits = level < fault.level || random.chance(0.1) ? 2 : 1;
  const acceptedAt = at + random.whole(5, 90) * 60_000;
  const arrivedAt = acceptedAt + random.whole(2, 30) * 3_600_000 + (visits - 1) * random.whole(1, 4) * dayMilliseconds;
  const finishedAt = arrivedAt + Math.round(fault.minutes * (0.7 + 0.7 * random.real())) * 60_000;
  const [reported, accepted, arrived, finished] = [at, acceptedAt, arrivedAt, finishedAt].map((time) => new Date(time));
  return {
    visits,
    reportedAt: reported ?? new Date(at),
    acceptedAt: accepted ?? new Date(at),
    arrivedAt: arrived ?? new Date(at),
    finishedAt: finished ?? new Date(at),
  };
}
