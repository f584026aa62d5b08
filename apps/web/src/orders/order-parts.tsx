import { usePartName } from '../api/lookups.js';
import { Problem } from '../api/problem.js';
import { useLocations } from '../planner/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { OrderSection } from './order-section.js';
import { type Order, useReservation } from './queries.js';

const tones = { held: 'good', short: 'bad', issued: 'plain', released: 'plain', unbacked: 'warn' } as const;

/** The parts that are held, missing or on their way: where each is, and when it will be where the work is. */
export function OrderParts({ order }: { order: Order }) {
  const texts = useTexts();
  const format = useFormat();
  const partName = usePartName();
  const { data: locations } = useLocations();
  const whereIs = (id: string | null | undefined): string | undefined => {
    const place = locations?.find((one) => one.id === id);
    return place && (place.kind === 'in_transit' ? texts.orders.partsOnTheWay : texts.orders.partsIn(place.name));
  };
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
          {lines.map(({ line, quantity, partId, state, locationId, availableAt, expectedAt }) => {
            const at = availableAt ?? expectedAt;
            const time = at && texts.orders.partsAt(format.dateTime(at, order.place.timeZone));
            return (
              <li key={line}>
                <Badge tone={tones[state]}>{texts.partState[state]}</Badge> {quantity} × {partName(partId)}
                <small>{[whereIs(locationId), time].filter(Boolean).join(' · ')}</small>
              </li>
            );
          })}
        </ul>
      )}
    </OrderSection>
  );
}
