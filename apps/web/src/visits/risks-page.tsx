import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { answerOf, api, type Schemas } from '../api/client.js';
import { useSiteOf, useTechnicianName } from '../api/lookups.js';
import { OrderDrawer } from '../orders/order-drawer.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Loaded } from '../ui/states.js';
import { TableHead } from '../ui/table-head.js';
import { useTitle } from '../ui/use-title.js';

type VisitAtRisk = Schemas['VisitAtRisk'];

/** The chance changes with the clock too, not only with what happens. */
const renewedMilliseconds = 60_000;
const likely = 0.5;
const most = 100;

/** Visits that will probably be late, before they are: the order opens beside the list, with everything that may be done about it. */
export default function RisksPage() {
  const texts = useTexts();
  const { orderId } = useParams();
  const navigate = useNavigate();
  useTitle(texts.pages.risks);
  const query = useQuery({
    queryKey: ['visits', 'at-risk'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/visits/at-risk', { params: { query: { limit: most } }, signal })),
    refetchInterval: renewedMilliseconds,
  });
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.risks}</h1>
        <span className="muted">{texts.risks.about}</span>
      </header>
      <Loaded query={query} isEmpty={(visits) => visits.length === 0} empty={texts.risks.none}>
        {(visits) => <RiskTable visits={visits} openId={orderId} />}
      </Loaded>
      {orderId && <OrderDrawer key={orderId} id={orderId} onClose={() => void navigate('/app/risks')} />}
    </>
  );
}

function RiskTable({ visits, openId }: { visits: readonly VisitAtRisk[]; openId: string | undefined }) {
  const texts = useTexts();
  const heads = texts.risks.columns;
  return (
    <table className="list stacking">
      <TableHead columns={[heads.order, heads.who, heads.start, heads.arrival, heads.startsLate, heads.endsLate]} />
      <tbody>
        {visits.map((visit) => (
          <RiskRow key={visit.visitId} visit={visit} isOpen={visit.repairOrderId === openId} />
        ))}
      </tbody>
    </table>
  );
}

function RiskRow({ visit, isOpen }: { visit: VisitAtRisk; isOpen: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  const site = useSiteOf()(visit.siteId);
  const technicianName = useTechnicianName();
  const heads = texts.risks.columns;
  const zone = site?.place.timeZone;
  return (
    <tr aria-current={isOpen}>
      <th scope="row" data-label={heads.order}>
        <Link to={`/app/risks/${visit.repairOrderId}`}>{visit.orderNumber}</Link>
      </th>
      <td data-label={heads.who}>
        {technicianName(visit.technicianId) ?? '…'}
        <small>{site?.name}</small>
      </td>
      <td data-label={heads.start}>{format.dateTime(visit.start, zone)}</td>
      <td data-label={heads.arrival}>
        {format.time(visit.arrivalLikely, zone)}
        <small>{texts.risks.nineOfTen(format.time(visit.arrivalInNineOfTen, zone))}</small>
      </td>
      {[visit.startsLate, visit.endsLate].map((chance, index) => (
        <td key={index === 0 ? 'starts' : 'ends'} data-label={index === 0 ? heads.startsLate : heads.endsLate}>
          <Badge tone={chance >= likely ? 'bad' : 'warn'}>{format.percent(chance)}</Badge>
        </td>
      ))}
    </tr>
  );
}
