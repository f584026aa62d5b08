import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { usePlainSend } from './frame.js';
import { type CustomerRequest, useAnswer } from './queries.js';

/** Asks once whether the fault is solved; afterwards it says what was answered. */
export function Satisfaction({ request, token }: { request: CustomerRequest; token: string }) {
  const texts = useTexts();
  const answer = usePlainSend(useAnswer(token));
  if (!request.mayAnswer) {
    if (request.satisfied === undefined) return null;
    return (
      <p role="status" className="note good">
        {request.satisfied ? texts.customer.thanksYes : texts.customer.thanksNo}
      </p>
    );
  }
  return (
    <section className="panel">
      <SendForm
        send={answer}
        submit={texts.customer.answer}
        onDone={() => undefined}
        wish={({ text }) => {
          const comment = text('comment');
          return { satisfied: text('satisfied') === 'yes', ...(comment && { comment }) };
        }}
      >
        <fieldset>
          <legend>
            <strong>{texts.customer.satisfied}</strong>
          </legend>
          {(['yes', 'no'] as const).map((value) => (
            <label key={value} className="choice">
              <input type="radio" name="satisfied" value={value} required /> {texts.customer[value]}
            </label>
          ))}
        </fieldset>
        <Field label={texts.customer.whatElse} name="comment" problem={answer.error}>
          <textarea name="comment" rows={2} maxLength={2000} />
        </Field>
        <p className="muted">{texts.customer.answerOnce}</p>
      </SendForm>
    </section>
  );
}
