import type { Line, Reservation } from './reservation.js';

/** Sets status, availableAt and expectedAt from the lines. */
export function settle(reservation: Reservation): void {
  const held = reservation.lines.filter(({ state }) => state === 'held');
  const short = reservation.lines.filter(({ state }) => state === 'short');
  const available = latest(held.map(({ availableAt }) => availableAt));
  const expected = latest(short.map(({ expectedAt }) => expectedAt));
  reservation.availableAt = short.length > 0 ? null : available;
  reservation.expectedAt = short.length > 0 && expected ? latest([available, expected]) : null;
  if (reservation.endedAt === null) reservation.status = short.length > 0 ? 'short' : 'held';
  else reservation.status = reservation.lines.some(wasUsed) ? 'issued' : 'released';
}

const wasUsed = ({ state }: Line) => state === 'issued' || state === 'unbacked';

function latest(times: readonly (Date | null)[]): Date | null {
  const known = times.filter((time) => time !== null).map((time) => time.getTime());
  return known.length > 0 ? new Date(Math.max(...known)) : null;
}

/** Text that differs exactly when listeners must be told: what is held where, until when, and what is short. */
export function placement(reservation: Reservation): string {
  const open = reservation.lines.filter(({ state }) => state === 'held' || state === 'short');
  const told = open.map(({ state, partId, wantedPartId, quantity, locationId, availableAt, expectedAt }) =>
    [state, partId, wantedPartId, quantity, locationId, availableAt?.getTime(), expectedAt?.getTime()].join(' '),
  );
  return told.sort().join('\n');
}
