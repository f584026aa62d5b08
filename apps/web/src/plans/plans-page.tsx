import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useSiteOf } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { planTones } from '../ui/labels.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/states.js';
import { TableHead } from '../ui/table-head.js';
import { useTitle } from '../ui/use-title.js';
import { PlanDetail } from './plan-detail.js';
import { PlanRequestDialog } from './plan-request-dialog.js';
import { causesInWords } from './plan-causes.js';
import { type Plan, usePlans } from './queries.js';

/** Day plans: ask for one, follow it, compare it with what is booked, publish all or chosen orders of it. The open plan is in the address. */
export default function PlansPage() {
  const texts = useTexts();
  const { planId } = useParams();
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = useState(false);
  const query = usePlans();
  useTitle(texts.pages.plans);
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.plans}</h1>
        <button className="primary" onClick={() => setIsAsking(true)}>
          {texts.plans.request}
        </button>
      </header>
      <Loaded query={query} isEmpty={({ pages }) => !pages[0] || pages[0].items.length === 0} empty={texts.plans.none}>
        {({ pages }) => <PlanTable plans={pages.flatMap(({ items }) => items)} openId={planId} />}
      </Loaded>
      <More query={query} />
      {isAsking && (
        <PlanRequestDialog
          onClose={() => setIsAsking(false)}
          onDone={({ id }) => {
            setIsAsking(false);
            void navigate(`/app/plans/${id}`);
          }}
        />
      )}
      {planId && <PlanDetail key={planId} id={planId} onClose={() => void navigate('/app/plans')} />}
    </>
  );
}

function PlanTable({ plans, openId }: { plans: readonly Plan[]; openId: string | undefined }) {
  const texts = useTexts();
  const format = useFormat();
  const siteOf = useSiteOf();
  const heads = texts.plans.columns;
  return (
    <table className="list stacking">
      <TableHead columns={[heads.days, heads.sites, heads.status, heads.requested]} />
      <tbody>
        {plans.map(({ id, kind, causes, from, to, siteIds, status, progress, requestedBy, requestedAt }) => (
          <tr key={id} aria-current={id === openId}>
            <th scope="row" data-label={heads.days}>
              <Link to={`/app/plans/${id}`}>{from === to ? from : `${from} – ${to}`}</Link>
              {kind === 'improvement' && <small>{texts.plans.improvement}</small>}
            </th>
            <td data-label={heads.sites} className="wrap">
              {siteIds
                .slice(0, 3)
                .map((siteId) => siteOf(siteId)?.name ?? '…')
                .join(', ')}
              {siteIds.length > 3 && <small>{texts.plans.moreSites(siteIds.length - 3)}</small>}
            </td>
            <td data-label={heads.status}>
              <Badge tone={planTones[status]}>{texts.planStatus[status]}</Badge>
              {status === 'running' && <small>{format.percent(progress)}</small>}
            </td>
            <td data-label={heads.requested}>
              {causes.length > 0 ? causesInWords(causes, texts.plans.cause) : requestedBy}
              <small>{format.dateTime(requestedAt)}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
