import { usePartName } from '../api/lookups.js';
import { Problem } from '../api/problem.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { OrderSection } from './order-section.js';
import { type Order, useReservation } from './queries.js';

const tones = { held: 'good', short: 'bad', issued: 'plain', released: 'plain', unbacked: 'warn' } as const;

/** The parts that are held, missing or on their way. */
export function OrderParts({ order }: { order: Order }) {
  const texts = useTexts();
  const format = useFormat();
  const partName = usePartName();
  const query = useReservation(order.id);
  // inventory was asked for nothing, or for nothing that this user may see
  if (query.error instanceof Problem && query.error.status === 404) return null;
  return (
    <OrderSection
      title={texts.orders.parts}
      query={query}
      isEmpty={({ lines }) => lines.length === 0}
      empty={texts.orders.noParts}
    >
      {({ lines }) => (
        <ul className="plain rows">
          {lines.map(({ line, quantity, partId, state, availableAt, expectedAt }) => (
            <li key={line}>
              <Badge tone={tones[state]}>{texts.partState[state]}</Badge> {quantity} × {partName(partId)}
              {(availableAt ?? expectedAt) && (
                <small>
                  {texts.orders.partsAt(format.dateTime(availableAt ?? expectedAt ?? '', order.place.timeZone))}
                </small>
              )}
            </li>
          ))}
        </ul>
      )}
    </OrderSection>
  );
}
