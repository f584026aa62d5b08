import { memo } from 'react';
import { useCategoryName } from '../api/lookups.js';
import type { BoardOrder } from '../orders/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { orderTones, priorityTones, riskTones } from '../ui/labels.js';
import type { CardProps } from './tray.js';
import { useGridDrag } from './use-grid-drag.js';

/** One order of the tray, with until when, and with whom if somebody has it. There may be 200 of them beside a drag. */
export const TrayCard = memo(function TrayCard({ order, ...props }: { order: BoardOrder } & CardProps) {
  const { rows, span, chosen, onChoose, onOpen, whatOf, onMove, onDrop } = props;
  const texts = useTexts();
  const format = useFormat();
  const now = useNow();
  const categoryName = useCategoryName();
  const what = whatOf(order);
  const drag = useGridDrag({
    rows,
    span,
    start: undefined,
    onMove: (spot) => what && onMove(what, spot),
    onDrop: (spot) => what && onDrop(what, spot),
  });
  const { timeZone } = order.place;
  const left = Date.parse(order.dueBy) - now;
  const visit = order.visitStart && format.dateTime(order.visitStart, timeZone);
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
      <button className={`waiting ${what ? 'movable' : ''}`} onClick={() => onOpen(order.id)} {...(what && drag)}>
        <strong>{order.number}</strong>
        <Badge tone={orderTones[order.status]}>{texts.orderStatus[order.status]}</Badge>
        {order.priority !== 'normal' && (
          <Badge tone={priorityTones[order.priority]}>{texts.priority[order.priority]}</Badge>
        )}
        {order.risk !== 'none' && (
          <Badge tone={riskTones[order.risk]}>
            {left < 0 ? texts.orders.late(format.span(-left)) : texts.orders.left(format.span(left))}
          </Badge>
        )}
        <small>
          {categoryName(order.category)} · {order.place.locality} · {format.dateTime(order.dueBy, timeZone)}
        </small>
        {order.siteName && <small>{[order.siteName, order.technicianName, visit].filter(Boolean).join(' · ')}</small>}
      </button>
    </>
  );
});
