import type { Instance } from './instance.js';

/** For each visit the visits near it, nearest first, itself included: row by row, `width` each. */
export interface Neighbours {
  width: number;
  near: Int32Array;
}

/** By travel time there and back; ties by number, so that the order is always the same. */
export function neighboursOf(instance: Instance, most = 250): Neighbours {
  const { visits } = instance;
  const width = Math.min(visits, most);
  const near = new Int32Array(visits * width);
  const far = new Float64Array(visits);
  for (let visit = 0; visit < visits; visit += 1) {
    for (let other = 0; other < visits; other += 1) {
      far[other] = Math.min(span(instance, visit, other), span(instance, other, visit));
    }
    far[visit] = -1;
    near.set(nearest(far, width), visit * width);
  }
  return { width, near };
}

/** Numbers of the `count` smallest values, the smallest first, ties by number. Sorting only those is what makes it quick with thousands. */
function nearest(values: Float64Array, count: number): number[] {
  const limit = values.slice().sort()[count - 1] as number;
  const chosen: number[] = [];
  values.forEach((value, at) => {
    if (value <= limit) chosen.push(at);
  });
  return chosen
    .sort((one, other) => (values[one] as number) - (values[other] as number) || one - other)
    .slice(0, count);
}

const waitWeight = 0.2;

/** Travel, idle time that cannot be avoided, and lateness of one visit straight after another (as in PyVRP's neighbourhood). */
function span({ places, place, seconds, service, open, close }: Instance, first: number, second: number): number {
  const travel = seconds[(place[first] as number) * places + (place[second] as number)] as number;
  const stay = service[first] as number;
  const wait = (open[second] as number) - travel - stay - (close[first] as number);
  const late = (open[first] as number) + stay + travel - (close[second] as number);
  return travel + waitWeight * Math.max(0, wait) + Math.max(0, late);
}
