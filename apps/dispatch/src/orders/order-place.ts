import type { Place } from '#common/events/values.js';
import type { RepairOrder } from './repair-order.entity.js';

type Placed = Pick<RepairOrder, 'lon' | 'lat' | 'timeZone' | 'country' | 'subdivision' | 'locality'>;

export const placeOf = ({ lon, lat, timeZone, country, subdivision, locality }: Placed): Place => ({
  lon,
  lat,
  timeZone,
  country,
  subdivision,
  locality,
});

/** The place as a site sees it before it accepts: the locality, and coordinates to about a kilometre. */
export const coarsePlaceOf = (order: Placed): Place => ({
  ...placeOf(order),
  lon: coarse(order.lon),
  lat: coarse(order.lat),
});

export const coarse = (degrees: number): number => Math.round(degrees * 100) / 100;
