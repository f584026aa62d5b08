import { useMemo, useRef } from 'react';
import { useSites } from '../api/lookups.js';
import { MapCanvas } from '../map/map-canvas.js';
import { orderIdOf, waitingPoints } from '../map/points.js';
import type { BoardOrder } from '../orders/queries.js';
import { useNow } from '../time/business-clock.js';
import type { CardProps } from './tray.js';
import type { What } from './use-dragging.js';
import { useGridDrag } from './use-grid-drag.js';

type TrayMapProps = { orders: readonly BoardOrder[] } & Pick<
  CardProps,
  'rows' | 'span' | 'onOpen' | 'whatOf' | 'onMove' | 'onDrop'
>;

/** Where the orders of the tray are: one is dragged from here onto a row as from the list below. */
export default function TrayMap({ orders, rows, span, onOpen, whatOf, onMove, onDrop }: TrayMapProps) {
  const { data: sites } = useSites();
  const now = useNow();
  const points = useMemo(() => waitingPoints(orders, sites ?? [], now), [orders, sites, now]);
  const held = useRef<What>(undefined);
  const drag = useGridDrag({
    rows,
    span,
    start: undefined,
    onMove: (spot) => held.current && onMove(held.current, spot),
    onDrop: (spot) => held.current && onDrop(held.current, spot),
  });
  return (
    <div className="tray-map">
      <MapCanvas
        points={points}
        openId={undefined}
        onPick={(picked) => {
          const id = picked.map(orderIdOf).find(Boolean);
          if (id) onOpen(id);
        }}
        grab={(point) => {
          const order = orders.find(({ id }) => id === point.id);
          held.current = order && whatOf(order);
          return held.current && drag;
        }}
      />
    </div>
  );
}
