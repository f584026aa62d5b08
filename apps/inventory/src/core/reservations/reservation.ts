import type { Priority } from '#common/events/lists.js';

export type LineState = 'held' | 'short' | 'issued' | 'released' | 'unbacked';
export type LineSource = 'likely' | 'needed' | 'used';
export type ReservationStatus = 'held' | 'short' | 'issued' | 'released';

/** Pieces of one part for one order that share a place and a fate; a need that comes from two places has two lines. */
export interface Line {
  line: number;
  wantedPartId: string;
  /** What serves it: the wanted part or one of its successors. */
  partId: string;
  quantity: number;
  state: LineState;
  source: LineSource;
  probability: number;
  /** Where held pieces are now. */
  locationId: string | null;
  transferId: string | null;
  availableAt: Date | null;
  expectedAt: Date | null;
  /** The place whose `backordered` counts a short line. */
  wantedLocationId: string | null;
  wantedSince: Date;
}

export interface Reservation {
  repairOrderId: string;
  requestId: string;
  status: ReservationStatus;
  priority: Priority;
  siteId: string | null;
  technicianId: string | null;
  placeStamp: string;
  wantedSiteId: string | null;
  wantedStamp: string;
  wantedAt: Date | null;
  booked: boolean;
  diagnosed: boolean;
  needsVersion: number;
  /** Visits whose use is recorded. */
  visits: string[];
  availableAt: Date | null;
  expectedAt: Date | null;
  endedAt: Date | null;
  version: number;
  lines: Line[];
}

export interface Transfer {
  id: string;
  repairOrderId: string;
  partId: string;
  quantity: number;
  fromLocationId: string;
  toLocationId: string;
  status: 'in_transit' | 'arrived';
  shippedAt: Date;
  eta: Date;
  arrivedAt: Date | null;
}

const rankOf: Record<Priority, number> = { urgent: 0, high: 1, normal: 2, low: 3 };

/** Who is served first when stock arrives: the more urgent order, then the one that has waited longer. */
export function queueOrder(one: Reservation, other: Reservation): number {
  const since = (reservation: Reservation) => reservation.wantedAt?.getTime() ?? 0;
  return (
    rankOf[one.priority] - rankOf[other.priority] ||
    since(one) - since(other) ||
    (one.repairOrderId < other.repairOrderId ? -1 : 1)
  );
}

export const isOpen = ({ state }: Pick<Line, 'state'>) => state === 'held' || state === 'short';
