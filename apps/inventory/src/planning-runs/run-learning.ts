import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { type GroupModel, noGroup } from '../core/forecasting/group-model.js';
import { learnGroup } from '../core/forecasting/learn-group.js';
import type { Calendar } from '../core/plan/calendar.js';
import { historiesWithBelow, type PeriodDemand } from '../core/plan/histories.js';
import { type Calibration, periodsOf, rehearsalDays, rehearse, type RehearsedItem } from '../core/plan/rehearse.js';
import type { Network } from '../core/stock/network.js';
import { LeadTimesService } from '../lanes/lead-times.service.js';
import { dayBefore } from './planning-run.row.js';
import { rehearsedDemand, sampledHistories } from './planning-data.sql.js';

/** What a run knows when it learns. */
export interface Learning {
  category: string;
  calendar: Calendar;
  /** First day of the history, and the day after its last one. */
  first: string;
  asOf: string;
  seed: number;
  horizon: number;
}

/** What plans of the past would have delivered: at sites and in vans, and in the warehouses above them, which serve sums. */
export interface Calibrations {
  near: Calibration;
  store: Calibration;
}

/** Demand of one part at one place by day. */
export interface SampledDemand {
  partId: string;
  category: string;
  unitCostMinor: number;
  packQuantity: number;
  locationId: string;
  demand: [back: number, quantity: number][];
}

/** A category is learnt from at most so many item-locations. */
const mostSampled = 300;
/** Parts whose past is planned again, and item-locations among them. */
const mostRehearsedParts = 40;
const mostRehearsed = { near: 80, store: 30 } as const;
/** Periods ahead by which methods are compared. */
const mostCompared = 13;

/** Learns a category once per run: what its parts have in common, and what plans of the past would have delivered. */
@Injectable()
export class RunLearning {
  constructor(
    private readonly transactions: Transactions,
    private readonly leadTimes: LeadTimesService,
  ) {}

  async group({ category, calendar, first, asOf, seed, horizon }: Learning): Promise<GroupModel> {
    const { periodDays, periods, cycle } = calendar;
    const rows = await this.transactions.run((manager) =>
      manager.query<{ demand: [back: number, quantity: number][] }[]>(sampledHistories, [
        category,
        first,
        asOf,
        periodDays,
        seed,
        mostSampled,
      ]),
    );
    const histories = rows.map(({ demand }) => {
      const history = new Float64Array(periods);
      for (const [back, quantity] of demand) if (back < periods) history[periods - 1 - back] = quantity;
      return history;
    });
    await nextTurn();
    return learnGroup(histories, { horizon: Math.min(horizon, mostCompared), cycle });
  }

  /** The same from what was known at the first decision that is rehearsed. */
  async groupBefore(learning: Learning): Promise<GroupModel> {
    const { calendar, asOf } = learning;
    const { periodDays, periods } = calendar;
    const days = rehearsalDays(periods * periodDays, periodDays);
    const known = { ...calendar, periods: Math.floor(days.first / periodDays), cycle: 0 };
    return this.group({ ...learning, calendar: known, asOf: dayBefore(asOf, days.to - days.first) });
  }

  /** Only what was known before each past decision decides it: the group, too, is learnt from what was known at the first one. */
  async calibrate(learning: Learning): Promise<Calibrations> {
    const { calendar, horizon } = learning;
    const { periodDays, periods } = calendar;
    const days = rehearsalDays(periods * periodDays, periodDays);
    const items = days.decisions > 0 ? await this.rehearsed(learning) : { near: [], store: [] };
    const known = items.near.map((item) => periodsOf(item.days, days.first, periodDays));
    const group =
      known.length === 0 ? noGroup : learnGroup(known, { horizon: Math.min(horizon, mostCompared), cycle: 0 });
    await nextTurn();
    const near = rehearse(items.near, group, periodDays, days);
    await nextTurn();
    return { near, store: rehearse(items.store, group, periodDays, days) };
  }

  private async rehearsed({ category, calendar, first, asOf, seed }: Learning) {
    const { rows, network } = await this.transactions.run(async (manager) => {
      const found = await manager.query<SampledDemand[]>(rehearsedDemand, [
        category,
        first,
        asOf,
        seed,
        mostRehearsedParts,
      ]);
      return { rows: found, network: await this.leadTimes.network([...new Set(found.map(({ partId }) => partId))]) };
    });
    const items = itemsOf(rows, network, calendar.periods * calendar.periodDays);
    const drawn = inDrawnOrder(items, seed);
    const some = (store: boolean, most: number) => drawn.filter((item) => item.isStore === store).slice(0, most);
    return { near: some(false, mostRehearsed.near), store: some(true, mostRehearsed.store) };
  }
}

/** A past that can be planned again, with what is known of the part and the place. */
export interface DrawnItem extends RehearsedItem {
  key: string;
  partId: string;
  locationId: string;
  category: string;
  unitCostMinor: number;
  placeKind: string;
  isStore: boolean;
}

/** Every item-location of some parts with its daily past, warehouses with that of all places below. */
export function itemsOf(rows: readonly SampledDemand[], network: Network, days: number): DrawnItem[] {
  const byPart = new Map<string, { part: SampledDemand; demand: PeriodDemand[] }>();
  for (const row of rows) {
    const found = byPart.get(row.partId) ?? { part: row, demand: [] };
    byPart.set(row.partId, found);
    for (const [back, quantity] of row.demand) found.demand.push({ locationId: row.locationId, back, quantity });
  }
  return [...byPart.values()].flatMap(({ part, demand }) =>
    [...historiesWithBelow(network.locations, demand, days)].map(([locationId, history]) => {
      const { partId, category, unitCostMinor, packQuantity } = part;
      const place = network.get(locationId);
      const from = place?.suppliedFromId ?? null;
      return {
        ...{ key: `${partId} ${locationId}`, partId, locationId, category, unitCostMinor, packQuantity },
        placeKind: place?.kind ?? 'site',
        isStore: place?.kind === 'central' || place?.kind === 'regional',
        days: history,
        leadTime: network.leadTime(partId, from, locationId),
        isBought: from === null,
      };
    }),
  );
}

/** In an order that the seed decides: whoever takes the first ones has drawn them. */
export function inDrawnOrder(items: readonly DrawnItem[], seed: number): DrawnItem[] {
  const drawn = items.map((item) => ({ item, at: createHash('md5').update(`${seed} ${item.key}`).digest('hex') }));
  return drawn.toSorted((one, other) => (one.at < other.at ? -1 : 1)).map(({ item }) => item);
}
