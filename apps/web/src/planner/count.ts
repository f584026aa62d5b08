/** What the books say of a part at a place, in pieces. */
export interface Books {
  onHand: number;
  reserved: number;
}

/** What a count changes in the books, and whether it would take pieces that are held for orders, which is refused. */
export function outcomeOf(counted: number, { onHand, reserved }: Books): { difference: number; takesHeld: boolean } {
  const difference = counted - onHand;
  return { difference, takesHeld: difference < 0 && counted < reserved };
}

/** `+3`, `-2`, `0`. */
export const signed = (difference: number, text = String(difference)) => (difference > 0 ? `+${text}` : text);
