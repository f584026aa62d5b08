/** One line as it is typed; `key` tells lines apart while they come and go. */
export interface PartLine {
  key: number;
  number: string;
  quantity: number;
}

interface WantedParts {
  /** In the order of the lines; a part that is named twice stands once, with both quantities. */
  parts: { partId: string; quantity: number }[];
  /** Keys of lines whose number no part has. */
  unknown: Set<number>;
}

/** The parts that the lines name; lines without a number count for nothing. */
export function wantedOf(lines: readonly PartLine[], idOf: (number: string) => string | undefined): WantedParts {
  const quantities = new Map<string, number>();
  const unknown = new Set<number>();
  for (const { key, number, quantity } of lines) {
    const wanted = number.trim();
    if (wanted === '') continue;
    const partId = idOf(wanted);
    if (partId === undefined) unknown.add(key);
    else quantities.set(partId, (quantities.get(partId) ?? 0) + quantity);
  }
  return { parts: [...quantities].map(([partId, quantity]) => ({ partId, quantity })), unknown };
}
