import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { answerOf, api } from '../api/client.js';
import { useCategoryName } from '../api/lookups.js';
import type { Order } from '../orders/queries.js';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { orderTones, priorityTones } from '../ui/labels.js';
import type { Span } from './geometry.js';
import { type Spot, useGridDrag } from './use-grid-drag.js';

interface TrayProps {
  span: Span;
  rows: RefObject<HTMLElement | null>;
  siteId: string | undefined;
  onOpen: (repairOrderId: string) => void;
  onMove: (order: Order, spot: Spot | undefined) => void;
  onDrop: (order: Order, spot: Spot) => void;
}

const byDue = (one: Order, other: Order) => one.dueBy.localeCompare(other.dueBy);

/** Orders that wait for a technician: drag one onto a row, or open it. */
export function Tray({ siteId, ...rest }: TrayProps) {
  const texts = useTexts();
  const isDispatcher = useHasRole('dispatcher', 'supervisor');
  const ready = useWaiting('ready', undefined, isDispatcher);
  const accepted = useWaiting('accepted', siteId, true);
  const orders = [...ready, ...accepted].toSorted(byDue);
  return (
    <aside className="tray" aria-labelledby="tray">
      <h2 id="tray">{texts.timeline.waiting(orders.length)}</h2>
      {orders.length === 0 && <p className="empty">{texts.timeline.nothingWaits}</p>}
      <ul className="plain">
        {orders.map((order) => (
          <li key={order.id}>
            <TrayCard order={order} {...rest} />
          </li>
        ))}
      </ul>
    </aside>
  );
}

function useWaiting(status: 'ready' | 'accepted', siteId: string | undefined, enabled: boolean): Order[] {
  const { data = [] } = useQuery({
    queryKey: ['orders', 'waiting', status, siteId],
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          api.GET('/api/v1/repair-orders', {
            params: { query: { status, limit: 100, ...(siteId && { siteId }) } },
            signal,
          }),
        )
      ).items,
    enabled,
  });
  return data;
}

function TrayCard({ order, rows, span, onOpen, onMove, onDrop }: { order: Order } & Omit<TrayProps, 'siteId'>) {
  const texts = useTexts();
  const format = useFormat();
  const categoryName = useCategoryName();
  const drag = useGridDrag({
    rows,
    span,
    start: undefined,
    onMove: (spot) => onMove(order, spot),
    onDrop: (spot) => onDrop(order, spot),
  });
  return (
    <button className="waiting movable" onClick={() => onOpen(order.id)} {...drag}>
      <strong>{order.number}</strong>
      <Badge tone={orderTones[order.status]}>{texts.orderStatus[order.status]}</Badge>
      {order.priority !== 'normal' && (
        <Badge tone={priorityTones[order.priority]}>{texts.priority[order.priority]}</Badge>
      )}
      <small>
        {categoryName(order.category)} · {order.place.locality} · {format.dateTime(order.dueBy, order.place.timeZone)}
      </small>
    </button>
  );
}
