import type { ObservedPart } from './mixture.js';

/**
 * Sums over `periods` consecutive periods as they were seen (overlapping), weighted by memory^age, adjusted by `factor` = forecast level / seen level:
 * where most sums are 0 the chance of demand is adjusted, where few are the quantity, in between both. A scaled value between two counts falls on
 * both, so that the mean stays right. Fractions of a period mix the two whole lengths. Undefined when the history is too short.
 */
export function observedSums(
  demand: Float64Array,
  end: number,
  periods: number,
  memory: number,
  factor: number,
): ObservedPart | undefined {
  const whole = Math.floor(periods);
  const rest = periods - whole > 1e-9 ? periods - whole : 0;
  if (end < whole + (rest > 0 ? 1 : 0) || whole < 1) return undefined;
  const parts = [{ length: whole, share: 1 - rest }];
  if (rest > 0) parts.push({ length: whole + 1, share: rest });
  const adjust = adjustment(demand, end, parts, memory, factor);
  const largest = mostOf(demand, end) * (whole + 1) * adjust.size + 2;
  const cells = largest < dense.length ? dense : new Map<number, number>();
  for (const { length, share } of parts) addSums(cells, demand, end, length, memory, adjust, share);
  return cells instanceof Map ? takeSparse(cells) : takeDense(largest);
}

/** What chances of demand and what quantities are multiplied by. */
interface Adjustment {
  chance: number;
  size: number;
}

function adjustment(
  demand: Float64Array,
  end: number,
  parts: readonly { length: number; share: number }[],
  memory: number,
  factor: number,
): Adjustment {
  const positive = parts.reduce(
    (sum, { length, share }) => sum + share * positiveShare(demand, end, length, memory),
    0,
  );
  if (positive <= 0) return { chance: 1, size: factor };
  const chance = Math.min(factor ** (1 - positive), 1 / positive);
  return { chance, size: factor / chance };
}

function positiveShare(demand: Float64Array, end: number, length: number, memory: number): number {
  let [positive, total, last] = [0, 0, -1];
  for (let period = 0; period < length - 1; period += 1) if ((demand[period] ?? 0) > 0) last = period;
  for (let start = 0; start + length <= end; start += 1) {
    if ((demand[start + length - 1] ?? 0) > 0) last = start + length - 1;
    total = total * memory + 1;
    positive = positive * memory + (last >= start ? 1 : 0);
  }
  return total > 0 ? positive / total : 0;
}

/** Reused: most sums are small, and a map for each forecast would cost more than the forecast. Always left empty. */
const dense = new Float64Array(2048);

/** Rounding may leave less than nothing at 0. */
const dust = 1e-15;

function takeSparse(cells: Map<number, number>): ObservedPart {
  const values = Float64Array.from(cells.keys())
    .filter((value) => (cells.get(value) ?? 0) > dust)
    .sort();
  return { values, weights: values.map((value) => cells.get(value) ?? 0) };
}

function takeDense(largest: number): ObservedPart {
  const end = Math.ceil(largest);
  let count = 0;
  for (let value = 0; value <= end; value += 1) if ((dense[value] ?? 0) > dust) count += 1;
  const values = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let value = 0, index = 0; value <= end; value += 1) {
    const weight = dense[value] ?? 0;
    dense[value] = 0;
    if (weight <= dust) continue;
    values[index] = value;
    weights[index++] = weight;
  }
  return { values, weights };
}

function mostOf(demand: Float64Array, end: number): number {
  let most = 0;
  for (let period = 0; period < end; period += 1) most = Math.max(most, demand[period] ?? 0);
  return most;
}

function addSums(
  cells: Float64Array | Map<number, number>,
  demand: Float64Array,
  end: number,
  length: number,
  memory: number,
  { chance, size }: Adjustment,
  total: number,
): void {
  const count = end - length + 1;
  let sum = 0;
  for (let period = 0; period < length - 1; period += 1) sum += demand[period] ?? 0;
  let weight = (total * memory ** (count - 1)) / weightOf(count, memory);
  for (let start = 0; start < count; start += 1) {
    sum += demand[start + length - 1] ?? 0;
    if (sum > 1e-9) {
      const scaled = sum * size;
      const floor = Math.floor(scaled + 1e-9);
      const above = Math.max(0, scaled - floor);
      add(cells, floor, weight * chance * (1 - above));
      if (above > 0) add(cells, floor + 1, weight * chance * above);
      add(cells, 0, weight * (1 - chance));
    } else add(cells, 0, weight);
    sum -= demand[start] ?? 0;
    weight /= memory;
  }
}

function add(cells: Float64Array | Map<number, number>, at: number, weight: number): void {
  if (cells instanceof Map) cells.set(at, (cells.get(at) ?? 0) + weight);
  else cells[at] = (cells[at] ?? 0) + weight;
}

const weightOf = (count: number, memory: number) => (memory === 1 ? count : (1 - memory ** count) / (1 - memory));
