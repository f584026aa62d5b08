import type { Schemas } from '../api/client.js';
import { type FirstOf, firstOf } from '../ui/first-of.js';
import type { PageOf } from '../ui/use-pages.js';
import { partsOf } from './board-visits.js';

type Visit = Schemas['VisitView'];

const daysOfWeek = 7;
/** Of one day. A site that has more is told so: the API lists those that were booked last first. */
const mostOfDay = 1_000;

interface Span {
  from: string;
  to: string;
}

/** The visits of a week in order of their start, its days read at the same time: one list of the whole week would end before the visits that were booked first. */
export async function readWeek(
  { from, to }: Span,
  read: (query: Span & { cursor: string | undefined }) => Promise<PageOf<Visit>>,
  most = mostOfDay,
): Promise<FirstOf<Visit>> {
  const days = await Promise.all(
    partsOf(from, to, daysOfWeek).map(([first, last]) =>
      firstOf(most, (cursor) => read({ from: first, to: last, cursor })),
    ),
  );
  // one that goes on over midnight is in both days
  const visits = new Map(days.flatMap(({ items }) => items).map((visit) => [visit.id, visit]));
  return {
    items: [...visits.values()].toSorted((one, other) => one.start.localeCompare(other.start)),
    isWhole: days.every(({ isWhole }) => isWhole),
  };
}
