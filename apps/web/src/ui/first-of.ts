import type { PageOf } from './use-pages.js';

/** The beginning of a list. */
export interface FirstOf<T> {
  items: T[];
  /** False: the list goes on behind these. */
  isWhole: boolean;
}

/** Page after page until the list ends or there are `most` rows of it; unlike `allPages` it says whether something was left out. */
export async function firstOf<T>(
  most: number,
  read: (cursor: string | undefined) => Promise<PageOf<T>>,
): Promise<FirstOf<T>> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && items.length < most);
  return { items: items.slice(0, most), isWhole: cursor === undefined && items.length <= most };
}
