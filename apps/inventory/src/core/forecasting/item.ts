import { cleanHistory, type CleanOptions, type HistoryNote } from './history.js';
import type { GroupModel } from './group-model.js';

/** A history ready for computing: in units, so that every quantity is an integer where the part is countable. */
export interface Item {
  demand: Float64Array;
  /** Pieces per unit: 1 for countable parts, 0.1, 0.01 or 0.001 for what is measured. */
  unit: number;
  notes: HistoryNote[];
}

/** Older periods say nothing about the next ones: ten years of weeks. */
const mostPeriods = 520;

export function itemOf(raw: readonly (number | null | undefined)[], options: CleanOptions = {}): Item {
  const { demand: all, notes } = cleanHistory(raw, options);
  const pieces = all.length > mostPeriods ? all.slice(-mostPeriods) : all;
  const unit = unitOf(pieces);
  return { demand: unit === 1 ? pieces : pieces.map((quantity) => Math.round(quantity / unit)), unit, notes };
}

function unitOf(demand: Float64Array): number {
  for (const unit of [1, 0.1, 0.01]) {
    if (demand.every((quantity) => Math.abs(quantity / unit - Math.round(quantity / unit)) < 1e-6)) return unit;
  }
  return 0.001;
}

/** The group's figures in units instead of pieces. */
export function groupInUnits(group: GroupModel, unit: number): GroupModel {
  if (unit === 1) return group;
  const dispersionLevel = group.dispersionLevel + (group.dispersionSlope - 1) * Math.log(unit);
  return { ...group, size: group.size / unit, returnRate: group.returnRate / unit, dispersionLevel };
}
