import type { UseMutationResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../api/problem.js';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { type FormValues, SendForm } from '../ui/send-form.js';
import { ConflictNote } from './conflict-note.js';
import { useVisitNow, type Visit } from './queries.js';
import { mayTake, type VisitStep } from './visit-steps.js';

/** The version that a step of a visit goes by, and how it becomes that of now once the user has seen it. */
export const useSeenVersion = ({ version }: Pick<Visit, 'version'>) => useState(version);

interface StepFormProps<Wish> {
  visitId: string;
  zone: string;
  step: VisitStep;
  title: string;
  submit: string;
  send: UseMutationResult<Visit, Problem, Wish>;
  wish: (values: FormValues) => Wish | undefined;
  danger?: boolean;
  isImpossible?: boolean;
  /** Takes the version that the user has now seen. */
  onSeen: (version: number) => void;
  onDone?: (visit: Visit) => void;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A step of a visit in a dialog, on the version that was seen. It stays when the visit leaves its list or cannot be changed any more, says so, and keeps what is typed; who was second
 * reads what the visit is now before anything is sent again.
 */
export function StepForm<Wish>(props: StepFormProps<Wish>) {
  const { visitId, zone, step, title, send, isImpossible = false, onSeen, onDone, onClose, children, ...form } = props;
  const texts = useTexts();
  const { data: now } = useVisitNow(visitId);
  const isOver = now !== undefined && !mayTake(step, now);
  return (
    <Dialog title={title} onClose={onClose}>
      <SendForm
        {...form}
        send={send}
        isImpossible={isImpossible || isOver}
        onDone={(visit) => {
          onDone?.(visit);
          onClose();
        }}
      >
        {children}
        {isOver && !send.isPending && (
          <p role="alert" className="note warn">
            {texts.visits.isOver(texts.visitStatus[now.status])}
          </p>
        )}
        {!isOver && send.error?.slug === 'stale-version' && (
          <ConflictNote
            visitId={visitId}
            zone={zone}
            onSeen={(version) => {
              onSeen(version);
              send.reset();
            }}
          />
        )}
      </SendForm>
    </Dialog>
  );
}
