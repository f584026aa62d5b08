import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { dueFirst } from '../orders/due-first.js';
import { type BoardOrder, readFirstOrders } from '../orders/queries.js';
import type { FirstOf } from '../ui/first-of.js';
import type { Asked } from '../ui/states.js';

/** So many cards are in the tray at most. */
const mostRisky = 200;

/** Orders that are overdue or will be, whoever has them, the one due first at the top. */
export function useRisky(siteId: string | undefined): Asked<FirstOf<BoardOrder>> {
  const breached = useOrdersAtRisk('breached', siteId);
  const atRisk = useOrdersAtRisk('at_risk', siteId);
  const data = useMemo(
    () => (breached.data && atRisk.data ? dueFirst([breached.data, atRisk.data], mostRisky) : undefined),
    [breached.data, atRisk.data],
  );
  return {
    data,
    error: breached.error ?? atRisk.error,
    refetch: () => [breached, atRisk].forEach((query) => void query.refetch()),
  };
}

const useOrdersAtRisk = (risk: 'breached' | 'at_risk', siteId: string | undefined) =>
  useQuery({
    queryKey: ['orders', 'risky', risk, siteId],
    queryFn: ({ signal }) => readFirstOrders({ risk, ...(siteId && { siteId }) }, mostRisky, signal),
  });
