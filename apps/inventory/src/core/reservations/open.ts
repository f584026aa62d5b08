import type { Reservation } from './reservation.js';

/** A reservation that nothing is known of but its order. */
export function newReservation(repairOrderId: string, requestId: string): Reservation {
  return {
    repairOrderId,
    requestId,
    status: 'held',
    priority: 'normal',
    siteId: null,
    technicianId: null,
    placeStamp: '',
    wantedSiteId: null,
    wantedStamp: '',
    wantedAt: null,
    booked: false,
    diagnosed: false,
    needsVersion: 0,
    visits: [],
    availableAt: null,
    expectedAt: null,
    endedAt: null,
    version: 0,
    lines: [],
  };
}
