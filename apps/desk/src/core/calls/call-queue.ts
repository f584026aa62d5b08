export interface WaitingCall {
  id: string;
  urgent: boolean;
  arrivedAt: Date;
}

export interface FreeSeat {
  code: string;
  freeSince: Date;
}

/** The order of the queue: urgent calls first, among equals who came first; the id decides between two of one instant. */
export function inQueue(one: WaitingCall, other: WaitingCall): number {
  return (
    Number(other.urgent) - Number(one.urgent) ||
    one.arrivedAt.getTime() - other.arrivedAt.getTime() ||
    (one.id < other.id ? -1 : 1)
  );
}

/** Which call rings at which seat now: the first of the queue at the seat that has been free longest, and so on until calls or seats run out. */
export function given<C extends WaitingCall, S extends FreeSeat>(
  waiting: readonly C[],
  free: readonly S[],
): { call: C; seat: S }[] {
  const seats = free.toSorted((one, other) => one.freeSince.getTime() - other.freeSince.getTime());
  return waiting
    .toSorted(inQueue)
    .slice(0, seats.length)
    .flatMap((call, index) => {
      const seat = seats[index];
      return seat ? [{ call, seat }] : [];
    });
}
