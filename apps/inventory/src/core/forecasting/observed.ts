import type { ObservedPart } from './mixture.js';

/**
 * Sums over `periods` consecutive periods as they were seen (overlapping), weighted by memory^age, each scaled by `factor` = forecast level / seen
 * level. A scaled value between two counts falls on both, so that the mean stays right. Fractions of a period mix the two whole lengths.
 */
export function observedSums(
  demand: Float64Array,
  end: number,
  periods: number,
  memory: number,
  factor: number,
): ObservedPart | undefined {
  const whole = Math.floor(periods);
  const rest = periods - whole;
  if (end < whole + (rest > 0 ? 1 : 0) || whole < 1) return undefined;
  const largest = mostOf(demand, end) * (whole + 1) * factor + 2;
  const cells = largest < dense.length ? dense : new Map<number, number>();
  addSums(cells, demand, end, whole, memory, factor, 1 - rest);
  if (rest > 1e-9) addSums(cells, demand, end, whole + 1, memory, factor, rest);
  return cells instanceof Map ? takeSparse(cells) : takeDense(largest);
}

/** Reused: most sums are small, and a map for each forecast would cost more than the forecast. Always left empty. */
const dense = new Float64Array(2048);

function takeSparse(cells: Map<number, number>): ObservedPart {
  const values = Float64Array.from(cells.keys()).sort();
  return { values, weights: values.map((value) => cells.get(value) ?? 0) };
}

function takeDense(largest: number): ObservedPart {
  const end = Math.ceil(largest);
  let count = 0;
  for (let value = 0; value <= end; value += 1) if ((dense[value] ?? 0) > 0) count += 1;
  const values = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let value = 0, index = 0; index < count; value += 1) {
    const weight = dense[value] ?? 0;
    if (weight === 0) continue;
    values[index] = value;
    weights[index++] = weight;
    dense[value] = 0;
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
  factor: number,
  total: number,
): void {
  const count = end - length + 1;
  let sum = 0;
  for (let period = 0; period < length - 1; period += 1) sum += demand[period] ?? 0;
  let weight = (total * memory ** (count - 1)) / weightOf(count, memory);
  for (let start = 0; start < count; start += 1) {
    sum += demand[start + length - 1] ?? 0;
    const scaled = Math.max(0, sum) * factor;
    const floor = Math.floor(scaled + 1e-9);
    const above = Math.max(0, scaled - floor);
    add(cells, floor, weight * (1 - above));
    if (above > 0) add(cells, floor + 1, weight * above);
    sum -= demand[start] ?? 0;
    weight /= memory;
  }
}

function add(cells: Float64Array | Map<number, number>, at: number, weight: number): void {
  if (cells instanceof Map) cells.set(at, (cells.get(at) ?? 0) + weight);
  else cells[at] = (cells[at] ?? 0) + weight;
}

const weightOf = (count: number, memory: number) => (memory === 1 ? count : (1 - memory ** count) / (1 - memory));
