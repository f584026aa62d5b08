import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import { useHasRole } from '../session/session.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Facts } from '../ui/facts.js';
import { OrderSection } from './order-section.js';
import type { Order } from './queries.js';

/** The unit that is to be repaired; sites and technicians learn of it with the order's contact. */
export function OrderUnit({ order }: { order: Order }) {
  const may = useHasRole('dispatcher', 'supervisor', 'agent', 'quality_engineer');
  return may && order.assetId ? <Unit assetId={order.assetId} zone={order.place.timeZone} /> : null;
}

function Unit({ assetId, zone }: { assetId: string; zone: string }) {
  const texts = useTexts();
  const { unit } = texts.orders;
  const format = useFormat();
  const pick = usePick();
  const query = useQuery({
    queryKey: ['customers', 'asset', assetId],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/assets/{id}', { params: { path: { id: assetId } }, signal })),
  });
  return (
    <OrderSection title={unit.title} query={query}>
      {({ nameEn, nameZh, productCode, serialNumber, batch, installedAt, warrantyUntil, underWarranty }) => (
        <Facts
          facts={[
            [texts.orders.product, `${pick({ en: nameEn, zh: nameZh })} (${productCode})`],
            [unit.serial, serialNumber],
            [unit.batch, batch],
            [unit.installed, format.date(installedAt, zone)],
            [
              unit.warranty,
              <>
                {unit.until(format.date(warrantyUntil, zone))}{' '}
                <Badge tone={underWarranty ? 'good' : 'plain'}>
                  {underWarranty ? texts.orders.underWarranty : unit.over}
                </Badge>
              </>,
            ],
          ]}
        />
      )}
    </OrderSection>
  );
}
