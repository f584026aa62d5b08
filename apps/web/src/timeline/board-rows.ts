import { useCallback, useMemo } from 'react';
import { mayBeAssigned } from '../orders/order-changes.js';
import type { BoardOrder } from '../orders/queries.js';
import type { FirstOf } from '../ui/first-of.js';
import type { Asked } from '../ui/states.js';
import type { BoardVisit } from '../visits/queries.js';
import { type BoardFilter, isOrderWanted, isVisitWanted, picksVisits } from './board-filter.js';
import type { Technician, What } from './use-dragging.js';

const none: readonly never[] = [];

/** Neither is shown without the other: rows without visits would look free. */
export const bothOf = (one: Asked<unknown>, other: Asked<unknown>): Asked<true> => ({
  data: one.data === undefined || other.data === undefined ? undefined : true,
  error: one.error ?? other.error,
  refetch: () => [one, other].forEach(({ refetch }) => refetch()),
});

/** The visits that a filter asks for; undefined where it asks for none in particular. */
export function wantedVisits(
  visits: readonly BoardVisit[],
  filter: BoardFilter,
  categoryName: (code: string) => string,
): ReadonlySet<string> | undefined {
  if (!picksVisits(filter)) return undefined;
  const wanted = visits.filter((visit) =>
    isVisitWanted(filter, visit, visit.category === undefined ? undefined : categoryName(visit.category)),
  );
  return new Set(wanted.map(({ id }) => id));
}

/** A list of the tray without what is not looked for; the same object until something changes, so that a drag draws no map anew. */
export function useOrdersOf(
  list: Asked<FirstOf<BoardOrder>>,
  filter: BoardFilter,
  categoryName: (code: string) => string,
): Asked<FirstOf<BoardOrder>> {
  const { data: all } = list;
  const data = useMemo(
    () =>
      all && {
        ...all,
        items: all.items.filter((order) => isOrderWanted(filter, order, categoryName(order.category))),
      },
    [all, filter, categoryName],
  );
  return { ...list, data };
}

/** What moves when an order of the tray is dragged: the order that waits, or the planned visit of one that has somebody; undefined for any other. */
export function useWhatMoves(visits: readonly BoardVisit[], mayMove: boolean): (order: BoardOrder) => What | undefined {
  const planned = useMemo(
    () => new Map(visits.filter(({ status }) => status === 'planned').map((visit) => [visit.id, visit])),
    [visits],
  );
  return useCallback(
    (order) => {
      if (mayBeAssigned(order)) return { order };
      const visit = planned.get(order.visitId ?? '');
      return mayMove && visit ? { visit } : undefined;
    },
    [mayMove, planned],
  );
}

/** Each order once; one that waits may be at risk as well. */
export const together = (...lists: readonly (readonly BoardOrder[] | undefined)[]): BoardOrder[] => [
  ...new Map(lists.flatMap((list) => list ?? none).map((order) => [order.id, order])).values(),
];

const alphabet = new Intl.Collator();

/** Colleagues stand together. */
export function rowsOf(
  technicians: readonly Technician[],
  siteId: string | undefined,
  nameOf: (id: string) => string,
): Technician[] {
  return technicians
    .filter((technician) => technician.active && (!siteId || technician.siteId === siteId))
    .toSorted(
      (one, other) =>
        alphabet.compare(nameOf(one.siteId), nameOf(other.siteId)) || alphabet.compare(one.name, other.name),
    );
}
