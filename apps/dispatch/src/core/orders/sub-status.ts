import type { RepairOrderStatus, StateAtSite } from '#common/events/lists.js';

/** A site's own word for where an order of a state stands, such as `customer called` for `accepted`. */
export interface SubStatus {
  /** What the site's own system calls it; once in a list. */
  code: string;
  name: string;
  status: StateAtSite;
}

/** Where in the list a code stands that stood there before; -1 if each is there once. */
export const repeatedCodeAt = (list: readonly SubStatus[]): number => {
  const codes = list.map(({ code }) => code);
  return codes.findIndex((code, index) => codes.indexOf(code) < index);
};

/** The entry that the code names for an order in this state; else why not, in a sentence that says what would do. */
export function chosenSubStatus(
  list: readonly SubStatus[],
  code: string,
  status: RepairOrderStatus,
): SubStatus | { fault: 'unknown' | 'other-state'; sentence: string } {
  const chosen = list.find((one) => one.code === code);
  const fitting = list.filter((one) => one.status === status).map((one) => one.code);
  const would = fitting.length > 0 ? `choose one of ${fitting.join(', ')}` : `the site has none for ${status}`;
  if (!chosen) return { fault: 'unknown', sentence: `the site has no sub-status '${code}': ${would}` };
  if (chosen.status !== status)
    return {
      fault: 'other-state',
      sentence: `'${code}' is for orders that are ${chosen.status}, this one is ${status}: ${would}`,
    };
  return chosen;
}
