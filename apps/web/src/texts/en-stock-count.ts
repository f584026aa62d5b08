/** Counting a part at a place. */
export const stockCount = {
  count: 'Count',
  countOf: (part: string) => `Count ${part}`,
  other: 'Count a part',
  counted: 'Counted',
  booked: 'In the books',
  difference: 'Difference',
  none: 'none',
  held: (reserved: string) =>
    `${reserved} are held for orders: with fewer there the count is refused until they are released.`,
  unknownPart: 'No part has this number.',
  reasonHint: 'At least three characters; it stands in the ledger of stock.',
  done: (part: string, onHand: string, change: string) => `${part}: ${onHand} on hand now (${change}).`,
};
