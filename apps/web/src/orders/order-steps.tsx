import { useSiteOf } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { type Order, useTransitions } from './queries.js';

/** Every step so far, with who did it and why; the newest first. */
export function OrderSteps({ order }: { order: Order }) {
  const texts = useTexts();
  const format = useFormat();
  const siteOf = useSiteOf();
  const { data: steps = [] } = useTransitions(order.id);
  const zone = order.place.timeZone;
  return (
    <section>
      <h3>{texts.orders.steps}</h3>
      <ol className="steps">
        {steps.toReversed().map(({ version, to, at, actorName, reason, siteId }) => (
          <li key={`${version} ${to}`}>
            <time dateTime={at}>{format.dateTime(at, zone)}</time> <strong>{texts.orderStatus[to]}</strong>
            <small>{[siteOf(siteId)?.name, actorName, reason].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
        <li>
          <time dateTime={order.openedAt}>{format.dateTime(order.openedAt, zone)}</time>{' '}
          <strong>{texts.orders.opened}</strong>
        </li>
      </ol>
    </section>
  );
}
