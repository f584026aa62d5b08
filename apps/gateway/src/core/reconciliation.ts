/** What the desk holds of a request. Times are RFC 3339, in business time. */
export interface HeldRequest {
  requestId: string;
  number: string;
  status: string;
  /** Visits asked for so far. */
  attempt: number;
  repairOrderId: string | null;
  repairOrderStatus: string | null;
  changedAt: string | null;
}

/** What dispatch holds of a repair order. */
export interface HeldOrder {
  requestId: string;
  repairOrderId: string;
  number: string;
  attempt: number;
  status: string;
  /** Dispatch knows that the request has ended. */
  requestEnded: boolean;
  changedAt: string | null;
}

/** What all services hold about some requests. */
export interface Held {
  requests: readonly HeldRequest[];
  orders: readonly HeldOrder[];
  reservations: readonly { requestId: string; repairOrderId: string; status: string }[];
  /** Of the orders above alone. */
  board: readonly { repairOrderId: string; status: string }[];
  failures: readonly { repairOrderId: string }[];
}

export const differenceKinds = [
  'request-unknown',
  'order-missing',
  'order-not-linked',
  'request-behind',
  'order-outlives-request',
  'board-missing',
  'board-behind',
  'hold-of-unknown-order',
  'hold-left-behind',
  'failure-missing',
  'failure-too-early',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

export interface Difference {
  kind: DifferenceKind;
  requestId: string;
  /** None where there should be one. */
  repairOrderId?: string;
  /** What the two say, with their values. */
  says: string;
}

export interface Comparison {
  /** Requests that were compared. */
  compared: number;
  /** Requests that changed too recently: what they have said may still be on its way. */
  skipped: number;
  differences: Difference[];
}

const over: readonly string[] = ['completed', 'cannot_complete', 'closed', 'cancelled'];
const repairedOrNot: readonly string[] = ['completed', 'cannot_complete', 'closed'];
const liveHold: readonly string[] = ['held', 'short'];

/** Compares what the services hold about the same requests, but for those that changed after `settledBefore`. */
export function compareHoldings(held: Held, settledBefore: Date): Comparison {
  const requests = new Map(held.requests.map((request) => [request.requestId, request]));
  const orders = byRequest(held.orders);
  const reservations = byRequest(held.reservations);
  const board = new Map(held.board.map(({ repairOrderId, status }) => [repairOrderId, status]));
  const failures = new Set(held.failures.map(({ repairOrderId }) => repairOrderId));
  const result: Comparison = { compared: 0, skipped: 0, differences: [] };
  for (const requestId of new Set([...requests.keys(), ...orders.keys(), ...reservations.keys()])) {
    const request = requests.get(requestId);
    const ofRequest = orders.get(requestId) ?? [];
    const changes = [request, ...ofRequest].flatMap((row) => (row?.changedAt ? [Date.parse(row.changedAt)] : []));
    if (Math.max(0, ...changes) > settledBefore.getTime()) {
      result.skipped += 1;
      continue;
    }
    result.compared += 1;
    result.differences.push(
      ...aboutRequest(requestId, request, ofRequest),
      ...ofRequest.flatMap((order) => aboutBoard(order, board.get(order.repairOrderId))),
      ...ofRequest.flatMap((order) => aboutFailure(order, failures.has(order.repairOrderId))),
      ...(reservations.get(requestId) ?? []).flatMap((hold) => aboutHold(hold, ofRequest)),
    );
  }
  return result;
}

function byRequest<T extends { requestId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.requestId, [...(groups.get(row.requestId) ?? []), row]);
  return groups;
}

function aboutRequest(requestId: string, request: HeldRequest | undefined, orders: readonly HeldOrder[]): Difference[] {
  if (!request) {
    return orders.map(({ repairOrderId, number }) => ({
      kind: 'request-unknown',
      requestId,
      repairOrderId,
      says: `dispatch has order ${number}, the desk does not know its request`,
    }));
  }
  const latest = orders.reduce<HeldOrder | undefined>(
    (last, order) => (last && last.attempt > order.attempt ? last : order),
    undefined,
  );
  if (request.attempt > (latest?.attempt ?? 0)) {
    const says = `request ${request.number} asked for ${request.attempt} visits, dispatch has ${latest?.attempt ?? 0} orders`;
    return [{ kind: 'order-missing', requestId, says }];
  }
  return latest ? [...aboutLink(request, latest), ...orders.flatMap((order) => aboutEnd(request, order))] : [];
}

/** The desk's copy of the present order. One that was cancelled may have left the request. */
function aboutLink(request: HeldRequest, order: HeldOrder): Difference[] {
  const { requestId } = request;
  const { repairOrderId, number, status } = order;
  const told = { requestId, repairOrderId };
  if (request.repairOrderId !== repairOrderId) {
    if (status === 'cancelled') return [];
    const says = `order ${number} is ${status}, request ${request.number} has ${request.repairOrderId ?? 'no order'}`;
    return [{ kind: 'order-not-linked', ...told, says }];
  }
  if (request.repairOrderStatus === status) return [];
  const says = `order ${number} is ${status}, request ${request.number} knows it as ${request.repairOrderStatus ?? 'nothing'}`;
  return [{ kind: 'request-behind', ...told, says }];
}

/** What has begun when its request ends is finished first: dispatch knows then that the request has ended. */
function aboutEnd({ requestId, number, status }: HeldRequest, order: HeldOrder): Difference[] {
  const hasEnded = status === 'closed' || status === 'cancelled';
  if (!hasEnded || order.requestEnded || order.status === 'closed' || order.status === 'cancelled') return [];
  const says = `request ${number} is ${status}, order ${order.number} is ${order.status}`;
  return [{ kind: 'order-outlives-request', requestId, repairOrderId: order.repairOrderId, says }];
}

function aboutBoard({ requestId, repairOrderId, number, status }: HeldOrder, shown: string | undefined): Difference[] {
  if (shown === status) return [];
  const kind = shown === undefined ? 'board-missing' : 'board-behind';
  return [{ kind, requestId, repairOrderId, says: `order ${number} is ${status}, on the board ${shown ?? 'nowhere'}` }];
}

function aboutFailure({ requestId, repairOrderId, number, status }: HeldOrder, recorded: boolean): Difference[] {
  const expected = repairedOrNot.includes(status);
  if (expected === recorded) return [];
  const kind = expected ? 'failure-missing' : 'failure-too-early';
  const says = `order ${number} is ${status}, quality has ${recorded ? 'a' : 'no'} failure record of it`;
  return [{ kind, requestId, repairOrderId, says }];
}

function aboutHold(
  { requestId, repairOrderId, status }: Held['reservations'][number],
  orders: readonly HeldOrder[],
): Difference[] {
  if (!liveHold.includes(status)) return [];
  const order = orders.find((one) => one.repairOrderId === repairOrderId);
  if (order && !over.includes(order.status)) return [];
  const told = { requestId, repairOrderId };
  if (!order)
    return [
      { kind: 'hold-of-unknown-order', ...told, says: `parts are ${status} for an order that dispatch does not have` },
    ];
  return [
    { kind: 'hold-left-behind', ...told, says: `order ${order.number} is ${order.status}, its parts are ${status}` },
  ];
}
