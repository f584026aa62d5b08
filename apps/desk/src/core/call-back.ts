import type { CannotCompleteReason, CloseOutcome } from '#common/events/lists.js';

export const callBackStatuses = ['due', 'answered', 'waived'] as const;
export type CallBackStatus = (typeof callBackStatuses)[number];

/** What came before the call. */
export const callBackOccasions = ['completed', 'cannot_complete', 'solved_remotely'] as const;

/** What the call is about. */
export interface CallBackSubject {
  after: (typeof callBackOccasions)[number];
  cannotCompleteReason: CannotCompleteReason | null;
}

/** Where another visit would change nothing: the answer counts for the score, but the request ends. */
const finalReasons: readonly (CannotCompleteReason | null)[] = ['beyond_repair', 'customer_refused'];

export type CallBackConsequence = { step: 'close'; outcome: CloseOutcome } | { step: 'reopen' } | { step: 'hold' };

/** What follows from an answer. An open complaint, of this call or an earlier one, holds the request open. */
export function afterAnswer(subject: CallBackSubject, satisfied: boolean, complaintOpen: boolean): CallBackConsequence {
  const final = subject.after === 'cannot_complete' && finalReasons.includes(subject.cannotCompleteReason);
  if (!satisfied && !final) return { step: 'reopen' };
  if (complaintOpen) return { step: 'hold' };
  return { step: 'close', outcome: outcomeOf(subject) };
}

/** How a request ends whose call-back is given up with a reason. */
export function afterWaiver(subject: CallBackSubject, complaintOpen: boolean): CallBackConsequence {
  if (complaintOpen) return { step: 'hold' };
  const outcome = outcomeOf(subject);
  return { step: 'close', outcome: outcome === 'satisfied' ? 'waived' : outcome };
}

/** Where no fault was found, there was nothing to repair. */
function outcomeOf({ after, cannotCompleteReason }: CallBackSubject): CloseOutcome {
  if (after === 'cannot_complete' && cannotCompleteReason !== 'no_fault_found') return 'not_repairable';
  return after === 'solved_remotely' ? 'solved_remotely' : 'satisfied';
}
