import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.js';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from './dialog.js';
import { Field } from './field.js';
import { SendForm } from './send-form.js';

interface ReasonDialogProps<Answer> {
  title: string;
  send: UseMutationResult<Answer, Problem, { reason: string }>;
  onClose: () => void;
  /** What is to be read before it is sent again. */
  children?: ReactNode;
}

/** For a step that must say why. */
export function ReasonDialog<Answer>({ title, send, onClose, children }: ReasonDialogProps<Answer>) {
  const texts = useTexts();
  return (
    <Dialog title={title} onClose={onClose}>
      <SendForm
        send={send}
        submit={title}
        onDone={onClose}
        danger
        wish={({ text }) => ({ reason: text('reason') ?? '' })}
      >
        <Field label={texts.common.reason} name="reason" problem={send.error}>
          <textarea name="reason" required maxLength={500} rows={2} />
        </Field>
        {children}
      </SendForm>
    </Dialog>
  );
}
