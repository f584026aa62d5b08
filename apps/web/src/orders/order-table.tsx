import { Link } from 'react-router';
import { useCategoryName } from '../api/lookups.js';
import { useStandingSubStatuses } from '../sub-statuses/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { orderTones, priorityTones, riskTones } from '../ui/labels.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/states.js';
import { TableHead } from '../ui/table-head.js';
import type { BoardOrder, useBoardOrders } from './queries.js';

interface OrderTableProps {
  orders: ReturnType<typeof useBoardOrders>;
  linkTo: (id: string) => string;
  openId: string | undefined;
}

/** The orders of the board; on a phone each row is a card. */
export function OrderTable({ orders, linkTo, openId }: OrderTableProps) {
  const texts = useTexts();
  const now = useNow();
  const subStatuses = useStandingSubStatuses();
  const heads = texts.orders.columns;
  return (
    <Loaded query={orders} isEmpty={({ pages }) => !pages[0] || pages[0].items.length === 0} empty={texts.orders.none}>
      {({ pages }) => (
        <>
          <table className="list stacking">
            <TableHead columns={[heads.order, heads.urgency, heads.status, heads.due, heads.who, heads.visit]} />
            <tbody>
              {pages
                .flatMap(({ items }) => items)
                .map((order) => (
                  <OrderRow
                    key={order.id}
                    order={order}
                    subStatus={subStatuses.get(order.id)}
                    to={linkTo(order.id)}
                    isOpen={order.id === openId}
                    now={now}
                  />
                ))}
            </tbody>
          </table>
          <More query={orders} />
        </>
      )}
    </Loaded>
  );
}

interface OrderRowProps {
  order: BoardOrder;
  /** In the site's own words. */
  subStatus: string | undefined;
  to: string;
  isOpen: boolean;
  now: number;
}

function OrderRow({ order, subStatus, to, isOpen, now }: OrderRowProps) {
  const texts = useTexts();
  const format = useFormat();
  const categoryName = useCategoryName();
  const heads = texts.orders.columns;
  const { timeZone, locality } = order.place;
  const left = Date.parse(order.dueBy) - now;
  return (
    <tr aria-selected={isOpen} className={order.risk}>
      <th scope="row" data-label={heads.order}>
        <Link to={to}>{order.number}</Link>
        <small>
          {categoryName(order.category)} · {locality}
        </small>
      </th>
      <td data-label={heads.urgency} className="badges">
        {order.emergency && <Badge tone="bad">{texts.orders.emergency}</Badge>}
        {order.priority !== 'normal' && (
          <Badge tone={priorityTones[order.priority]}>{texts.priority[order.priority]}</Badge>
        )}
        {order.risk !== 'none' && <Badge tone={riskTones[order.risk]}>{texts.risk[order.risk]}</Badge>}
        {order.exceptionReasons.length > 0 && (
          <Badge tone="bad">
            {order.exceptionReasons.includes('unsafe') ? texts.rule.unsafe : texts.orders.nobodyFound}
          </Badge>
        )}
        {order.parts === 'short' && <Badge tone="warn">{texts.orders.partsShort}</Badge>}
      </td>
      <td data-label={heads.status}>
        <Badge tone={orderTones[order.status]}>{texts.orderStatus[order.status]}</Badge>
        {subStatus && <small>{subStatus}</small>}
        {order.waitingFor !== 'nobody' && <small>{texts.orders.waits(texts.party[order.waitingFor])}</small>}
      </td>
      <td data-label={heads.due}>
        <time dateTime={order.dueBy}>{format.dateTime(order.dueBy, timeZone)}</time>
        {order.duePaused && <small>{texts.orders.clockStands}</small>}
        {order.risk !== 'none' && (
          <small>{left < 0 ? texts.orders.late(format.span(-left)) : texts.orders.left(format.span(left))}</small>
        )}
      </td>
      <td data-label={heads.who}>
        {order.siteName ?? '–'}
        {order.technicianName && <small>{order.technicianName}</small>}
      </td>
      <td data-label={heads.visit}>
        {order.visitStart ? (
          <time dateTime={order.visitStart}>{format.dateTime(order.visitStart, timeZone)}</time>
        ) : (
          '–'
        )}
      </td>
    </tr>
  );
}
