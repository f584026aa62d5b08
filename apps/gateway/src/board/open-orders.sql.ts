import { daysUpTo } from '../core/ageing.js';

/** What statements about the board's orders (`o`) say of them; `$1` is the present business time. */
export const ended = `('completed', 'cannot_complete', 'closed', 'cancelled')`;

export const breached = `(o.due_by < $1 AND NOT o.due_paused)`;

/** How long it has been open, as in `ages`. */
export const age = `CASE ${Object.entries(daysUpTo)
  .map(([name, days]) => `WHEN o.opened_at > $1::timestamptz - interval '${days} days' THEN '${name}'`)
  .join(' ')} ELSE 'older' END`;
