import { type FormEvent, useState } from 'react';
import { usePhone } from '../phone/phone-context.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Field } from '../ui/field.js';
import type { Visit } from '../visits/queries.js';
import type { DoStep } from './draft.js';

/** The code that the customer got when the technician left; the server says whether it is right. */
export function DoorCode({ visit, onStep }: { visit: Visit; onStep: DoStep }) {
  const texts = useTexts().myDay.code;
  const format = useFormat();
  const { steps } = usePhone();
  const [code, setCode] = useState('');
  const last = steps.findLast(({ visitId, kind }) => visitId === visit.id && kind === 'code');
  const answer = last?.code;
  const isOpen = last?.state !== 'waiting' && !answer?.confirmed && answer?.triesLeft !== 0;
  const send = (event: FormEvent) => {
    event.preventDefault();
    void onStep({ kind: 'code', body: { visitId: visit.id, code } }).then((isKept) => isKept && setCode(''));
  };
  return (
    <section className="panel">
      <h2>{texts.title}</h2>
      <div role="status">
        {last?.state === 'waiting' && <p>{texts.waiting}</p>}
        {answer?.confirmed && <p className="note good">{texts.right}</p>}
        {answer && !answer.confirmed && (
          <p className="note fault">
            {answer.triesLeft > 0 ? texts.wrong(format.number(answer.triesLeft)) : texts.over}
          </p>
        )}
      </div>
      {isOpen && (
        <form className="code" onSubmit={send}>
          <Field label={texts.label} hint={texts.about}>
            <input
              inputMode="numeric"
              autoComplete="off"
              required
              pattern="[0-9]{6}"
              maxLength={6}
              value={code}
              onChange={({ target }) => setCode(target.value.replace(/\D/g, ''))}
            />
          </Field>
          <button disabled={code.length !== 6}>{texts.enter}</button>
        </form>
      )}
    </section>
  );
}
