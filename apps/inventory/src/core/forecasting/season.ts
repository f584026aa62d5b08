import type { GroupModel } from './group-model.js';

/**
 * Factors of the coming `cycle` periods from the totals of a group (all histories end together); empty without two full cycles or without a season
 * that stands out. A single sparse part shows no season: its group may. Each year's share of a position is compared; what differs between the
 * years pulls the factor towards 1 (James and Stein 1961).
 */
export function seasonOf(histories: readonly Float64Array[], cycle: number): number[] {
  if (cycle < 2) return [];
  const longest = histories.reduce((most, { length }) => Math.max(most, length), 0);
  const years = Math.floor(longest / cycle);
  if (years < 2) return [];
  const totals = totalsAtEnd(histories, years * cycle);
  const ratios = Array.from({ length: cycle }, (_, position) => yearlyRatios(totals, position, cycle, years));
  const means = ratios.map((values) => values.reduce((sum, value) => sum + value, 0) / years);
  const noise =
    mean(
      ratios.map((values, at) => values.reduce((sum, value) => sum + (value - (means[at] ?? 1)) ** 2, 0) / (years - 1)),
    ) / years;
  const signal = mean(means.map((value) => (value - 1) ** 2)) - noise;
  if (!(signal > noise)) return [];
  const factors = means.map((value) => 1 + (signal / (signal + noise)) * (value - 1));
  const average = mean(factors);
  return factors.map((factor) => Math.min(3, Math.max(0.3, factor / average)));
}

/** The group so many periods after its histories ended: its season begins with the period after that. */
export function seasonAfter(group: GroupModel, passed: number): GroupModel {
  const { season } = group;
  const by = season.length === 0 ? 0 : passed % season.length;
  return by === 0 ? group : { ...group, season: [...season.slice(by), ...season.slice(0, by)] };
}

function totalsAtEnd(histories: readonly Float64Array[], periods: number): Float64Array {
  const totals = new Float64Array(periods);
  for (const demand of histories) {
    const shift = demand.length - periods;
    for (let period = Math.max(0, -shift); period < periods; period += 1)
      totals[period] = (totals[period] ?? 0) + (demand[period + shift] ?? 0);
  }
  return totals;
}

function yearlyRatios(totals: Float64Array, position: number, cycle: number, years: number): number[] {
  return Array.from({ length: years }, (_, year) => {
    const of = totals.subarray(year * cycle, (year + 1) * cycle);
    const sum = of.reduce((total, quantity) => total + quantity, 0);
    return sum > 0 ? ((of[position] ?? 0) * cycle) / sum : 1;
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
