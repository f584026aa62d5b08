import type { UseMutationResult } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import type { Problem } from '../api/problem.js';
import { useTexts } from '../texts/text-context.js';
import { ProblemNote } from './states.js';

interface SendFormProps<Wish, Answer> {
  send: UseMutationResult<Answer, Problem, Wish>;
  /** The wish of what was filled in; undefined sends nothing. */
  wish: (values: FormValues) => Wish | undefined;
  onDone: (answer: Answer) => void;
  submit: string;
  danger?: boolean;
  /** What is filled in cannot be done, as is known before it is sent. */
  isImpossible?: boolean;
  children?: ReactNode;
}

/** What was filled in; an empty field is undefined. */
export interface FormValues {
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  flag(name: string): boolean;
  all(name: string): string[];
}

function valuesOf(form: HTMLFormElement): FormValues {
  const data = new FormData(form);
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  return {
    text,
    number: (name) => (text(name) === undefined ? undefined : Number(text(name))),
    flag: (name) => data.get(name) !== null,
    all: (name) => data.getAll(name).filter((value) => typeof value === 'string'),
  };
}

/** A form around one write: it sends once, shows why it was refused, and says when it is done. */
export function SendForm<Wish, Answer>(props: SendFormProps<Wish, Answer>) {
  const texts = useTexts();
  const { send, wish, onDone, submit, danger, isImpossible = false, children } = props;
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wished = wish(valuesOf(event.currentTarget));
    if (wished !== undefined && !send.isPending && !isImpossible) send.mutate(wished, { onSuccess: onDone });
  };
  return (
    <form onSubmit={onSubmit}>
      {children}
      {send.error && <ProblemNote problem={send.error} />}
      <footer>
        <button className={danger ? 'danger' : 'primary'} disabled={send.isPending || isImpossible}>
          {send.isPending ? texts.common.working : submit}
        </button>
      </footer>
    </form>
  );
}
