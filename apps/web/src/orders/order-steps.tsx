import { useSiteOf } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { OrderSection } from './order-section.js';
import { type Order, useTransitions } from './queries.js';

/** Every step so far, with who did it and why; the newest first. */
export function OrderSteps({ order }: { order: Order }) {
  const texts = useTexts();
  const format = useFormat();
  const siteOf = useSiteOf();
  const query = useTransitions(order.id);
  const zone = order.place.timeZone;
  return (
    <OrderSection title={texts.orders.steps} query={query}>
      {(steps) => (
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
      )}
    </OrderSection>
  );
}
