import { usePhone } from '../phone/phone-context.js';
import { changesVisit, type Step, stopped } from '../phone/steps.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';

const tones = { waiting: 'warn', sent: 'good', refused: 'bad' } as const;

/** What was done at a visit from this phone, and whether the server has it. */
export function StepList({ visitId }: { visitId: string }) {
  const texts = useTexts();
  const { steps } = usePhone();
  const own = steps.filter((step) => step.visitId === visitId);
  if (own.length === 0) return null;
  const isHeld = stopped(steps).has(visitId);
  return (
    <section className="panel">
      <h2>{texts.myDay.steps}</h2>
      <ul className="plain rows">
        {own.map((step) => (
          <li key={step.seq}>
            <StepLine step={step} isHeld={isHeld} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function StepLine({ step, isHeld }: { step: Step; isHeld: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  const { tryAgain, remove } = usePhone();
  const { state, kind, at, sentAt, refusal } = step;
  const words = texts.phone.state;
  const said =
    state === 'sent' ? words.sent(format.time(sentAt ?? 0)) : state === 'waiting' && isHeld ? words.held : words[state];
  return (
    <>
      {texts.phone.step[kind]} {format.time(at)} <Badge tone={tones[state]}>{said}</Badge>
      {refusal && !changesVisit(step) && (
        <div className="note fault">
          {refusal.title} <small>{refusal.detail}</small>
          <div className="actions">
            <button onClick={() => void tryAgain(step)}>{texts.phone.tryAgain}</button>
            <button onClick={() => void remove(step)}>{texts.phone.remove}</button>
          </div>
        </div>
      )}
    </>
  );
}
