import { useState } from 'react';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { usePlainSend } from './frame.js';
import { useComment } from './queries.js';

/** Says something to those who care for the request. */
export function CommentForm({ token }: { token: string }) {
  const texts = useTexts();
  const comment = usePlainSend(useComment(token));
  const [said, setSaid] = useState(0);
  return (
    <section className="panel">
      {said > 0 && (
        <p role="status" className="note good">
          {texts.customer.sent}
        </p>
      )}
      <SendForm
        key={said}
        send={comment}
        submit={texts.customer.send}
        onDone={() => setSaid(said + 1)}
        wish={({ text }) => ({ text: text('text') ?? '' })}
      >
        <Field label={texts.customer.comment} hint={texts.customer.commentHint} name="text" problem={comment.error}>
          <textarea name="text" rows={2} maxLength={2000} required />
        </Field>
      </SendForm>
    </section>
  );
}
