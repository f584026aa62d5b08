import { useSiteOf } from '../api/lookups.js';
import type { Problem } from '../api/problem.js';
import { useHasRole } from '../session/session.js';
import { type Candidate, type Order, useAssign, useOfferTo } from './queries.js';

/** How a dispatcher gives an order to a candidate: technicians of own sites are assigned, franchised sites are asked instead of those that are asked now. */
export function useTake(order: Order) {
  const isDispatcher = useHasRole('dispatcher', 'supervisor');
  const siteOf = useSiteOf();
  const offer = useOfferTo(order);
  const assign = useAssign(order);
  const isOwn = ({ siteId }: Candidate) => siteOf(siteId)?.kind === 'own';
  return {
    isOwn,
    mayTake: (candidate: Candidate) =>
      isDispatcher && (order.status === 'ready' || (order.status === 'offered' && !isOwn(candidate))),
    take(candidate: Candidate, onTaken?: () => void) {
      const options = onTaken && { onSuccess: onTaken };
      const { technicianId, start, siteId } = candidate;
      if (isOwn(candidate)) assign.mutate({ technicianId, start }, options);
      else offer.mutate([siteId], options);
    },
    isPending: offer.isPending || assign.isPending,
    problem: (offer.error ?? assign.error) as Problem | null,
  };
}
