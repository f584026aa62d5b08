import type { RequestStatus } from '#common/events/lists.js';

/** Every step that a service request may take: from -> to -> why. Printed in the docs; nothing else decides about statuses. */
export const requestTransitions = {
  new: {
    triaged: 'likely faults, parts and skill are known',
    solved_remotely: 'solved on the first contact',
    dispatched: 'a visit was requested',
    cancelled: 'withdrawn',
  },
  triaged: {
    solved_remotely: 'solved without a visit',
    dispatched: 'a visit was requested',
    cancelled: 'withdrawn',
  },
  solved_remotely: {
    closed: 'the customer confirmed that it works',
    reopened: 'it still does not work',
  },
  dispatched: {
    callback_due: 'the repair order has ended',
    triaged: 'the repair order was cancelled: decide again',
    cancelled: 'withdrawn',
  },
  callback_due: {
    closed: 'the customer is satisfied, or the call was waived with a reason',
    reopened: 'the customer is not satisfied',
  },
  reopened: {
    dispatched: 'a further visit was requested',
    solved_remotely: 'solved without a further visit',
    cancelled: 'withdrawn',
  },
  closed: {},
  cancelled: {},
} as const satisfies Record<RequestStatus, Partial<Record<RequestStatus, string>>>;

/** Whether a request may go from one status to the other in one step. */
export function canMove(from: RequestStatus, to: RequestStatus): boolean {
  return to in requestTransitions[from];
}

/** The statuses that are possible next. */
export function nextStatuses(from: RequestStatus): RequestStatus[] {
  return Object.keys(requestTransitions[from]) as RequestStatus[];
}

/** Statuses in which the customer still waits for something. */
export const openStatuses = ['new', 'triaged', 'solved_remotely', 'dispatched', 'callback_due', 'reopened'] as const;

/** Whether the customer still waits for something. */
export function isOpen(status: RequestStatus): boolean {
  return status !== 'closed' && status !== 'cancelled';
}

/** The first step of a path that the table does not allow, if there is one. A path starts with `new`. */
export function firstIllegalStep(
  path: readonly RequestStatus[],
): [RequestStatus | undefined, RequestStatus] | undefined {
  let from: RequestStatus | undefined;
  for (const to of path) {
    if (from === undefined ? to !== 'new' : !canMove(from, to)) return [from, to];
    from = to;
  }
  return undefined;
}
