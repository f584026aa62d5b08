/** A move is one number: where the visit goes, and a restock that goes in with it. */
const positionBits = 10;
const positionMask = (1 << positionBits) - 1;

export const moveOf = (position: number, restockPosition = 0, stockPoint = 0) =>
  position | (restockPosition << positionBits) | (stockPoint << (2 * positionBits));

/** Where the visit goes. */
export const positionOf = (move: number) => move & positionMask;

/** Where the restock goes; 0 = there is none. */
export const restockPositionOf = (move: number) => (move >> positionBits) & positionMask;

/** Which stock point it is. */
export const stockPointOf = (move: number) => move >> (2 * positionBits);
