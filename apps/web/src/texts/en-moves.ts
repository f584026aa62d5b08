/** Moves by hand: what the server has against them, pins, taking an assignment back. */
export const moves = {
  checking: 'Asking what speaks against it…',
  allowed: 'Nothing speaks against it.',
  overridable: 'It breaks rules; say why it shall be done all the same:',
  impossible: 'It cannot be done:',
  travel: (name: string, before: string, after: string, change: string) =>
    `${name}: ways of the day ${before} → ${after} (${change})`,
  longer: (span: string, kilometres: string) => `+${span}, ${kilometres} more`,
  shorter: (span: string, kilometres: string) => `−${span}, ${kilometres} less`,
  pin: 'Pin',
  unpin: 'Unpin',
  pinHint: 'Plans and improvements leave it where it is. People may still move it.',
  pinned: 'pinned',
  pinnedFor: (reason: string) => `pinned: ${reason}`,
  pinKey: 'pin the visit, or let it go',
  unassign: 'Take back',
  changed: 'Somebody has changed this meanwhile; it stays as it is.',
};
