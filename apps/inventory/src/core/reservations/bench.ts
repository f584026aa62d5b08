import type { Network } from '../stock/network.js';
import type { StockDraft } from '../stock/stock-draft.js';
import type { Line, Reservation, Transfer } from './reservation.js';

/** The soonest of the ordered pieces of a part that have not come yet, at one place. */
export interface Supply {
  partId: string;
  toLocationId: string;
  eta: Date;
}

/** Everything that a decision about reservations is worked out on. The transfers that it makes or changes are left in `transfers`. */
export interface Bench {
  now: Date;
  stock: StockDraft;
  network: Network;
  /** A part, then its successors, nearest first; empty for a part that the catalogue does not know. */
  chainOf: (partId: string) => readonly string[];
  supplies: readonly Supply[];
  transfers: Map<string, Transfer>;
  newId: () => string;
  /** Likely parts below this are held only where they are at hand: nothing travels, and nobody waits, for a mere guess. */
  fetchFrom: number;
}

/** The location of the site where the work is to be done. */
export function workplaceOf({ network }: Bench, { siteId }: Pick<Reservation, 'siteId'>): string | null {
  return siteId === null ? null : (network.site(siteId)?.id ?? null);
}

/** Whether a technician of the order has the pieces without any transport: in the own van or at the own site. */
export function isAtHand(
  bench: Bench,
  reservation: Pick<Reservation, 'siteId' | 'technicianId'>,
  locationId: string,
): boolean {
  return (
    locationId === workplaceOf(bench, reservation) ||
    (reservation.technicianId !== null && locationId === bench.network.van(reservation.technicianId)?.id)
  );
}

/** A part that the visit probably does not need, and that is worth holding only where it lies there anyway. */
export const isGuess = ({ fetchFrom }: Bench, { source, probability }: Pick<Line, 'source' | 'probability'>): boolean =>
  source === 'likely' && probability < fetchFrom;
