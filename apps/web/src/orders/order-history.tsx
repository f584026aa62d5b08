import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answerOf, api } from '../api/client.js';
import { useCategoryName } from '../api/lookups.js';
import { Problem } from '../api/problem.js';
import { useSideLinks } from '../network/links.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { orderTones } from '../ui/labels.js';
import { OrderSection } from './order-section.js';
import type { Order } from './queries.js';

/** Earlier orders of the same unit, then others of its customer, each with how it ended. */
export function OrderHistory({ order }: { order: Order }) {
  const texts = useTexts();
  const { history } = texts.orders;
  const format = useFormat();
  const categoryName = useCategoryName();
  const links = useSideLinks();
  const query = useQuery({
    queryKey: ['orders', order.id, 'history'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/board/orders/{id}/history', { params: { path: { id: order.id } }, signal })),
    retry: false,
  });
  // the board has not heard of the order, or it is not the caller's yet
  if (query.error instanceof Problem && query.error.status === 404) return null;
  return (
    <OrderSection title={history.title} query={query} isEmpty={({ length }) => length === 0} empty={history.none}>
      {(orders) => (
        <ul className="plain rows">
          {orders.map(
            ({ id, number, category, isSameUnit, status, openedAt, siteName, technicianName, outcome, reason }) => (
              <li key={id}>
                <Link to={links.order(id)}>{number}</Link>{' '}
                <Badge tone={orderTones[status]}>{texts.orderStatus[status]}</Badge>
                {outcome && ` ${texts.outcome[outcome as keyof typeof texts.outcome] ?? outcome}`}
                <small>
                  {[
                    format.date(openedAt, order.place.timeZone),
                    isSameUnit ? history.sameUnit : categoryName(category),
                    siteName,
                    technicianName,
                    !outcome && reason,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </li>
            ),
          )}
        </ul>
      )}
    </OrderSection>
  );
}
