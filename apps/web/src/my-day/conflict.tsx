import { useState } from 'react';
import { Problem } from '../api/problem.js';
import { usePhone } from '../phone/phone-context.js';
import { changesVisit, type Step, unsent } from '../phone/steps.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import type { Visit } from '../visits/queries.js';
import { useVisitNow } from './queries.js';

type Refused = Step & Required<Pick<Step, 'refusal'>>;

const isRefused = (step: Step): step is Refused => step.refusal !== undefined && changesVisit(step);

/** What stands in the way of what was done at a visit, and what may be done about it. Nothing goes before the user has said so. */
export function Conflict({ visitId }: { visitId: string }) {
  const { steps } = usePhone();
  const refused = steps.filter((step) => step.visitId === visitId).find(isRefused);
  return refused ? (
    <ConflictNote refused={refused} steps={unsent(steps).filter((step) => step.visitId === visitId)} />
  ) : null;
}

function ConflictNote({ refused, steps }: { refused: Refused; steps: readonly Step[] }) {
  const texts = useTexts();
  const format = useFormat();
  const { data: now, error, isPending } = useVisitNow(refused.visitId);
  return (
    <section className="note warn conflict" role="alert">
      <strong>{texts.myDay.conflict.title(refused.orderNumber)}</strong>
      <Explanation refused={refused} now={now} error={error} isPending={isPending} />
      <ul>
        {steps.map(({ seq, kind, at }) => (
          <li key={seq}>
            {texts.phone.step[kind]} {format.time(at)}
          </li>
        ))}
      </ul>
      <Ways refused={refused} now={now} steps={steps} />
    </section>
  );
}

interface ExplanationProps {
  refused: Refused;
  now: Visit | undefined;
  error: Error | null;
  isPending: boolean;
}

function Explanation({ refused, now, error, isPending }: ExplanationProps) {
  const texts = useTexts();
  const format = useFormat();
  const words = texts.myDay.conflict;
  const { refusal } = refused;
  if (isAboutTheReport(refused))
    return (
      <>
        <p>{words.refused}</p>
        <p>
          {refusal.title}:{' '}
          {refusal.detail ?? refusal.fields.map(({ field, message }) => `${field} ${message}`).join('; ')}
        </p>
      </>
    );
  if (refusal.status === 404 || (error instanceof Problem && error.status === 404)) return <p>{words.gone}</p>;
  if (!now) return <p>{isPending && !error ? texts.common.loading : words.unread}</p>;
  const status = texts.visitStatus[now.status];
  const isMoved = now.start !== refused.start;
  return (
    <>
      <p>
        {isOver(now)
          ? words.over(status)
          : isMoved
            ? words.moved(format.dateTime(now.start, now.place.timeZone))
            : words.changed(status)}
      </p>
      {now.reason && <p>{words.reason(now.reason)}</p>}
    </>
  );
}

const isOver = ({ status }: Visit) => status === 'finished' || status === 'missed' || status === 'cancelled';

/** The visit has not changed: what was entered is not as the API wants it. */
const isAboutTheReport = ({ refusal: { status } }: Refused) => ![404, 409, 412].includes(status);

function Ways({ refused, now, steps }: { refused: Refused; now: Visit | undefined; steps: readonly Step[] }) {
  const texts = useTexts();
  const words = texts.myDay.conflict;
  const { sendAgain, discard } = usePhone();
  const [asks, setAsks] = useState(false);
  const mayChange = isAboutTheReport(refused) && refused.kind === 'finish';
  const maySend = !isAboutTheReport(refused) && refused.refusal.status !== 404 && now !== undefined && !isOver(now);
  const throwAway = () => void discard(refused.visitId);
  if (asks)
    return (
      <div className="actions">
        <span>{words.discardSure(steps.length)}</span>
        <button className="danger" onClick={throwAway}>
          {words.yes}
        </button>
        <button onClick={() => setAsks(false)}>{texts.common.close}</button>
      </div>
    );
  return (
    <div className="actions">
      {maySend && now && (
        <button className="primary" onClick={() => void sendAgain(now)}>
          {words.sendAnyway}
        </button>
      )}
      {mayChange && (
        <button className="primary" onClick={throwAway}>
          {words.change}
        </button>
      )}
      <button onClick={() => setAsks(true)}>{words.discard}</button>
    </div>
  );
}
