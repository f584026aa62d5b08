const mostMatches = 6;

/** The first few whose text has every word that was typed, in any order; the first ones of all while nothing is typed. */
export function matchesOf<Item>(items: readonly Item[], typed: string, textOf: (item: Item) => string): Item[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found: Item[] = [];
  for (const item of items) {
    const text = textOf(item).toLowerCase();
    if (words.every((word) => text.includes(word))) found.push(item);
    if (found.length === mostMatches) break;
  }
  return found;
}
