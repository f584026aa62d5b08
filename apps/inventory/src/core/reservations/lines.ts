import type { Reservation } from './reservation.js';

/** The number of an order's next line. */
export const nextLine = ({ lines }: Pick<Reservation, 'lines'>) => 1 + Math.max(0, ...lines.map(({ line }) => line));
