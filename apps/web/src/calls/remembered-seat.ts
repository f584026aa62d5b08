const storageKey = 'callout.seat';

/** A seat is a place with a telephone: whoever signs in at this browser next sits there too. */
export function rememberSeat(code: string): void {
  try {
    localStorage.setItem(storageKey, code);
  } catch {
    // storage is switched off: the seat is chosen anew each time
  }
}

/** The code of the seat that was last taken at this browser. */
export function rememberedSeat(): string | undefined {
  try {
    return localStorage.getItem(storageKey) ?? undefined;
  } catch {
    return undefined;
  }
}
