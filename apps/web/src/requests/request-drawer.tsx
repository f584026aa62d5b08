import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answerOf, api } from '../api/client.js';
import { useCategoryName } from '../api/lookups.js';
import { RequestCustomer } from '../customer/request-customer.js';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Drawer } from '../ui/drawer.js';
import { requestTones } from '../ui/labels.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { PossibleDuplicates } from './possible-duplicates.js';
import { type ServiceRequest, useOrdersOf, useRequestVisit } from './queries.js';

const mayGetVisit = new Set<ServiceRequest['status']>(['new', 'triaged', 'reopened']);

/** One request: what was reported, what is promised, and the order that came of it. */
export function RequestDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const texts = useTexts();
  const request = useQuery({
    queryKey: ['requests', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/requests/{id}', { params: { path: { id } }, signal })),
  });
  return (
    <Drawer title={request.data?.number ?? texts.requests.columns.request} onClose={onClose}>
      <Loaded query={request}>{(found) => <RequestBody request={found} />}</Loaded>
    </Drawer>
  );
}

function RequestBody({ request }: { request: ServiceRequest }) {
  const texts = useTexts();
  const format = useFormat();
  const categoryName = useCategoryName();
  const isAgent = useHasRole('agent', 'supervisor');
  const visit = useRequestVisit(request);
  const { data: orders = [] } = useOrdersOf(request.id);
  const zone = request.place.timeZone;
  const promised = request.promised;
  return (
    <>
      <p className="badges">
        <Badge tone={requestTones[request.status]}>{texts.requestStatus[request.status]}</Badge>
        {request.emergency && <Badge tone="bad">{texts.orders.emergency}</Badge>}
      </p>
      <p>
        {categoryName(request.category)} · {request.place.locality}
      </p>
      <blockquote>{request.problem}</blockquote>
      <PossibleDuplicates request={request} />
      <dl className="facts">
        <dt>{texts.requests.opened}</dt>
        <dd>{format.fullDateTime(request.openedAt, zone)}</dd>
        <dt>{texts.orders.dueBy}</dt>
        <dd>{format.fullDateTime(request.dueBy, zone)}</dd>
        {promised && (
          <>
            <dt>{texts.requests.promised}</dt>
            <dd>
              {format.dateTime(promised.from, zone)} – {format.time(promised.to, zone)}
            </dd>
          </>
        )}
        {request.ownerName && (
          <>
            <dt>{texts.requests.owner}</dt>
            <dd>{request.ownerName}</dd>
          </>
        )}
      </dl>
      <div className="actions">
        {orders.map(({ id, number }) => (
          <Link key={id} className="button" to={`/app/orders/${id}`}>
            {texts.requests.toOrder(number)}
          </Link>
        ))}
        {isAgent && mayGetVisit.has(request.status) && (
          <button className="primary" disabled={visit.isPending} onClick={() => visit.mutate({})}>
            {texts.requests.requestVisit}
          </button>
        )}
      </div>
      {visit.error && <ProblemNote problem={visit.error} />}
      {isAgent && <RequestCustomer request={request} />}
    </>
  );
}
