import type { BoardOrder } from '../orders/queries.js';
import type { Asked } from '../ui/states.js';
import type { Technician } from './use-dragging.js';

const none: readonly never[] = [];

/** Neither is shown without the other: rows without visits would look free. */
export const bothOf = (one: Asked<unknown>, other: Asked<unknown>): Asked<true> => ({
  data: one.data === undefined || other.data === undefined ? undefined : true,
  error: one.error ?? other.error,
  refetch: () => [one, other].forEach(({ refetch }) => refetch()),
});

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
