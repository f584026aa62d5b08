import { lazy, type ReactNode, type RefObject, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import { useCategoryName } from '../api/lookups.js';
import type { Order } from '../orders/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { orderTones, priorityTones } from '../ui/labels.js';
import { Loading } from '../ui/states.js';
import type { Span } from './geometry.js';
import { type Spot, useGridDrag } from './use-grid-drag.js';

export interface CardProps {
  span: Span;
  rows: RefObject<HTMLElement | null>;
  chosen: ReadonlySet<string>;
  onChoose: (repairOrderId: string) => void;
  onOpen: (repairOrderId: string) => void;
  onMove: (order: Order, spot: Spot | undefined) => void;
  onDrop: (order: Order, spot: Spot) => void;
}

/** With the outlines of the world: loaded when it is first opened. */
const TrayMap = lazy(() => import('./tray-map.js'));

interface TrayProps extends CardProps {
  orders: readonly Order[];
  /** What stands above the list. */
  children: ReactNode;
}

/** Orders that wait for a technician: drag one onto a row, open it, or choose it among others. */
export function Tray({ orders, children, ...rest }: TrayProps) {
  const texts = useTexts();
  const [parameters, setParameters] = useSearchParams();
  const isMap = parameters.has('map');
  const flip = () =>
    setParameters((before) => {
      const after = new URLSearchParams(before);
      if (!after.has('map')) after.set('map', '');
      else after.delete('map');
      return after;
    });
  return (
    <aside className="tray" aria-labelledby="tray">
      {children}
      <header>
        <h2 id="tray">{texts.timeline.waiting(orders.length)}</h2>
        <button aria-pressed={isMap} onClick={flip}>
          {texts.pages.map}
        </button>
      </header>
      {isMap && (
        <Suspense fallback={<Loading />}>
          <TrayMap orders={orders} {...rest} />
        </Suspense>
      )}
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

function TrayCard({ order, rows, span, chosen, onChoose, onOpen, onMove, onDrop }: { order: Order } & CardProps) {
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
    <>
      {order.status === 'ready' && (
        <input
          type="checkbox"
          aria-label={texts.dispatch.bulk.choose(order.number)}
          checked={chosen.has(order.id)}
          onChange={() => onChoose(order.id)}
        />
      )}
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
    </>
  );
}
