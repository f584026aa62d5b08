import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.js';
import { Dialog } from './dialog.js';
import { SendForm } from './send-form.js';

interface ConfirmDialogProps<Wish, Answer> {
  title: string;
  /** What will happen, and that it stays so. */
  children: ReactNode;
  submit: string;
  send: UseMutationResult<Answer, Problem, Wish>;
  wish: Wish;
  onClose: () => void;
}

/** Asks once before a step that nobody can take back. */
export function ConfirmDialog<Wish, Answer>(props: ConfirmDialogProps<Wish, Answer>) {
  const { title, children, submit, send, wish, onClose } = props;
  return (
    <Dialog title={title} onClose={onClose}>
      <SendForm send={send} submit={submit} danger onDone={onClose} wish={() => wish}>
        {children}
      </SendForm>
    </Dialog>
  );
}
