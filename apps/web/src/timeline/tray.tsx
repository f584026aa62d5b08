import { lazy, type ReactNode, type RefObject, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import { useCategoryName } from '../api/lookups.js';
import type { BoardOrder } from '../orders/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { orderTones, priorityTones } from '../ui/labels.js';
import type { FirstOf } from '../ui/first-of.js';
import { type Asked, Loaded, Loading } from '../ui/states.js';
import type { Span } from './geometry.js';
import { type Spot, useGridDrag } from './use-grid-drag.js';

export interface CardProps {
  span: Span;
  rows: RefObject<HTMLElement | null>;
  chosen: ReadonlySet<string>;
  onChoose: (repairOrderId: string) => void;
  onOpen: (repairOrderId: string) => void;
  onMove: (order: BoardOrder, spot: Spot | undefined) => void;
  onDrop: (order: BoardOrder, spot: Spot) => void;
}

const none: readonly never[] = [];

/** With the outlines of the world: loaded when it is first opened. */
const TrayMap = lazy(() => import('./tray-map.js'));

interface TrayProps extends CardProps {
  waiting: Asked<FirstOf<BoardOrder>>;
  /** What stands above the list. */
  children: ReactNode;
}

/** Orders that wait for a technician: drag one onto a row, open it, or choose it among others. */
export function Tray({ waiting, children, ...rest }: TrayProps) {
  const texts = useTexts();
  const format = useFormat();
  const { data } = waiting;
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
        <h2 id="tray">
          {texts.timeline.waiting(data ? `${format.number(data.items.length)}${data.isWhole ? '' : '+'}` : '…')}
        </h2>
        <button aria-pressed={isMap} onClick={flip}>
          {texts.pages.map}
        </button>
      </header>
      {isMap && (
        <Suspense fallback={<Loading />}>
          <TrayMap orders={data?.items ?? none} {...rest} />
        </Suspense>
      )}
      <Loaded query={waiting} isEmpty={({ items }) => items.length === 0} empty={texts.timeline.nothingWaits}>
        {({ items, isWhole }) => (
          <>
            {!isWhole && <p className="note warn">{texts.timeline.onlyFirst(format.number(items.length))}</p>}
            <ul className="plain">
              {items.map((order) => (
                <li key={order.id}>
                  <TrayCard order={order} {...rest} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </aside>
  );
}

function TrayCard({ order, rows, span, chosen, onChoose, onOpen, onMove, onDrop }: { order: BoardOrder } & CardProps) {
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
