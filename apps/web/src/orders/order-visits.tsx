import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import { useTechnicianName } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { visitTones } from '../ui/labels.js';
import { VisitActions } from '../visits/visit-actions.js';
import { useVisitDialog } from '../visits/visit-dialog.js';
import { OrderSection } from './order-section.js';
import type { Order } from './queries.js';

/** Every visit of the order, with what may be done about it. */
export function OrderVisits({ order }: { order: Order }) {
  const texts = useTexts();
  const format = useFormat();
  const technicianName = useTechnicianName();
  const { begin, dialog } = useVisitDialog();
  const query = useQuery({
    queryKey: ['visits', 'of', order.id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/v1/visits', { params: { query: { repairOrderId: order.id, limit: 50 } }, signal })))
        .items,
  });
  return (
    <>
      <OrderSection
        title={texts.pages.visits}
        query={query}
        isEmpty={({ length }) => length === 0}
        empty={texts.orders.noVisits}
      >
        {(visits) => (
          <ul className="plain rows">
            {visits.map((visit) => (
              <li key={visit.id}>
                <Badge tone={visitTones[visit.status]}>{texts.visitStatus[visit.status]}</Badge>{' '}
                {format.dateTime(visit.start, visit.place.timeZone)} – {format.time(visit.finish, visit.place.timeZone)}{' '}
                · {technicianName(visit.technicianId)}
                {visit.outcome && ` · ${texts.outcome[visit.outcome]}`}
                {visit.reason && <small>{visit.reason}</small>}
                {visit.isPinned && (
                  <small>{visit.pinReason ? texts.moves.pinnedFor(visit.pinReason) : texts.moves.pinned}</small>
                )}
                <VisitActions visit={visit} onBegin={begin} />
              </li>
            ))}
          </ul>
        )}
      </OrderSection>
      {dialog}
    </>
  );
}
