import { type Town, townsOf } from '../apps/standalone/src/demo/world/gazetteer.js';
import { type Random, randomFor } from '../apps/standalone/src/demo/world/random.js';

/** Words in the names of repair groups that are no towns. */
const noTown = new Set(
  'repair cafe caffi trwsio clinic fixit fix remake re make city town centre center hub space eco church hall library club the and of borders reuse community village salvation army climate action valley valleys manor home art'.split(
    ' ',
  ),
);

/** `Swansea, City Centre (Cymru)` -> `swansea city centre cymru`; accents and signs gone. */
export function normalised(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The towns by normalised name, the most populous of a name. */
function indexOf(towns: readonly Town[]): Map<string, Town> {
  const index = new Map<string, Town>();
  for (const town of towns) {
    for (const name of [town.name, ...town.otherName.split(',')].map(normalised)) {
      if (name.length >= 3 && !index.has(name)) index.set(name, town);
    }
  }
  return index;
}

/** The town that a group is named after: the longest run of its words that is a town's name, the first one of equal length. */
function townIn(group: string, index: ReadonlyMap<string, Town>): Town | undefined {
  const words = normalised(group).split(' ');
  for (let length = Math.min(4, words.length); length > 0; length -= 1) {
    for (let start = 0; start + length <= words.length; start += 1) {
      const run = words.slice(start, start + length);
      const found = run.every((word) => noTown.has(word)) ? undefined : index.get(run.join(' '));
      if (found) return found;
    }
  }
  return undefined;
}

export interface TownPlan {
  /** First-level subdivisions in which most of the groups lie; the demo is put there. */
  subdivisions: string[];
  /** The town of each group that could be matched. */
  townOfGroup: ReadonlyMap<string, Town>;
  /** Towns for all others, by population. */
  anyTown(random: Random): Town;
  groups: { matched: number; unmatched: number };
  /** How many records go to each town, for the network's plan. */
  weights: Map<number, number>;
  /** The town in which each record happens. */
  townOfRecord(record: { id: string; group: string }): Town;
}

/** Subdivisions are taken, the one with the most records first, until this share of the matched records lies in them. */
const coveredShare = 0.75;

/**
 * Matches the groups of a file to towns of the country. A group outside the main subdivisions, or not named after a town, gets towns of the main
 * ones by population, drawn anew for each record.
 */
export function planTowns(country: string, records: readonly { id: string; group: string }[], seed: number): TownPlan {
  const counts = new Map<string, number>();
  for (const { group } of records) counts.set(group, (counts.get(group) ?? 0) + 1);
  const subdivisions = mainSubdivisions(counts, townsOf(country));
  const towns = townsOf(country, subdivisions);
  const index = indexOf(towns);
  const matched = [...counts.keys()].map((group) => [group, townIn(group, index)] as const);
  const townOfGroup = new Map(matched.flatMap(([group, town]) => (town ? [[group, town] as const] : [])));
  const anyTown = drawer(towns);
  const townOfRecord = ({ id, group }: { id: string; group: string }) =>
    townOfGroup.get(group) ?? anyTown(randomFor(seed, 'town', id));
  const weights = new Map<number, number>();
  for (const record of records) {
    const { townId } = townOfRecord(record);
    weights.set(townId, (weights.get(townId) ?? 0) + 1);
  }
  const groups = { matched: townOfGroup.size, unmatched: counts.size - townOfGroup.size };
  return { subdivisions, townOfGroup, anyTown, groups, weights, townOfRecord };
}

function mainSubdivisions(counts: ReadonlyMap<string, number>, towns: readonly Town[]): string[] {
  const index = indexOf(towns);
  const records = new Map<string, number>();
  for (const [group, count] of counts) {
    const subdivision = townIn(group, index)?.subdivision;
    if (subdivision !== undefined) records.set(subdivision, (records.get(subdivision) ?? 0) + count);
  }
  const total = [...records.values()].reduce((sum, count) => sum + count, 0);
  const chosen: string[] = [];
  let covered = 0;
  for (const [subdivision, count] of [...records].toSorted((a, b) => b[1] - a[1])) {
    if (covered >= total * coveredShare) break;
    chosen.push(subdivision);
    covered += count;
  }
  return chosen.length > 0 ? chosen : [mostPopulous(towns)];
}

function mostPopulous(towns: readonly Town[]): string {
  const people = new Map<string, number>();
  for (const { subdivision, population } of towns) people.set(subdivision, (people.get(subdivision) ?? 0) + population);
  return [...people].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

function drawer(towns: readonly Town[]): (random: Random) => Town {
  const total = towns.reduce((sum, { population }) => sum + population + 1, 0);
  return (random) => {
    let left = random.real() * total;
    return towns.find(({ population }) => (left -= population + 1) < 0) ?? (towns[0] as Town);
  };
}
