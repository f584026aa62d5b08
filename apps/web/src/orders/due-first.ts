import type { FirstOf } from '../ui/first-of.js';

/** One list of several, the order due first at the top: at most `most`, right if each of the lists begins with its `most` due first. */
export function dueFirst<T extends { dueBy: string }>(lists: readonly FirstOf<T>[], most: number): FirstOf<T> {
  const items = lists
    .flatMap((list) => list.items)
    .toSorted((one, other) => Date.parse(one.dueBy) - Date.parse(other.dueBy));
  return { items: items.slice(0, most), isWhole: items.length <= most && lists.every(({ isWhole }) => isWhole) };
}
