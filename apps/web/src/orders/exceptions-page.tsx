import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { answerOf, api } from '../api/client.js';
import { useCategoryName } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { type Priority, priorityTones } from '../ui/labels.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/states.js';
import { useListKeys } from '../ui/use-list-keys.js';
import { useTitle } from '../ui/use-title.js';
import { OrderDrawer } from './order-drawer.js';

/** Orders for which nobody was found, with the rules that left nobody. */
export default function ExceptionsPage() {
  const texts = useTexts();
  const format = useFormat();
  const categoryName = useCategoryName();
  const { orderId } = useParams();
  const navigate = useNavigate();
  useTitle(texts.pages.exceptions);
  useListKeys(texts.pages.exceptions, 'main ul.cards h2 a');
  const query = useInfiniteQuery({
    queryKey: ['orders', 'exceptions'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(api.GET('/api/v1/dispatch-exceptions', { params: { query: { limit: 50, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.exceptions}</h1>
      </header>
      <Loaded
        query={query}
        isEmpty={({ pages }) => !pages[0] || pages[0].items.length === 0}
        empty={texts.orders.noExceptions}
      >
        {({ pages }) => (
          <ul className="cards">
            {pages
              .flatMap(({ items }) => items)
              .map((item) => (
                <li key={item.repairOrderId} className="card">
                  <header>
                    <h2>
                      <Link to={`/app/exceptions/${item.repairOrderId}`}>{item.number}</Link>
                    </h2>
                    <Badge tone={priorityTones[item.priority as Priority]}>
                      {texts.priority[item.priority as Priority]}
                    </Badge>
                  </header>
                  <p>
                    {categoryName(item.category)} · {item.locality} · {texts.skills[item.skill] ?? item.skill}{' '}
                    {texts.orders.level(item.skillLevel)}
                  </p>
                  <p className="badges">
                    {item.reasons.map((reason) => (
                      <Badge key={reason} tone="warn">
                        {texts.rule[reason as keyof typeof texts.rule] ?? reason}
                      </Badge>
                    ))}
                  </p>
                  {item.reasons.includes('unsafe') && <p>{item.why}</p>}
                  <p className="muted">
                    {texts.orders.dueBy} {format.dateTime(item.dueBy, item.timeZone)} ·{' '}
                    {texts.orders.triedAgain(item.attempts, format.dateTime(item.tryAgainAt, item.timeZone))}
                  </p>
                </li>
              ))}
          </ul>
        )}
      </Loaded>
      <More query={query} />
      {orderId && <OrderDrawer key={orderId} id={orderId} onClose={() => void navigate('/app/exceptions')} />}
    </>
  );
}
