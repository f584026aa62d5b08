import type { Criticality } from '#common/events/lists.js';
import type { DemandClass } from '../forecasting/demand-class.js';
import type { RatePrior } from '../forecasting/distributions/installed-base.js';
import { fewDemands } from '../forecasting/forecast-item.js';
import { type GroupModel, noGroup } from '../forecasting/group-model.js';
import { type PlaceBase, type PlaceDemand, RateBases } from '../forecasting/rate-bases.js';
import type { TargetMatrix, ValueClass } from '../policy/target-matrix.js';
import { type Lane, type Location, Network } from '../stock/network.js';
import { type Calendar, yearPeriods } from './calendar.js';
import { historiesWithBelow, type PeriodDemand } from './histories.js';
import {
  type ItemLocationInput,
  type ItemLocationPlan,
  planItemLocation,
  type PlannerOverrides,
} from './plan-item-location.js';
import type { Calibrations } from './rehearse.js';

/** Some parts of a planning run with all that their plans are made of; lists that are empty may be null. */
export interface LoadedBatch {
  run: Pick<Calendar, 'periodDays' | 'periods'> & {
    horizon: number;
    /** Only these places are planned; null: all. */
    locationIds: string[] | null;
    targets: TargetMatrix | null;
  };
  /** What the run has learnt of the categories of these parts. */
  categories: LearntCategory[] | null;
  parts: LoadedPart[] | null;
  places: Location[] | null;
  lanes: Lane[] | null;
  /** Pieces by whole periods before the newest one. */
  demand: [partId: string, locationId: string, backs: number[], quantities: number[]][] | null;
  bases: (PlaceBase & { category: string; locationId: string })[] | null;
  /** Where a part lies, is owed or has a policy, though nobody wanted it. */
  kept: Item[] | null;
  before: (Item & { method: string; demandClass: DemandClass; meanPerDay: number })[] | null;
  overrides: (Item & { [K in keyof PlannerOverrides]: PlannerOverrides[K] | null })[] | null;
}

export interface LearntCategory {
  category: string;
  group: GroupModel | null;
  calibrations: Calibrations | null;
  ratePrior: RatePrior | null;
}

interface LoadedPart {
  id: string;
  category: string;
  unitCostMinor: number;
  currency: string;
  packQuantity: number;
  criticality: Criticality;
  /** Null: it was there before anybody wrote that down. */
  enteredDaysAgo: number | null;
}

interface Item {
  partId: string;
  locationId: string;
}

export type PlannedItem = Item & ReturnType<typeof rowOf>;

const keyOf = ({ partId, locationId }: Item) => `${partId} ${locationId}`;

/** Plans every place of some parts: a function of its input alone. */
export function planBatch(
  loaded: LoadedBatch,
  classOf: ReadonlyMap<string, ValueClass>,
  shortageCostMinor: number,
): PlannedItem[] {
  const batch = indexed(loaded);
  return (loaded.parts ?? []).flatMap((part) =>
    planPartAt(batch, part, classOf.get(part.id) ?? 'C', shortageCostMinor),
  );
}

type Batch = ReturnType<typeof indexed>;

function indexed(loaded: LoadedBatch) {
  const places = loaded.places ?? [];
  const demand = new Map<string, PeriodDemand[]>();
  for (const [partId, locationId, backs, quantities] of loaded.demand ?? []) {
    const list = demand.get(partId) ?? [];
    demand.set(partId, list);
    backs.forEach((back, at) => list.push({ locationId, back, quantity: quantities[at] ?? 0 }));
  }
  const kept = new Map<string, string[]>();
  for (const { partId, locationId } of loaded.kept ?? []) {
    const list = kept.get(partId) ?? [];
    kept.set(partId, list);
    list.push(locationId);
  }
  const bases = new Map<string, Map<string, PlaceBase>>();
  for (const base of loaded.bases ?? []) {
    const ofCategory = bases.get(base.category) ?? new Map<string, PlaceBase>();
    bases.set(base.category, ofCategory.set(base.locationId, base));
  }
  return {
    ...{ run: loaded.run, places, demand, kept, bases },
    network: new Network(places, loaded.lanes ?? []),
    wanted: new Set(loaded.run.locationIds ?? places.map(({ id }) => id)),
    categories: new Map((loaded.categories ?? []).map((learnt) => [learnt.category, learnt])),
    before: new Map((loaded.before ?? []).map((item) => [keyOf(item), item])),
    overrides: new Map((loaded.overrides ?? []).map((item) => [keyOf(item), item])),
  };
}

function planPartAt(batch: Batch, part: LoadedPart, valueClass: ValueClass, shortageCostMinor: number): PlannedItem[] {
  const { run, places, network } = batch;
  const learnt = batch.categories.get(part.category);
  const own = batch.demand.get(part.id) ?? [];
  const histories = historiesWithBelow(places, own, run.periods);
  const here = new Set([...histories.keys(), ...(batch.kept.get(part.id) ?? [])]);
  // Asked for only where a place has hardly any demand of its own.
  let rates: RateBases | undefined;
  const rateAt = (place: Location) => (rates ??= ratesOf(batch, part, learnt, own)).at(place);
  // A part that nobody has wanted yet is planned where it would be bought, if units stand in the field.
  if (histories.size === 0)
    for (const place of places) if (place.suppliedFromId === null && rateAt(place)) here.add(place.id);
  const classed = { ...part, valueClass };
  const planned: PlannedItem[] = [];
  for (const place of places) {
    if (!here.has(place.id) || !batch.wanted.has(place.id)) continue;
    const item = { partId: part.id, locationId: place.id };
    const history = histories.get(place.id) ?? new Array<number>(run.periods).fill(0);
    const installedBase = isSparse(history) ? rateAt(place) : undefined;
    const last = batch.before.get(keyOf(item));
    const calibration = learnt?.calibrations?.[isStore(place) ? 'store' : 'near'];
    const input: ItemLocationInput = {
      history,
      periodDays: run.periodDays,
      horizon: run.horizon,
      leadTime: network.leadTime(part.id, place.suppliedFromId, place.id),
      isBought: place.suppliedFromId === null,
      part: classed,
      group: learnt?.group ?? noGroup,
      overrides: withoutNulls(batch.overrides.get(keyOf(item))),
      shortageCostMinor,
    };
    if (calibration) input.calibration = calibration;
    if (run.targets) input.targets = run.targets;
    if (installedBase) input.installedBase = installedBase;
    if (last) input.before = { ...last, meanPerPeriod: last.meanPerDay * run.periodDays };
    planned.push(Object.assign(item, rowOf(planItemLocation(input), history, part)));
  }
  return planned;
}

/** What is known of others is asked for only where an item-location has too little of its own. */
function isSparse(history: readonly number[]): boolean {
  let demands = 0;
  for (const pieces of history) if (pieces > 0) demands += 1;
  return demands < fewDemands;
}

function ratesOf(
  { run, places, bases }: Batch,
  part: LoadedPart,
  learnt: LearntCategory | undefined,
  own: readonly PeriodDemand[],
): RateBases {
  const year = yearPeriods(run);
  const demand = new Map<string, PlaceDemand>();
  for (const { locationId, back, quantity } of own) {
    if (back >= year) continue;
    const { pieces, occurrences } = demand.get(locationId) ?? { pieces: 0, occurrences: 0 };
    demand.set(locationId, { pieces: pieces + quantity, occurrences: occurrences + 1 });
  }
  const prior = learnt?.ratePrior;
  return new RateBases({
    places,
    bases: bases.get(part.category) ?? new Map(),
    demand,
    ...(prior && { prior }),
    knownShare: Math.min(1, (part.enteredDaysAgo ?? Number.POSITIVE_INFINITY) / Math.max(1, year * run.periodDays)),
  });
}

/** A warehouse: what it serves are the sums of the places below it. */
export const isStore = ({ kind }: Pick<Location, 'kind'>) => kind === 'central' || kind === 'regional';

function rowOf(plan: ItemLocationPlan, history: readonly number[], { unitCostMinor, currency }: LoadedPart) {
  const {
    demandClass,
    method,
    meanPerDay,
    deviationPerDay,
    leadTimeDays,
    leadTimeDeviationDays,
    reorderPoint,
    orderUpTo,
    targetShare,
    plannedShare,
    reason,
    ...rest
  } = plan;
  return {
    demandClass,
    method,
    meanPerDay,
    deviationPerDay,
    leadTimeDays,
    leadTimeDeviationDays,
    reorderPoint,
    orderUpTo,
    targetShare,
    plannedShare,
    reason,
    currency,
    history,
    stockValueMinor: Math.round(rest.expectedOnHand * unitCostMinor),
    plan: rest,
  };
}

function withoutNulls(item: NonNullable<LoadedBatch['overrides']>[number] | undefined): PlannerOverrides {
  if (!item) return none;
  const { meanPerDay, demandClass, targetShare } = item;
  return {
    ...(meanPerDay != null && { meanPerDay }),
    ...(demandClass != null && { demandClass }),
    ...(targetShare != null && { targetShare }),
  };
}

const none: PlannerOverrides = {};
