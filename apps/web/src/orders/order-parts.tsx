import { usePartName } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { type Order, useReservation } from './queries.js';

const tones = { held: 'good', short: 'bad', issued: 'plain', released: 'plain', unbacked: 'warn' } as const;

/** The parts that are held, missing or on their way. */
export function OrderParts({ order }: { order: Order }) {
  const texts = useTexts();
  const format = useFormat();
  const partName = usePartName();
  const { data } = useReservation(order.id);
  const lines = data?.lines ?? [];
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{texts.orders.parts}</h3>
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
    </section>
  );
}
