/** Expected units short over all systems, and how many of the part a system holds. */
export interface InstalledPart {
  backorders: number;
  perSystem: number;
}

/** Share of systems that miss no part: the product over parts of (1 - EBO / (systems·perSystem))^perSystem (Sherbrooke 2004, ch. 2). */
export function availability(systems: number, parts: readonly InstalledPart[]): number {
  return parts.reduce(
    (product, { backorders, perSystem }) => product * Math.max(0, 1 - backorders / (systems * perSystem)) ** perSystem,
    1,
  );
}
