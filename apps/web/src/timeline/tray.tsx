import { lazy, type ReactNode, type RefObject, Suspense } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { BoardOrder } from '../orders/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import type { FirstOf } from '../ui/first-of.js';
import { type Asked, Loaded, Loading } from '../ui/states.js';
import { filterOf, isFiltered } from './board-filter.js';
import type { Span } from './geometry.js';
import { TrayCard } from './tray-card.js';
import type { What } from './use-dragging.js';
import type { Spot } from './use-grid-drag.js';

export interface CardProps {
  span: Span;
  rows: RefObject<HTMLElement | null>;
  chosen: ReadonlySet<string>;
  onChoose: (repairOrderId: string) => void;
  onOpen: (repairOrderId: string) => void;
  /** What moves when the card is dragged; undefined where nobody can place the order from here. */
  whatOf: (order: BoardOrder) => What | undefined;
  onMove: (what: What, spot: Spot | undefined) => void;
  onDrop: (what: What, spot: Spot) => void;
}

/** The lists of the tray; the first is shown where the address names none. */
const lists = ['waiting', 'risky'] as const;
export type TrayList = (typeof lists)[number];

const none: readonly never[] = [];

/** With the outlines of the world: loaded when it is first opened. */
const TrayMap = lazy(() => import('./tray-map.js'));

interface TrayProps extends CardProps {
  orders: Record<TrayList, Asked<FirstOf<BoardOrder>>>;
  /** What stands above the list. */
  children: ReactNode;
}

/** Orders that wait for a technician, or that are overdue or will be: drag one onto a row, open it, or choose it among others. */
export function Tray({ orders, children, ...rest }: TrayProps) {
  const { timeline: words, pages } = useTexts();
  const format = useFormat();
  const [parameters, setParameters] = useSearchParams();
  const shown = lists.find((name) => name === parameters.get('tray')) ?? 'waiting';
  const query = orders[shown];
  const empty = isFiltered(filterOf(parameters)) ? words.noMatch : words.empty[shown];
  const isMap = parameters.has('map');
  const flip = () => setParameters(withParameter(parameters, 'map', isMap ? undefined : ''));
  const countOf = ({ data }: Asked<FirstOf<BoardOrder>>) =>
    data ? `${format.number(data.items.length)}${data.isWhole ? '' : '+'}` : '…';
  return (
    <aside className="tray" aria-label={words.tray}>
      {children}
      <header>
        <nav className="tabs" aria-label={words.tray}>
          {lists.map((name) => (
            <Link
              key={name}
              to={`?${withParameter(parameters, 'tray', name === 'waiting' ? undefined : name)}`}
              aria-current={name === shown && 'page'}
            >
              {words.lists[name](countOf(orders[name]))}
            </Link>
          ))}
        </nav>
        <button aria-pressed={isMap} onClick={flip}>
          {pages.map}
        </button>
      </header>
      {isMap && (
        <Suspense fallback={<Loading />}>
          <TrayMap orders={query.data?.items ?? none} {...rest} />
        </Suspense>
      )}
      <Loaded query={query} isEmpty={({ items }) => items.length === 0} empty={empty}>
        {({ items, isWhole }) => (
          <>
            {!isWhole && <p className="note warn">{words.onlyFirst(format.number(items.length))}</p>}
            <ul className="plain">
              {items.map((order) => (
                <li key={order.id}>
                  <TrayCard order={order} {...rest} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </aside>
  );
}

function withParameter(parameters: URLSearchParams, name: string, value: string | undefined): URLSearchParams {
  const after = new URLSearchParams(parameters);
  if (value === undefined) after.delete(name);
  else after.set(name, value);
  return after;
}
