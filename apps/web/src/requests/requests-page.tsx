import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useCategoryName } from '../api/lookups.js';
import { useAddressFilter } from '../planner/use-address-filter.js';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Field } from '../ui/field.js';
import { priorityTones, requestTones } from '../ui/labels.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/states.js';
import { TableHead } from '../ui/table-head.js';
import { useTitle } from '../ui/use-title.js';
import { useTypedSearch } from '../ui/use-typed-search.js';
import { IntakeDialog } from './intake-dialog.js';
import { RequestDrawer } from './request-drawer.js';
import { type RequestFilter, type ServiceRequest, useRequests } from './queries.js';

/** What customers have reported: search, and take a new report. */
export default function RequestsPage() {
  const texts = useTexts();
  useTitle(texts.pages.requests);
  const { requestId } = useParams();
  const navigate = useNavigate();
  const mayReport = useHasRole('agent', 'dispatcher', 'supervisor');
  const [parameters] = useSearchParams();
  const choose = useAddressFilter();
  const kept = filterOf(parameters);
  const { typed, setTyped, search } = useTypedSearch();
  const isOpen = parameters.has('new');
  const status = parameters.get('status') as RequestFilter['status'] | null;
  const query = useRequests({
    ...(status && { status }),
    ...(search && { search }),
  });
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.requests}</h1>
        {mayReport && (
          <button className="primary" onClick={() => choose('new', 'yes')}>
            {texts.requests.report}
          </button>
        )}
      </header>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <Field label={texts.requests.search}>
          <input type="search" value={typed} onChange={({ target }) => setTyped(target.value)} />
        </Field>
        <Field label={texts.orders.status}>
          <select value={status ?? ''} onChange={({ target }) => choose('status', target.value)}>
            <option value="">{texts.common.all}</option>
            {Object.entries(texts.requestStatus).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </Field>
      </form>
      <Loaded query={query} isEmpty={({ pages }) => !pages[0] || pages[0].items.length === 0}>
        {({ pages }) => <RequestTable requests={pages.flatMap(({ items }) => items)} kept={kept} />}
      </Loaded>
      <More query={query} />
      {isOpen && (
        <IntakeDialog
          onClose={() => choose('new', '')}
          onReported={(id) => void navigate(`/app/requests/${id}${kept}`)}
        />
      )}
      {requestId && (
        <RequestDrawer key={requestId} id={requestId} onClose={() => void navigate(`/app/requests${kept}`)} />
      )}
    </>
  );
}

/** What is filtered, as it stands behind an address: an open request keeps it, a report that is being taken does not stay. */
function filterOf(parameters: URLSearchParams): string {
  const after = new URLSearchParams(parameters);
  after.delete('new');
  return after.size > 0 ? `?${after}` : '';
}

function RequestTable({ requests, kept }: { requests: readonly ServiceRequest[]; kept: string }) {
  const texts = useTexts();
  const format = useFormat();
  const categoryName = useCategoryName();
  const heads = texts.requests.columns;
  return (
    <table className="list stacking">
      <TableHead columns={[heads.request, heads.problem, texts.orders.status, texts.orders.dueBy]} />
      <tbody>
        {requests.map((request) => (
          <tr key={request.id}>
            <th scope="row" data-label={heads.request}>
              <Link to={`/app/requests/${request.id}${kept}`}>{request.number}</Link>
              <small>
                {categoryName(request.category)} · {request.place.locality}
              </small>
            </th>
            <td data-label={heads.problem} className="wrap">
              {request.problem}
            </td>
            <td data-label={texts.orders.status} className="badges">
              <Badge tone={requestTones[request.status]}>{texts.requestStatus[request.status]}</Badge>
              {request.priority !== 'normal' && (
                <Badge tone={priorityTones[request.priority]}>{texts.priority[request.priority]}</Badge>
              )}
              {request.breached && <Badge tone="bad">{texts.risk.breached}</Badge>}
            </td>
            <td data-label={texts.orders.dueBy}>
              <time dateTime={request.dueBy}>{format.dateTime(request.dueBy, request.place.timeZone)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
