import { useMemo } from 'react';
import { dueFirst } from '../orders/due-first.js';
import { type BoardOrder, useWaitingOrders } from '../orders/queries.js';
import { useHasRole } from '../session/session.js';
import type { FirstOf } from '../ui/first-of.js';
import type { Asked } from '../ui/states.js';

/** So many cards are in the tray at most. */
const mostWaiting = 200;

/** Orders without a technician, the one due first at the top; nothing is known of them until each of their lists is there. */
export function useWaiting(siteId: string | undefined): Asked<FirstOf<BoardOrder>> {
  const isDispatcher = useHasRole('dispatcher', 'supervisor');
  const ready = useWaitingOrders('ready', { most: mostWaiting, enabled: isDispatcher });
  const accepted = useWaitingOrders('accepted', { siteId, most: mostWaiting });
  const queries = isDispatcher ? [ready, accepted] : [accepted];
  const data = useMemo(() => {
    const lists = isDispatcher ? [ready.data, accepted.data] : [accepted.data];
    const known = lists.filter((list) => list !== undefined);
    return known.length === lists.length ? dueFirst(known, mostWaiting) : undefined;
  }, [isDispatcher, ready.data, accepted.data]);
  return {
    data,
    error: queries.find(({ error }) => error)?.error ?? null,
    refetch: () => queries.forEach((query) => void query.refetch()),
  };
}
