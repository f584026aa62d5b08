import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import type { Criticality } from '#common/events/lists.js';
import { Clock } from '#common/runtime/clock.js';
import { type Calendar, calendarOf, type PeriodDays } from '../core/plan/calendar.js';
import { historiesWithBelow, type PeriodDemand } from '../core/plan/histories.js';
import { type ItemLocationPlan, planItemLocation, type PlannerOverrides } from '../core/plan/plan-item-location.js';
import type { DemandClass } from '../core/forecasting/demand-class.js';
import { type GroupModel, noGroup } from '../core/forecasting/group-model.js';
import { learnGroup } from '../core/forecasting/learn-group.js';
import { type ValueClass, valueClasses } from '../core/policy/target-matrix.js';
import { type Lane, type Location, Network } from '../core/stock/network.js';
import { InventorySettings } from '../settings.js';
import {
  daysOfHistory,
  forgetOldItems,
  loadBatch,
  runsToSetAside,
  sampledHistories,
  valuedParts,
} from './planning-data.sql.js';
import type { PlanningScope } from './planning-run.dto.js';
import { PlanningRunsService } from './planning-runs.service.js';

export interface LeasedBatch {
  runId: string;
  number: number;
  partIds: string[];
  valueClasses: ValueClass[];
  attempts: number;
}

interface Run {
  scope: PlanningScope;
  horizon: number;
  wishedDays: PeriodDays | null;
  periodDays: PeriodDays;
  periods: number;
  asOf: string;
  seed: number;
  groups: Record<string, GroupModel> | null;
}

interface LoadedPart {
  id: string;
  category: string;
  unitCostMinor: number;
  currency: string;
  packQuantity: number;
  criticality: Criticality;
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
  kept: Item[] | null;
  before: (Item & { method: string; demandClass: DemandClass; meanPerDay: number })[] | null;
  overrides: (Item & { [K in keyof PlannerOverrides]: PlannerOverrides[K] | null })[] | null;
}

export type PlannedItem = Item & ReturnType<typeof rowOf>;

/** Parts per batch: what one server has in memory at a time is these at all places. */
const partsPerBatch = 20;
/** A category is learnt from at most so many item-locations. */
const mostSampled = 300;
/** The process has other things to do: after so many item-locations they come first. */
const itemsPerTurn = 20;

const keyOf = ({ partId, locationId }: Item) => `${partId} ${locationId}`;
const dayMilliseconds = 86_400_000;
const dayBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * dayMilliseconds).toISOString().slice(0, 10);

/** The work of a planning run: what is read, learnt and planned. Everything is a function of the tables and the seed. */
@Injectable()
export class PlanningData {
  constructor(
    private readonly transactions: Transactions,
    private readonly runs: PlanningRunsService,
    private readonly settings: InventorySettings,
    private readonly clock: Clock,
  ) {}

  /** Learns every category and cuts the parts into batches. Throws when the signal says that the process ends. */
  async prepare(runId: string, signal: AbortSignal): Promise<void> {
    const run = await this.run(runId);
    const calendar = calendarOf(await this.days(run.asOf), run.wishedDays ?? undefined);
    const first = dayBefore(run.asOf, calendar.periods * calendar.periodDays);
    const parts = await this.parts(run, first);
    const groups: Record<string, GroupModel> = {};
    for (const category of new Set(parts.map((part) => part.category))) {
      signal.throwIfAborted();
      groups[category] = await this.learn(category, run, calendar, first);
    }
    await this.transactions.run(async (manager) => {
      const [open] = await manager.query<unknown[]>(
        `SELECT 1 FROM planning_run WHERE id = $1 AND status = 'running' AND NOT prepared FOR UPDATE`,
        [runId],
      );
      if (!open) return;
      for (let from = 0; from < parts.length; from += partsPerBatch) {
        const batch = parts.slice(from, from + partsPerBatch);
        await manager.query(
          `INSERT INTO planning_batch (run_id, number, part_ids, value_classes) VALUES ($1, $2, $3, $4)`,
          [runId, from / partsPerBatch, batch.map(({ id }) => id), batch.map(({ valueClass }) => valueClass)],
        );
      }
      await this.forget();
      await this.runs.change(runId, {
        prepared: true,
        leased_until: null,
        period_days: calendar.periodDays,
        periods: calendar.periods,
        cycle: calendar.cycle,
        groups: JSON.stringify(groups),
        parts_total: parts.length,
        ...(parts.length === 0 && { status: 'done', ended_at: this.clock.now() }),
      });
    });
  }

  /** Only the newest runs can be compared and published. */
  private async forget(): Promise<void> {
    const { manager } = this.transactions;
    const old = await manager.query<{ id: string }[]>(runsToSetAside);
    for (const { id } of old)
      await this.runs.change(id, { status: 'stopped', failure: 'newer runs came, none published it' });
    await manager.query(forgetOldItems);
  }

  /** Plans every place of some parts. Throws when the signal says that the process ends. */
  async plan({ runId, partIds, valueClasses: classes }: LeasedBatch, signal: AbortSignal): Promise<PlannedItem[]> {
    const run = await this.run(runId);
    const { periodDays, periods, asOf } = run;
    const [row] = await this.transactions.run((manager) =>
      manager.query<[{ loaded: LoadedBatch }]>(loadBatch, [
        partIds,
        dayBefore(asOf, periods * periodDays),
        asOf,
        periodDays,
      ]),
    );
    const classOf = new Map(partIds.map((id, index) => [id, classes[index] ?? 'C']));
    return this.planAll(run, row.loaded, classOf, signal);
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
      const own = (loaded.demand ?? []).filter(({ partId }) => partId === part.id);
      const histories = historiesWithBelow(places, own, run.periods);
      const known = (loaded.kept ?? []).filter(({ partId }) => partId === part.id).map(({ locationId }) => locationId);
      const here = new Set([...histories.keys(), ...known]);
      for (const place of places) {
        if (!here.has(place.id) || !wanted.has(place.id)) continue;
        const item = { partId: part.id, locationId: place.id };
        const history = histories.get(place.id) ?? new Array<number>(run.periods).fill(0);
        const last = before.get(keyOf(item));
        const plan = planItemLocation({
          history,
          periodDays: run.periodDays,
          horizon: run.horizon,
          leadTime: network.leadTime(part.id, place.suppliedFromId, place.id),
          isBought: place.suppliedFromId === null,
          part: { ...part, valueClass: classOf.get(part.id) ?? 'C' },
          group: run.groups?.[part.category] ?? noGroup,
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

  private async run(runId: string): Promise<Run> {
    const [run] = await this.transactions.run((manager) =>
      manager.query<[Run]>(
        `SELECT scope, horizon_periods AS horizon, period_days AS "wishedDays", coalesce(period_days, 7) AS "periodDays",
           coalesce(periods, 0) AS periods, as_of::text AS "asOf", seed, groups FROM planning_run WHERE id = $1`,
        [runId],
      ),
    );
    return run;
  }

  private async days(asOf: string): Promise<number> {
    const [row] = await this.transactions.run((manager) =>
      manager.query<[{ days: number | null }]>(daysOfHistory, [asOf]),
    );
    return row.days ?? 0;
  }

  /** The parts of the scope, each with its class of value among all parts. */
  private async parts(
    { scope, asOf }: Run,
    first: string,
  ): Promise<{ id: string; category: string; valueClass: ValueClass }[]> {
    const rows = await this.transactions.run((manager) =>
      manager.query<{ id: string; category: string; value: number }[]>(valuedParts, [first, asOf]),
    );
    const classes = valueClasses(rows.map(({ value }) => value));
    const categories = scope.categories && new Set(scope.categories);
    const partIds = scope.partIds && new Set(scope.partIds);
    return rows
      .map(({ id, category }, index) => ({ id, category, valueClass: classes[index] ?? 'C' }))
      .filter(({ id, category }) => (!categories || categories.has(category)) && (!partIds || partIds.has(id)));
  }

  private async learn(category: string, run: Run, calendar: Calendar, first: string): Promise<GroupModel> {
    const { periodDays, periods, cycle } = calendar;
    const rows = await this.transactions.run((manager) =>
      manager.query<{ demand: [back: number, quantity: number][] }[]>(sampledHistories, [
        category,
        first,
        run.asOf,
        periodDays,
        run.seed,
        mostSampled,
      ]),
    );
    const histories = rows.map(({ demand }) => {
      const history = new Float64Array(periods);
      for (const [back, quantity] of demand) if (back < periods) history[periods - 1 - back] = quantity;
      return history;
    });
    await nextTurn();
    return learnGroup(histories, { horizon: Math.min(run.horizon, 13), cycle });
  }
}

function rowOf(plan: ItemLocationPlan, history: readonly number[], { unitCostMinor, currency }: LoadedPart) {
  const { demandClass, method, meanPerDay, deviationPerDay, leadTimeDays, leadTimeDeviationDays, ...others } = plan;
  const { reorderPoint, orderUpTo, targetShare, reason, ...rest } = others;
  return {
    ...{ demandClass, method, meanPerDay, deviationPerDay, leadTimeDays, leadTimeDeviationDays },
    ...{ reorderPoint, orderUpTo, targetShare, reason, currency, history },
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
