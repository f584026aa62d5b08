/**
 * Offers and visits of one order are aggregates of their own, so their events may come in any order. A stamp sorts them by when they
 * happened: business time, then the id (UUID version 7, in order of creation), then the version.
 */
export function stampOf(kind: 'offer' | 'visit', occurredAt: Date, id: string, version: number): string {
  return `${kind === 'offer' ? 0 : 1} ${occurredAt.toISOString()} ${id} ${String(version).padStart(10, '0')}`;
}

/** A visit is where the work is done; the first offer only says where it probably will be, until there is a visit. */
export function placeIsNewer(present: string, next: string): boolean {
  if (present === '') return true;
  return next.startsWith('1') && next > present;
}

/** Demand counts where the parts were first wanted. */
export const wantedEarlier = (present: string, next: string) => present === '' || timeOf(next) < timeOf(present);
const timeOf = (stamp: string) => stamp.slice(2);
