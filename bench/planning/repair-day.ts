import type { FixOutlook, Job } from '../../apps/dispatch/src/core/planning/model/job.js';
import { standardObjective } from '../../apps/dispatch/src/core/planning/model/objective.js';
import type { Problem } from '../../apps/dispatch/src/core/planning/model/problem.js';
import type { Technician } from '../../apps/dispatch/src/core/planning/model/technician.js';
import { localDay } from '../../apps/dispatch/src/core/time/zones.js';
import { allFaults, type CategoryFault } from '../../apps/standalone/src/demo/world/catalogue/catalogue.js';
import { townsOf } from '../../apps/standalone/src/demo/world/gazetteer.js';
import { drawParts, partsByFault } from '../../apps/standalone/src/demo/world/history.js';
import { randomFor, type Random } from '../../apps/standalone/src/demo/world/random.js';
import { faultsGiven, reportText } from '../../apps/standalone/src/demo/world/truth.js';
import { createWorld } from '../../apps/standalone/src/demo/world/world.js';
import { networkOf } from './busy-network.js';
import { sharedTravel } from './shared-travel.js';

/** What a visit will find, which nobody knows before. */
export interface Truth {
  /** The lowest level that mends it. */
  level: number;
  partIds: readonly string[];
  /** Whether it can be mended at all at the first visit, whoever comes with whatever. */
  isLucky: boolean;
}

/** One day of a network: jobs in the order of their reports. */
export interface RepairDay {
  problem: Problem;
  truths: ReadonlyMap<string, Truth>;
}

export const jobsADay = 700;
const now = new Date('2026-03-02T00:00:00Z');
const country = { country: 'GB', subdivisions: ['WLS'] };
const rates = { perTravelHour: 60, perKilometre: 1 };
/** As day plans have it (`core/plans/plan-problem.ts`). */
const secondVisitCost = 150;
/** Of the parts that go with a technician's skills, each van carries so many, one piece of each. */
const carriedShare = 0.5;
/** Where skills and parts do not matter every visit has this chance, whoever comes. */
const flatChance = 0.8;

/**
 * The 250 technicians of the demo in Wales and 700 reports in towns by population. A report has words; what is really wrong is drawn first, and the words
 * tell of it as in the demo (a sixth of them name nothing or the wrong thing). The outlook is what the words say of faults, levels and parts. Unless
 * `matters`: then whether a visit succeeds is chance alone, and the outlook says so.
 */
export async function repairDay(seed: number, matters: boolean): Promise<RepairDay> {
  const world = await createWorld({ ...country, seed, endsAt: now, customerCount: 1 });
  const { sites } = networkOf(world);
  const towns = townsOf(country.country, country.subdivisions);
  const random = randomFor(seed, 'repair-day');
  const partOf = partsByFault(world.parts);
  const reports = Array.from({ length: jobsADay }, (_, index) => report(random, towns, partOf, String(index)));
  const people = sites.flatMap(({ id, technicians }) => technicians.map((technician) => ({ siteId: id, technician })));
  const second = (ms: number) => (ms - now.getTime()) / 1000;
  const day = localDay('Europe/London', now.getTime());
  return {
    truths: new Map(
      reports.map(({ id, truth, isLucky }) => [id, matters ? { ...truth, isLucky: true } : flat(isLucky)]),
    ),
    problem: {
      objective: standardObjective,
      travel: sharedTravel([...reports, ...people.map(({ technician }) => technician.home)]),
      jobs: reports.map((one, place) => jobOf(one, place, matters)),
      technicians: people.map(({ siteId, technician }, index): Technician => {
        const place = jobsADay + index;
        return {
          id: technician.id,
          siteId,
          skills: new Map([...technician.skills].map(([skill, level]) => [skill, { level }])),
          rates,
          van: { parts: vanOf(randomFor(seed, 'van', technician.id), technician.skills, partOf), tools: new Set() },
          shifts: technician.workOn(day).map(({ startMs, endMs }) => ({
            startSeconds: second(startMs),
            endSeconds: second(endMs),
            startPlace: place,
            endPlace: place,
          })),
        };
      }),
    },
  };
}

interface Report {
  id: string;
  lon: number;
  lat: number;
  skill: string;
  /** Of the most likely fault: asked of whoever comes. */
  level: number;
  minutes: number;
  outlook: FixOutlook;
  truth: Omit<Truth, 'isLucky'>;
  isLucky: boolean;
}

const flat = (isLucky: boolean): Truth => ({ level: 0, partIds: [], isLucky });

function report(
  random: Random,
  towns: ReturnType<typeof townsOf>,
  partOf: ReadonlyMap<string, string>,
  id: string,
): Report {
  const town = random.weighted(towns, ({ population }) => population + 500);
  const fault = random.weighted(allFaults, ({ share, category }) => share * category.share);
  const likely = faultsGiven(fault.category.code, reportText(random, fault, 'en'));
  const [first] = likely.toSorted((one, other) => other.probability - one.probability);
  const { skill } = fault.category;
  return {
    id,
    lon: town.lon + (random.real() - 0.5) * 0.05,
    lat: town.lat + (random.real() - 0.5) * 0.05,
    skill,
    level: Math.min(4, first?.fault.level ?? 1),
    minutes: 30 + 5 * random.whole(0, 12),
    outlook: outlookOf(skill, likely, partOf),
    truth: { level: fault.level, partIds: drawParts(random, fault, partOf) },
    isLucky: random.chance(flatChance),
  };
}

function outlookOf(
  skill: string,
  likely: readonly { fault: CategoryFault; probability: number }[],
  partOf: ReadonlyMap<string, string>,
): FixOutlook {
  const chanceByLevel = Array.from({ length: 6 }, (_, level) =>
    likely.reduce((sum, { fault, probability }) => sum + (fault.level <= level ? probability : 0), 0),
  );
  const chances = new Map<string, number>();
  for (const { fault, probability } of likely) {
    const part = partOf.get(`${fault.category.code} ${fault.kind}`);
    if (part !== undefined) chances.set(part, (chances.get(part) ?? 0) + probability * (fault.part?.chance ?? 0));
  }
  const likelyParts = [...chances].map(([partId, chance]) => ({ partId, chance }));
  return { skill, chanceByLevel, likelyParts, secondVisitCost };
}

function jobOf({ id, skill, level, minutes, outlook }: Report, place: number, matters: boolean): Job {
  const noOutlook: FixOutlook = { skill, chanceByLevel: [flatChance], likelyParts: [], secondVisitCost };
  return {
    id,
    place,
    durationSeconds: 60 * minutes,
    skills: [{ skill, level }],
    dueBySeconds: 86_400,
    fix: matters ? outlook : noOutlook,
  };
}

/** A piece each of some parts of the products that he knows. */
function vanOf(
  random: Random,
  skills: ReadonlyMap<string, number>,
  partOf: ReadonlyMap<string, string>,
): Map<string, number> {
  const own = allFaults.filter(({ category }) => skills.has(category.skill));
  const parts = new Set(own.flatMap(({ category, kind }) => partOf.get(`${category.code} ${kind}`) ?? []));
  return new Map([...parts].filter(() => random.chance(carriedShare)).map((partId) => [partId, 1]));
}
