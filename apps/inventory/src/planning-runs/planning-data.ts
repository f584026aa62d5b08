import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { Criticality } from '#common/events/lists.js';
import type { DemandClass } from '../core/forecasting/demand-class.js';
import { fewDemands } from '../core/forecasting/forecast-item.js';
import { noGroup } from '../core/forecasting/group-model.js';
import { type PlaceBase, type PlaceDemand, RateBases } from '../core/forecasting/rate-bases.js';
import { historiesWithBelow, type PeriodDemand } from '../core/plan/histories.js';
import { type ItemLocationPlan, planItemLocation, type PlannerOverrides } from '../core/plan/plan-item-location.js';
import type { ValueClass } from '../core/policy/target-matrix.js';
import { type Lane, type Location, Network } from '../core/stock/network.js';
import { InventorySettings } from '../settings.js';
import { loadBatch } from './planning-data.sql.js';
import { dayBefore, readRun, type Run } from './planning-run.row.js';
import { yearPeriods } from './run-preparation.js';

export interface LeasedBatch {
  runId: string;
  number: number;
  partIds: string[];
  valueClasses: ValueClass[];
  attempts: number;
  isWhatIf: boolean;
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

interface LoadedBatch {
  parts: LoadedPart[] | null;
  places: Location[] | null;
  lanes: Lane[] | null;
  demand: (PeriodDemand & Item)[] | null;
  bases: (PlaceBase & { category: string; locationId: string })[] | null;
  kept: Item[] | null;
  before: (Item & { method: string; demandClass: DemandClass; meanPerDay: number })[] | null;
  overrides: (Item & { [K in keyof PlannerOverrides]: PlannerOverrides[K] | null })[] | null;
}

export type PlannedItem = Item & ReturnType<typeof rowOf>;

/** The process has other things to do: after so many item-locations they come first. */
const itemsPerTurn = 20;

const keyOf = ({ partId, locationId }: Item) => `${partId} ${locationId}`;

/** The work of a planning run: what is read and planned, batch by batch. Everything is a function of the tables and the seed. */
@Injectable()
export class PlanningData {
  constructor(
    private readonly transactions: Transactions,
    private readonly settings: InventorySettings,
  ) {}

  /** Plans every place of some parts. Throws when the signal says that the process ends. */
  async plan({ runId, partIds, valueClasses: classes }: LeasedBatch, signal: AbortSignal): Promise<PlannedItem[]> {
    const { run, loaded } = await this.transactions.run(async (manager) => {
      const found = await readRun(manager, runId);
      const { periodDays, periods, asOf } = found;
      const first = dayBefore(asOf, periods * periodDays);
      const values = [partIds, first, asOf, periodDays, runId];
      const [row] = await manager.query<[{ loaded: LoadedBatch }]>(loadBatch, values);
      return { run: found, loaded: row.loaded };
    });
    const classOf = new Map(partIds.map((id, index) => [id, classes[index] ?? 'C']));
    return this.planAll(run, loaded, classOf, signal);
  }

  private async planAll(
    run: Run,
    loaded: LoadedBatch,
    classOf: ReadonlyMap<string, ValueClass>,
    signal: AbortSignal,
  ): Promise<PlannedItem[]> {
    const places = loaded.places ?? [];
    const network = new Network(places, loaded.lanes ?? []);
    const before = new Map((loaded.before ?? []).map((item) => [keyOf(item), item]));
    const overrides = new Map((loaded.overrides ?? []).map((item) => [keyOf(item), item]));
    const wanted = new Set(run.scope.locationIds ?? places.map(({ id }) => id));
    const planned: PlannedItem[] = [];
    for (const part of loaded.parts ?? []) {
      const calibrations = run.calibrations?.[part.category];
      const own = (loaded.demand ?? []).filter(({ partId }) => partId === part.id);
      const histories = historiesWithBelow(places, own, run.periods);
      const known = (loaded.kept ?? []).filter(({ partId }) => partId === part.id).map(({ locationId }) => locationId);
      const here = new Set([...histories.keys(), ...known]);
      const rates = ratesOf(run, part, loaded, own);
      // A part that nobody has wanted yet is planned where it would be bought, if units stand in the field.
      if (histories.size === 0)
        for (const place of places) if (place.suppliedFromId === null && rates.at(place)) here.add(place.id);
      for (const place of places) {
        if (!here.has(place.id) || !wanted.has(place.id)) continue;
        const item = { partId: part.id, locationId: place.id };
        const history = histories.get(place.id) ?? new Array<number>(run.periods).fill(0);
        const installedBase = isSparse(history) ? rates.at(place) : undefined;
        const last = before.get(keyOf(item));
        const plan = planItemLocation({
          history,
          periodDays: run.periodDays,
          horizon: run.horizon,
          leadTime: network.leadTime(part.id, place.suppliedFromId, place.id),
          isBought: place.suppliedFromId === null,
          part: { ...part, valueClass: classOf.get(part.id) ?? 'C' },
          group: run.groups?.[part.category] ?? noGroup,
          ...(calibrations && { calibration: calibrations[isStore(place) ? 'store' : 'near'] }),
          ...(run.targets && { targets: run.targets }),
          ...(installedBase && { installedBase }),
          ...(last && { before: { ...last, meanPerPeriod: last.meanPerDay * run.periodDays } }),
          overrides: withoutNulls(overrides.get(keyOf(item))),
          shortageCostMinor: this.settings.shortageCostMinor,
        });
        planned.push({ ...item, ...rowOf(plan, history, part) });
        if (planned.length % itemsPerTurn === 0) await nextTurn();
        signal.throwIfAborted();
      }
    }
    return planned;
  }
}

/** What is known of others is asked for only where an item-location has too little of its own. */
const isSparse = (history: readonly number[]) => history.filter((pieces) => pieces > 0).length < fewDemands;

function ratesOf(run: Run, part: LoadedPart, { places, bases }: LoadedBatch, own: readonly PeriodDemand[]): RateBases {
  const year = yearPeriods(run);
  const demand = new Map<string, PlaceDemand>();
  for (const { locationId, back, quantity } of own) {
    if (back >= year) continue;
    const { pieces, occurrences } = demand.get(locationId) ?? { pieces: 0, occurrences: 0 };
    demand.set(locationId, { pieces: pieces + quantity, occurrences: occurrences + 1 });
  }
  const prior = run.ratePriors?.[part.category];
  return new RateBases({
    places: places ?? [],
    bases: new Map((bases ?? []).flatMap((base) => (base.category === part.category ? [[base.locationId, base]] : []))),
    demand,
    ...(prior && { prior }),
    knownShare: Math.min(1, (part.enteredDaysAgo ?? Number.POSITIVE_INFINITY) / Math.max(1, year * run.periodDays)),
  });
}

const isStore = ({ kind }: Location) => kind === 'central' || kind === 'regional';

function rowOf(plan: ItemLocationPlan, history: readonly number[], { unitCostMinor, currency }: LoadedPart) {
  const { demandClass, method, meanPerDay, deviationPerDay, leadTimeDays, leadTimeDeviationDays, ...others } = plan;
  const { reorderPoint, orderUpTo, targetShare, plannedShare, reason, ...rest } = others;
  return {
    ...{ demandClass, method, meanPerDay, deviationPerDay, leadTimeDays, leadTimeDeviationDays },
    ...{ reorderPoint, orderUpTo, targetShare, plannedShare, reason, currency, history },
    stockValueMinor: Math.round(rest.expectedOnHand * unitCostMinor),
    plan: rest,
  };
}

function withoutNulls(item: NonNullable<LoadedBatch['overrides']>[number] | undefined): PlannerOverrides {
  const { meanPerDay, demandClass, targetShare } = item ?? {};
  return {
    ...(meanPerDay != null && { meanPerDay }),
    ...(demandClass != null && { demandClass }),
    ...(targetShare != null && { targetShare }),
  };
}
