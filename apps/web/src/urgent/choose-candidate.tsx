import { useEffect, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useOffers } from '../offers/queries.js';
import { type Candidate, type Order, useCandidates, useExplanation, useMatch, useOrder } from '../orders/queries.js';
import { TermBars } from '../orders/term-bars.js';
import { useTake } from '../orders/use-take.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { useToldTimes } from '../time/told-times.js';
import { Badge } from '../ui/badge.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { useKeys } from '../ui/use-keys.js';
import { OrderState } from './order-state.js';

interface ChooseProps {
  orderId: string;
  onClose: () => void;
}

/** Who has the order now and who else could come, ranked with reasons; Enter gives it to the one that is chosen, the best at first. */
export function ChooseCandidate({ orderId, onClose }: ChooseProps) {
  const order = useOrder(orderId);
  return <Loaded query={order}>{(found) => <Ranked order={found} onClose={onClose} />}</Loaded>;
}

const most = 6;

function Ranked({ order, onClose }: { order: Order; onClose: () => void }) {
  const texts = useTexts();
  const { urgent } = texts.dispatch;
  const navigate = useNavigate();
  const ranking = useCandidates(order.id);
  const { data: offers = [] } = useOffers({ repairOrderId: order.id });
  const { mayTake, isOwn, take, isPending, problem } = useTake(order);
  const match = useMatch(order);
  const [at, setAt] = useState(0);
  const [taken, setTaken] = useState(false);
  const candidates = (ranking.data?.candidates ?? []).slice(0, most);
  const active = Math.min(at, candidates.length - 1);
  const asked = new Set(offers.filter(({ status }) => status === 'pending').map(({ siteId }) => siteId));
  const isFree = (candidate: Candidate) => !taken && mayTake(candidate) && !asked.has(candidate.siteId);
  const open = () => {
    onClose();
    void navigate(`/app/orders/${order.id}`);
  };
  const chosen = candidates[active];
  const go = () => {
    if (chosen && isFree(chosen)) take(chosen, () => setTaken(true));
    else open();
  };
  const mayMatch = order.status === 'ready' && !match.isPending;
  useKeys(
    urgent.title,
    [
      { keys: ['ArrowDown'], label: urgent.next, does: () => setAt(Math.min(candidates.length - 1, active + 1)) },
      { keys: ['ArrowUp'], label: urgent.previous, does: () => setAt(Math.max(0, active - 1)) },
      { keys: ['Enter'], label: urgent.take, does: () => !isPending && go() },
      ...(mayMatch ? [{ keys: ['m'], label: texts.orders.match, does: () => match.mutate(undefined) }] : []),
    ],
    true,
  );
  const list = useRef<HTMLDivElement>(null);
  const isRanked = ranking.data !== undefined;
  useEffect(() => list.current?.focus(), [isRanked]);
  const scale = Math.max(1, ...candidates.map(costOf));
  const id = useId();
  return (
    <>
      <OrderState order={order} offers={offers} />
      <Loaded query={ranking}>
        {() => (
          <div
            ref={list}
            className="options"
            role="listbox"
            aria-label={texts.candidates.title}
            aria-activedescendant={chosen && `${id}-${active}`}
            tabIndex={0}
          >
            {candidates.map((candidate, index) => (
              <div
                key={`${candidate.siteId} ${candidate.technicianId}`}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === active}
                onPointerDown={() => setAt(index)}
              >
                <CandidateLines order={order} candidate={candidate} isAsked={asked.has(candidate.siteId)} />
                <TermBars terms={candidate.terms} scale={scale} />
              </div>
            ))}
          </div>
        )}
      </Loaded>
      {isRanked && candidates.length === 0 && <p className="empty">{texts.candidates.none}</p>}
      {chosen && <Reason order={order} candidate={chosen} />}
      {(problem ?? match.error) && <ProblemNote problem={(problem ?? match.error) as Error} />}
      <footer>
        {mayMatch && <button onClick={() => match.mutate(undefined)}>{texts.orders.match}</button>}
        <button className="primary" disabled={isPending} onClick={go}>
          {chosen && isFree(chosen)
            ? (isOwn(chosen) ? urgent.assignTo : urgent.offerTo)(chosen.technicianName, chosen.siteName)
            : urgent.open}
        </button>
      </footer>
    </>
  );
}

const costOf = ({ terms }: Candidate) => terms.reduce((sum, { costMinutes }) => sum + Math.max(0, costMinutes), 0);

function CandidateLines({ order, candidate, isAsked }: { order: Order; candidate: Candidate; isAsked: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  const zone = order.place.timeZone;
  return (
    <>
      <strong>
        {candidate.rank}. {candidate.technicianName}
      </strong>{' '}
      · {candidate.siteName} {isAsked && <Badge tone="busy">{texts.dispatch.urgent.asked}</Badge>}
      <small>
        {format.dateTime(candidate.start, zone)} · {format.kilometres(candidate.travelMetres)} ·{' '}
        {format.span(candidate.travelSeconds * 1000)}
      </small>
    </>
  );
}

/** Why the best comes first, or what the chosen one has against it. */
function Reason({ order, candidate }: { order: Order; candidate: Candidate }) {
  const texts = useTexts();
  const pick = usePick();
  const told = useToldTimes(order.place.timeZone);
  const { data } = useExplanation(order.id);
  const alternative =
    candidate.rank === 1
      ? data?.alternatives[0]
      : data?.alternatives.find(({ candidate: { technicianId } }) => technicianId === candidate.technicianId);
  if (!data?.chosen || !alternative) return null;
  return (
    <p className="muted">
      <strong>{texts.candidates.whyThis(data.chosen.technicianName)}: </strong>
      {told(pick({ en: alternative.textEn, zh: alternative.textZh }))}
    </p>
  );
}
