import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { noGroup } from '../core/forecasting/group-model.js';
import { Lab, type LabCell, type LabItem, type LabMethod, labMethods } from '../core/plan/lab.js';
import { internals, rehearsalDays } from '../core/plan/rehearse.js';
import type { ValueClass } from '../core/policy/target-matrix.js';
import { LeadTimesService } from '../lanes/lead-times.service.js';
import type { LeasedBatch } from './planning-data.js';
import { planAnew, rehearsedDemandOfParts } from './planning-data.sql.js';
import { dayBefore, readRun, type Run } from './planning-run.row.js';
import { type DrawnItem, inDrawnOrder, itemsOf, type SampledDemand } from './drawn-items.js';

/** Item-locations of one part that are back-tested, drawn by the seed: places of one part teach much the same. */
const mostPlaces = 12;

/** Does the batches of a what-if run: back-tests methods and planned fill rates on the own past of the parts. */
@Injectable()
export class PolicyLab {
  constructor(
    private readonly transactions: Transactions,
    private readonly leadTimes: LeadTimesService,
  ) {}

  /** Throws when the signal says that the process ends. */
  async test({ runId, partIds, valueClasses }: LeasedBatch, signal: AbortSignal): Promise<LabCell[]> {
    const { run, rows, network } = await this.transactions.run(async (manager) => {
      const found = await readRun(manager, runId);
      const first = dayBefore(found.asOf, found.periods * found.periodDays);
      return {
        run: found,
        rows: await manager.query<SampledDemand[]>(rehearsedDemandOfParts, [partIds, first, found.asOf]),
        network: await this.leadTimes.network(partIds),
      };
    }, planAnew);
    const days = rehearsalDays(run.periods * run.periodDays, run.periodDays);
    if (days.decisions === 0) return [];
    const classOf = new Map(partIds.map((id, index) => [id, valueClasses[index] ?? 'C']));
    const items = drawn(itemsOf(rows, network, run.periods * run.periodDays), run);
    const labs = new Map<string, Lab>();
    const { plannedShares = [...internals], methods = labMethods } = run.whatIf ?? {};
    for (const item of items) {
      signal.throwIfAborted();
      const plan = { group: run.groups?.[item.category] ?? noGroup, periodDays: run.periodDays, days };
      const lab =
        labs.get(item.category) ?? new Lab({ ...plan, internals: ascending(plannedShares) }, distinct(methods));
      labs.set(item.category, lab);
      lab.add(labItemOf(item, classOf));
      await nextTurn();
    }
    return merged([...labs.values()].flatMap(({ cells }) => cells));
  }
}

function drawn(items: readonly DrawnItem[], { seed, scope }: Run): DrawnItem[] {
  const wanted = scope.locationIds && new Set(scope.locationIds);
  const byPart = new Map<string, DrawnItem[]>();
  for (const item of inDrawnOrder(items, seed)) {
    if (wanted && !wanted.has(item.locationId)) continue;
    const places = byPart.get(item.partId) ?? [];
    byPart.set(item.partId, places);
    if (places.length < mostPlaces) places.push(item);
  }
  return [...byPart.values()].flat();
}

const labItemOf = (item: DrawnItem, classOf: ReadonlyMap<string, ValueClass>): LabItem => ({
  ...item,
  valueClass: classOf.get(item.partId) ?? 'C',
});

const ascending = (shares: readonly number[]) => [...new Set(shares)].toSorted((one, other) => one - other);
const distinct = (methods: readonly LabMethod[]) => [...new Set(methods)];

/** Several categories share the cells of classes and places. */
function merged(cells: readonly LabCell[]): LabCell[] {
  const sums = new Map<string, LabCell>();
  for (const cell of cells) {
    const name = `${cell.grouping} ${cell.key} ${cell.method} ${cell.plannedShare}`;
    const sum = sums.get(name);
    if (!sum) sums.set(name, { ...cell });
    else
      for (const field of [
        'items',
        'wanted',
        'servedAtOnce',
        'lines',
        'linesInFull',
        'onHand',
        'stockValueMinor',
      ] as const)
        sum[field] += cell[field];
  }
  return [...sums.values()];
}
