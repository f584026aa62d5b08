import { answerOf, api, once, type Schemas } from '../api/client.js';
import type { BoardOrder } from '../orders/queries.js';
import { addDays, instantOfWall, startOfDay, wallTime } from '../time/zones.js';
import type { BoardVisit } from '../visits/queries.js';
import { orderNow } from './assignments.js';

/** What can be done to many at once: visits a day earlier or later, visits given up, orders matched again. */
export const bulkActions = ['earlier', 'later', 'giveUp', 'match'] as const;
export type BulkAction = (typeof bulkActions)[number];

export type BulkRow = { visit: BoardVisit } | { order: BoardOrder };

export const idOf = (row: BulkRow) => ('visit' in row ? row.visit.id : row.order.id);

/** Which of the chosen an action is for. */
export function rowsFor(action: BulkAction, rows: readonly BulkRow[]): readonly BulkRow[] {
  return rows.filter((row) =>
    action === 'match'
      ? 'order' in row && row.order.status === 'ready'
      : 'visit' in row && row.visit.status === 'planned',
  );
}

/** The same time on the clock of the place so many days later; ISO 8601. */
export function daysLater(start: string, days: number, zone: string): string {
  const instant = Date.parse(start);
  const day = wallTime(addDays(startOfDay(instant, zone), days, zone), zone).slice(0, 10);
  return new Date(instantOfWall(`${day}T${wallTime(instant, zone).slice(11)}`, zone)).toISOString();
}

type Moved = Schemas['VisitView'] | Schemas['OrderView'];

/** Sends one row of an action on the version that was seen. */
export async function sendRow(
  action: BulkAction,
  row: BulkRow,
  reason: string,
  zone: string,
  key: string,
): Promise<Moved> {
  if ('order' in row) return matchAgain(row.order, key);
  const { id, version } = row.visit;
  const params = { path: { id }, header: once(key, version) };
  if (action === 'giveUp') return answerOf(api.POST('/api/v1/visits/{id}/cancel', { params, body: { reason } }));
  const { technicianId, start } = row.visit;
  const moved = { start: daysLater(start, action === 'later' ? 1 : -1, zone), technicianId, reason };
  return answerOf(api.POST('/api/v1/visits/{id}/reschedule', { params, body: moved }));
}

/** On the version that is there now: the board does not hear of every one, and an order that is no longer ready is refused whatever its version. */
async function matchAgain({ id }: BoardOrder, key: string): Promise<Moved> {
  const { version } = await orderNow(id);
  return answerOf(
    api.POST('/api/v1/repair-orders/{id}/match', { params: { path: { id }, header: once(key, version) } }),
  );
}
