import { useSiteOf, useTechnicianName } from '../api/lookups.js';
import { DeadlineClock } from '../offers/deadline-clock.js';
import type { Offer } from '../offers/queries.js';
import type { Order } from '../orders/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { orderTones } from '../ui/labels.js';

/** What has become of the order so far: booked with whom, or offered to whom and until when they may answer. */
export function OrderState({ order, offers }: { order: Order; offers: readonly Offer[] }) {
  const texts = useTexts();
  const format = useFormat();
  const siteOf = useSiteOf();
  const technicianName = useTechnicianName();
  const { urgent } = texts.dispatch;
  const pending = offers.filter(({ status }) => status === 'pending');
  const start = order.status === 'scheduled' ? order.waitingUntil : undefined;
  return (
    <div className={`note ${pending.length > 0 || start ? 'good' : 'warn'}`}>
      <span role="status">
        <Badge tone={orderTones[order.status]}>{texts.orderStatus[order.status]}</Badge> <strong>{order.number}</strong>{' '}
        {start && urgent.booked(technicianName(order.technicianId) ?? '', format.dateTime(start, order.place.timeZone))}
        {pending.length > 0 && urgent.offered(pending.map(({ siteId }) => siteOf(siteId)?.name ?? '').join(', '))}
        {order.status === 'ready' && urgent.nobodyYet}
      </span>{' '}
      {pending[0] && <DeadlineClock deadline={pending[0].deadline} />}
    </div>
  );
}
