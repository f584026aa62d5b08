import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { ProblemNote } from '../ui/states.js';
import { useListKeys } from '../ui/use-list-keys.js';
import { Explanation } from './explanation.js';
import { OrderSection } from './order-section.js';
import { type Candidate, type Order, useCandidates } from './queries.js';
import { TermBars } from './term-bars.js';
import { useTake } from './use-take.js';

const most = 8;
/** The arrows stay with the list beside which the order is open. */
const nextCandidate = { next: ['n'], previous: ['p'] };

/** Who could do it, ranked, each term as a bar; a dispatcher offers or assigns with one click. */
export function Candidates({ order }: { order: Order }) {
  const texts = useTexts();
  const query = useCandidates(order.id);
  useListKeys(texts.candidates.title, '.candidates .take', nextCandidate);
  return (
    <OrderSection
      title={texts.candidates.title}
      query={query}
      isEmpty={({ number }) => number === 0}
      empty={texts.candidates.notRanked}
    >
      {(ranking) => <Ranking order={order} ranking={ranking} />}
    </OrderSection>
  );
}

type RankingView = NonNullable<ReturnType<typeof useCandidates>['data']>;

function Ranking({ order, ranking }: { order: Order; ranking: RankingView }) {
  const texts = useTexts();
  const format = useFormat();
  const { candidates, rankedAt } = ranking;
  const shown = candidates.slice(0, most);
  const scale = Math.max(
    1,
    ...shown.map(({ terms }) => terms.reduce((sum, { costMinutes }) => sum + Math.max(0, costMinutes), 0)),
  );
  return (
    <>
      {rankedAt && (
        <p className="muted">{texts.candidates.rankedAt(format.dateTime(rankedAt, order.place.timeZone))}</p>
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
    </>
  );
}

interface CandidateRowProps {
  order: Order;
  candidate: Candidate;
  scale: number;
}

/** One candidate: who, when, how far, and what that costs. */
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
  const { mayTake, isOwn, take, isPending, problem } = useTake(order);
  if (!mayTake(candidate)) return null;
  return (
    <>
      <button className="take" disabled={isPending} onClick={() => take(candidate)}>
        {isOwn(candidate) ? texts.candidates.assign : texts.candidates.offer}
      </button>
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}
