import { methods, type SelectableMethod } from '../forecasting/method-table.js';
import type { ValueClass } from '../policy/target-matrix.js';
import { type RehearsalPlan, type RehearsedItem, rehearseItem } from './rehearse.js';

/** What exchange curves are drawn for. */
export const labGroupings = ['all', 'category', 'valueClass', 'placeKind', 'place'] as const;
export type LabGrouping = (typeof labGroupings)[number];

/** `automatic`: the method that the selection chooses. */
export const automaticMethod = 'automatic';
export type LabMethod = SelectableMethod | typeof automaticMethod;
export const labMethods = [automaticMethod, ...Object.keys(methods)] as readonly LabMethod[];

export interface LabItem extends RehearsedItem {
  category: string;
  valueClass: ValueClass;
  placeKind: string;
  locationId: string;
  unitCostMinor: number;
}

/** Sums over the item-locations of a group, for one method and one planned fill rate. */
export interface LabCell {
  grouping: LabGrouping;
  key: string;
  method: LabMethod;
  plannedShare: number;
  items: number;
  wanted: number;
  servedAtOnce: number;
  lines: number;
  linesInFull: number;
  /** Pieces on the shelf in the evening, the mean over the days, summed over the items; the same at cost. */
  onHand: number;
  stockValueMinor: number;
}

/**
 * Back-tests of methods and planned fill rates on the items' own past, summed by what an exchange curve is drawn for: each cell is one point of service against
 * inventory value.
 */
export class Lab {
  private readonly sums = new Map<string, LabCell>();

  constructor(
    private readonly plan: RehearsalPlan,
    private readonly compared: readonly LabMethod[],
  ) {}

  add(item: LabItem): void {
    for (const method of this.compared) {
      const services = rehearseItem(item, { ...this.plan, ...(method !== automaticMethod && { method }) });
      services.forEach((service, at) => {
        const plannedShare = this.plan.internals[at] ?? 0;
        for (const [grouping, key] of groupsOf(item)) {
          const cell = this.cell({ grouping, key, method, plannedShare });
          const onHand = service.onHandSum / Math.max(1, service.periods);
          cell.items += 1;
          cell.wanted += service.wanted;
          cell.servedAtOnce += service.servedAtOnce;
          cell.lines += service.lines;
          cell.linesInFull += service.linesInFull;
          cell.onHand += onHand;
          cell.stockValueMinor += onHand * item.unitCostMinor;
        }
      });
    }
  }

  get cells(): LabCell[] {
    return [...this.sums.values()];
  }

  private cell(of: Pick<LabCell, 'grouping' | 'key' | 'method' | 'plannedShare'>): LabCell {
    const name = `${of.grouping} ${of.key} ${of.method} ${of.plannedShare}`;
    const nothing = { items: 0, wanted: 0, servedAtOnce: 0, lines: 0, linesInFull: 0, onHand: 0, stockValueMinor: 0 };
    const found = this.sums.get(name) ?? { ...of, ...nothing };
    this.sums.set(name, found);
    return found;
  }
}

const groupsOf = (item: LabItem): [LabGrouping, string][] => [
  ['all', 'all'],
  ['category', item.category],
  ['valueClass', item.valueClass],
  ['placeKind', item.placeKind],
  ['place', item.locationId],
];
