import { useSiteOf } from '../api/lookups.js';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { ProblemNote } from '../ui/states.js';
import { Explanation } from './explanation.js';
import { type Candidate, type Order, useAssign, useCandidates, useOfferTo } from './queries.js';
import { TermBars } from './term-bars.js';

const most = 8;

/** Who could do it, ranked, each term as a bar; a dispatcher offers or assigns with one click. */
export function Candidates({ order }: { order: Order }) {
  const texts = useTexts();
  const format = useFormat();
  const { data } = useCandidates(order.id);
  if (!data || data.number === 0) return null;
  const shown = data.candidates.slice(0, most);
  const scale = Math.max(
    1,
    ...shown.map(({ terms }) => terms.reduce((sum, { costMinutes }) => sum + Math.max(0, costMinutes), 0)),
  );
  return (
    <section>
      <h3>{texts.candidates.title}</h3>
      {data.rankedAt && (
        <p className="muted">{texts.candidates.rankedAt(format.dateTime(data.rankedAt, order.place.timeZone))}</p>
      )}
      <ol className="candidates">
        {shown.map((candidate) => (
          <li key={`${candidate.siteId} ${candidate.technicianId}`}>
            <CandidateRow order={order} candidate={candidate} scale={scale} />
          </li>
        ))}
      </ol>
      {shown.length === 0 && <p className="empty">{texts.candidates.none}</p>}
      <Explanation order={order} />
    </section>
  );
}

interface CandidateRowProps {
  order: Order;
  candidate: Candidate;
  scale: number;
}

function CandidateRow({ order, candidate, scale }: CandidateRowProps) {
  const texts = useTexts();
  const format = useFormat();
  return (
    <>
      <div className="candidate">
        <strong>
          {candidate.rank}. {candidate.technicianName}
        </strong>
        <span>
          {candidate.siteName} · {texts.orders.level(candidate.level)}
        </span>
        <span>
          {format.dateTime(candidate.start, order.place.timeZone)} · {format.kilometres(candidate.travelMetres)} ·{' '}
          {format.span(candidate.travelSeconds * 1000)}
        </span>
      </div>
      <TermBars terms={candidate.terms} scale={scale} />
      <TakeButton order={order} candidate={candidate} />
    </>
  );
}

/** Own sites are assigned to, franchised ones are asked. */
function TakeButton({ order, candidate }: { order: Order; candidate: Candidate }) {
  const texts = useTexts();
  const may = useHasRole('dispatcher', 'supervisor');
  const isOwn = useSiteOf()(candidate.siteId)?.kind === 'own';
  const offer = useOfferTo(order);
  const assign = useAssign(order);
  const possible = order.status === 'ready' || (order.status === 'offered' && !isOwn);
  if (!may || !possible) return null;
  const { technicianId, start, siteId } = candidate;
  return (
    <>
      <button
        disabled={offer.isPending || assign.isPending}
        onClick={() => (isOwn ? assign.mutate({ technicianId, start }) : offer.mutate([siteId]))}
      >
        {isOwn ? texts.candidates.assign : texts.candidates.offer}
      </button>
      {(offer.error ?? assign.error) && <ProblemNote problem={(offer.error ?? assign.error) as Error} />}
    </>
  );
}
