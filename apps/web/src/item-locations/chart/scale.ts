/** Maps a value to a place on the screen. */
export type Scale = (value: number) => number;

export function linear([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale {
  const factor = to === from ? 0 : (end - start) / (to - from);
  return (value) => start + (value - from) * factor;
}

/** About so many round numbers from 0 on, the last one at or above `most`. */
export const ticksUpTo = (most: number, count = 4): number[] => ticksBetween(0, most, count);

/** About so many round numbers, the first at or below `least`, the last at or above `most`. */
export function ticksBetween(least: number, most: number, count = 4): number[] {
  const rough = Math.max(most - least, 1e-9) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.floor(least / step + 1e-9);
  const steps = Math.ceil(most / step - 1e-9) - first || 1;
  return Array.from({ length: steps + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** The first days of months between two instants, at least `apart` pixels from each other. */
export function months(from: number, to: number, x: Scale, apart: number): number[] {
  const starts: number[] = [];
  const first = new Date(from);
  for (let month = first.getUTCMonth(), at = from; at <= to; month += 1) {
    at = Date.UTC(first.getUTCFullYear(), month, 1);
    if (at >= from && at <= to) starts.push(at);
  }
  const width = starts.length > 1 ? (x(to) - x(from)) / starts.length : apart;
  const every = [1, 2, 3, 6, 12].find((step) => step * width >= apart) ?? 24;
  return starts.filter((_, index) => index % every === 0);
}

/** Where labels go that would like to be at `wishes`, so that they are `apart` from each other; in the order given. */
export function spread(wishes: readonly number[], apart: number, lowest: number): number[] {
  const order = wishes.map((_, index) => index).toSorted((one, other) => (wishes[one] ?? 0) - (wishes[other] ?? 0));
  const placed = [...wishes];
  let least = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    const at = Math.max(wishes[index] ?? 0, least);
    placed[index] = at;
    least = at + apart;
  }
  const over = Math.max(0, Math.max(...placed) - lowest);
  return placed.map((at) => at - over);
}

/** Values that would lie within `apart` pixels of each other, together. */
export function clusters<T>(items: readonly T[], place: (item: T) => number, apart: number): T[][] {
  const found: T[][] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (last?.[0] !== undefined && place(item) - place(last[0]) < apart) last.push(item);
    else found.push([item]);
  }
  return found;
}
