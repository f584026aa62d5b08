import timeZoneAt from '@photostructure/tz-lookup';
import type { PlaceView } from './board.dto.js';
import { present } from './rows.js';

/** Where it is, and whose clock counts there; the facts of an offer have no point, so nothing is known of its clock. */
export function placeOf({ lon, lat, locality }: { lon?: unknown; lat?: unknown; locality?: unknown }): PlaceView {
  const known = typeof lon === 'number' && typeof lat === 'number';
  return present({ lon, lat, locality, ...(known && { timeZone: timeZoneAt(lat, lon) }) });
}
