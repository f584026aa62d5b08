import type { Instance } from './instance.js';
import type { Random } from './random.js';

/** Shares of the orders in which absent visits are put back (Christiaens & Vanden Berghe 2020, with the windows of their VRPTW). */
const shares = { chance: 4, demanding: 4, far: 2, near: 1, shortWindow: 2, earlyWindow: 2, lateWindow: 2 } as const;

/** Sorts visits by one of several keys, drawn by chance. */
export class Orders {
  private readonly keys: Float64Array[];
  private readonly weights: number[];
  private readonly total: number;

  constructor(instance: Instance) {
    const { visits, open, close } = instance;
    const far = distanceFromStarts(instance);
    const by = (key: (visit: number) => number) => Float64Array.from({ length: visits }, (_, visit) => key(visit));
    const at = (values: Float64Array, visit: number) => values[visit] as number;
    this.keys = [
      demandOf(instance),
      by((visit) => -at(far, visit)),
      far,
      by((visit) => at(close, visit) - at(open, visit)),
      by((visit) => at(open, visit)),
      by((visit) => -at(close, visit)),
    ];
    this.weights = Object.values(shares);
    this.total = this.weights.reduce((sum, share) => sum + share, 0);
  }

  sort(visits: Int32Array, count: number, random: Random): void {
    random.shuffle(visits, count);
    let draw = random.next() * this.total;
    let chosen = 0;
    while (draw >= (this.weights[chosen] as number)) {
      draw -= this.weights[chosen] as number;
      chosen += 1;
    }
    const key = this.keys[chosen - 1];
    if (key) sortBy(key, visits, count);
  }
}

/** The hardest to serve first: few technicians, many parts. */
function demandOf({ visits, technicians, fit, parts, need, service }: Instance): Float64Array {
  return Float64Array.from({ length: visits }, (_, visit) => {
    let able = 0;
    for (let technician = 0; technician < technicians; technician += 1)
      able += fit[visit * technicians + technician] === 1 ? 1 : 0;
    let wanted = 0;
    for (let part = 0; part < parts; part += 1) wanted += need[visit * parts + part] as number;
    return able * 1e6 - wanted * 1e3 - (service[visit] as number) * 1e-3;
  });
}

function distanceFromStarts({ visits, stockPoints, routes, places, place, seconds }: Instance): Float64Array {
  return Float64Array.from({ length: visits }, (_, visit) => {
    let least = Infinity;
    for (let route = 0; route < routes; route += 1) {
      const start = place[visits + stockPoints + 2 * route] as number;
      least = Math.min(least, seconds[start * places + (place[visit] as number)] as number);
    }
    return least;
  });
}

/** Few values, nearly always: insertion sort, stable. */
function sortBy(key: Float64Array, values: Int32Array, count: number): void {
  for (let index = 1; index < count; index += 1) {
    const value = values[index] as number;
    const own = key[value] as number;
    let to = index;
    while (to > 0 && (key[values[to - 1] as number] as number) > own) {
      values[to] = values[to - 1] as number;
      to -= 1;
    }
    values[to] = value;
  }
}
