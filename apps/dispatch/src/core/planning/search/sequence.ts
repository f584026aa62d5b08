import type { Instance } from './instance.js';
import type { Routes } from './routes.js';

/**
 * All stops of all routes one after the other, each route ended by -1; in the last places the windows to which visits are held, as the two
 * words of each number.
 */
export type Sequence = Int32Array;

const wordsOfWindow = 4;

/** Visits, at most one restock a route, and the ends. */
const lengthOfStops = ({ visits, routes }: Instance) => visits + 2 * routes;

export const sequenceLength = (instance: Instance) =>
  lengthOfStops(instance) + wordsOfWindow * instance.windowed.length;

/** The routes as a sequence. */
export function writeSequence(routes: Routes, sequence: Sequence): void {
  let at = 0;
  for (let route = 0; route < routes.instance.routes; route += 1) {
    const from = route * routes.stride;
    const last = (routes.length[route] as number) - 1;
    for (let position = 1; position < last; position += 1) {
      sequence[at] = routes.stops[from + position] as number;
      at += 1;
    }
    sequence[at] = -1;
    at += 1;
  }
  if (routes.instance.windowed.length > 0) writeWindows(routes, sequence);
}

/** Windows of the visits that are held, written into `open` and `close`. */
export function readWindows(instance: Instance, sequence: Sequence, open: Float64Array, close: Float64Array): void {
  const numbers = new Float64Array(2);
  const words = new Int32Array(numbers.buffer);
  const from = lengthOfStops(instance);
  instance.windowed.forEach((visit, index) => {
    const at = from + wordsOfWindow * index;
    words.set(sequence.subarray(at, at + wordsOfWindow));
    open[visit] = numbers[0] as number;
    close[visit] = numbers[1] as number;
  });
}

function writeWindows({ instance, open, close }: Routes, sequence: Sequence): void {
  const numbers = new Float64Array(2);
  const words = new Int32Array(numbers.buffer);
  const from = lengthOfStops(instance);
  instance.windowed.forEach((visit, index) => {
    numbers.set([open[visit] as number, close[visit] as number]);
    sequence.set(words, from + wordsOfWindow * index);
  });
}

/** The routes become what a sequence says, which must be feasible. */
export function loadSequence(routes: Routes, sequence: Sequence): void {
  const count = routes.instance.routes;
  routes.commit();
  for (let route = 0; route < count; route += 1) routes.remove(route, 1, (routes.length[route] as number) - 2);
  readWindows(routes.instance, sequence, routes.open, routes.close);
  let at = 0;
  for (let route = 0; route < count; route += 1) {
    for (; (sequence[at] as number) >= 0; at += 1)
      routes.insert(sequence[at] as number, route, (routes.length[route] as number) - 1);
    at += 1;
    routes.refresh(route);
  }
}
