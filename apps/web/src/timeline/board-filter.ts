import type { BoardOrder } from '../orders/queries.js';
import type { BoardVisit } from '../visits/queries.js';
import type { Technician } from './use-dragging.js';

/** What the address says that shall be looked at; each is left out where everything is. */
export const filterNames = ['skill', 'priority', 'status', 'who', 'text'] as const;
export type FilterName = (typeof filterNames)[number];
export type BoardFilter = Readonly<Partial<Record<FilterName, string>>>;

export const filterOf = (parameters: URLSearchParams): BoardFilter =>
  Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = parameters.get(name)?.trim();
      return value ? [[name, value]] : [];
    }),
  );

export const isFiltered = (filter: BoardFilter): boolean => filterNames.some((name) => filter[name] !== undefined);

/** Every word of what was typed is somewhere in these; nothing typed is everywhere. */
function hasWords(typed: string | undefined, ...texts: readonly (string | undefined)[]): boolean {
  const all = texts.join(' ').toLocaleLowerCase();
  return (typed ?? '')
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** Whether a technician has the skill and is the one that is looked for. */
export const isWanted = ({ skill, who }: BoardFilter, person: Pick<Technician, 'name' | 'skills'>): boolean =>
  hasWords(who, person.name) && (skill === undefined || person.skills.some((one) => one.skill === skill));

/** Whether it is asked for certain visits, and not only for certain people. */
export const picksVisits = ({ priority, status, text }: BoardFilter): boolean =>
  [priority, status, text].some((wanted) => wanted !== undefined);

type Priced = Pick<BoardVisit, 'priority'>;

const isAsUrgent = ({ priority }: BoardFilter, of: Priced) => priority === undefined || of.priority === priority;

export function isVisitWanted(
  filter: BoardFilter,
  visit: Pick<BoardVisit, 'status' | 'priority' | 'orderNumber' | 'place' | 'technicianName' | 'siteName'>,
  categoryName: string | undefined,
): boolean {
  const { status, text } = filter;
  return (
    isAsUrgent(filter, visit) &&
    (status === undefined || visit.status === status) &&
    hasWords(text, visit.orderNumber, visit.place.locality, visit.technicianName, visit.siteName, categoryName)
  );
}

/** Whether an order of the tray is among what is looked for; the state of a visit says nothing about it. */
export function isOrderWanted(
  filter: BoardFilter,
  order: Pick<BoardOrder, 'skill' | 'priority' | 'number' | 'place' | 'technicianName' | 'siteName'>,
  categoryName: string | undefined,
): boolean {
  const { skill, text } = filter;
  return (
    isAsUrgent(filter, order) &&
    (skill === undefined || order.skill === skill) &&
    hasWords(text, order.number, order.place.locality, order.technicianName, order.siteName, categoryName)
  );
}
