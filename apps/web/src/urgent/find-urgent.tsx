import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useState } from 'react';
import { useCategoryName } from '../api/lookups.js';
import { type BoardOrder, useWaitingOrders } from '../orders/queries.js';
import { useCustomers } from '../requests/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Field } from '../ui/field.js';
import { orderTones } from '../ui/labels.js';
import { Loading, ProblemNote } from '../ui/states.js';

/** Whom or what the urgent order is for. */
export type Found = { kind: 'customer' | 'order'; id: string } | { kind: 'stranger'; name: string };

interface Option {
  key: string;
  found: Found;
  shown: ReactNode;
}

const mostOrders = 6;
/** Of each list, those due first: whoever searches wants more than the tray shows. */
const mostSearched = 1_000;
const fewestCharacters = 2;

/** One field for it all: orders that wait, customers by name, phone or address, or a name that nobody knows yet. Arrows choose, Enter takes. */
export function FindUrgent({ onFound }: { onFound: (found: Found) => void }) {
  const texts = useTexts();
  const { urgent } = texts.dispatch;
  const id = useId();
  const [search, setSearch] = useState('');
  const format = useFormat();
  const [at, setAt] = useState(0);
  const { ready, offered, options } = useOptions(useDeferredValue(search.trim()));
  const problem = ready.error ?? offered.error;
  const isCut = [ready, offered].some(({ data }) => data?.isWhole === false);
  const active = Math.min(at, options.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 } as const;
    const step = steps[event.key as keyof typeof steps];
    const chosen = options[active];
    if (step) setAt(Math.max(0, Math.min(options.length - 1, active + step)));
    else if (event.key === 'Enter' && chosen) onFound(chosen.found);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <Field label={urgent.find} hint={urgent.findHint}>
        <input
          type="search"
          role="combobox"
          aria-expanded={options.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={options.length > 0 ? `${id}-${active}` : undefined}
          autoComplete="off"
          value={search}
          onKeyDown={onKeyDown}
          onChange={({ target }) => {
            setSearch(target.value);
            setAt(0);
          }}
        />
      </Field>
      <div id={id} role="listbox" aria-label={urgent.found} className="options">
        {options.map(({ key, found, shown }, index) => (
          <div
            key={key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            ref={(row) => {
              if (index === active) row?.scrollIntoView({ block: 'nearest' });
            }}
            onClick={() => onFound(found)}
            onKeyDown={onKeyDown}
            tabIndex={-1}
          >
            {shown}
          </div>
        ))}
      </div>
      {problem ? <ProblemNote problem={problem} /> : !(ready.data && offered.data) && <Loading />}
      {isCut && <p className="muted">{urgent.onlyFirst(format.number(mostSearched))}</p>}
    </>
  );
}

function useOptions(search: string) {
  const texts = useTexts();
  const { urgent } = texts.dispatch;
  const ready = useWaitingOrders('ready', { most: mostSearched });
  const offered = useWaitingOrders('offered', { most: mostSearched });
  const { data: customers = [], isFetching, isPlaceholderData } = useCustomers(search);
  const wordsOf = useOrderWords();
  const orders = [...(ready.data?.items ?? []), ...(offered.data?.items ?? [])].filter((order) =>
    wordsOf(order).toLowerCase().includes(search.toLowerCase()),
  );
  const known = search.length >= fewestCharacters;
  const options: Option[] = [
    ...orders.slice(0, mostOrders).map((order): Option => ({
      key: order.id,
      found: { kind: 'order', id: order.id },
      shown: <OrderOption order={order} words={wordsOf(order)} />,
    })),
    ...(known && !isPlaceholderData ? customers : []).map(({ id, name, grade }): Option => ({
      key: id,
      found: { kind: 'customer', id },
      shown: (
        <>
          {name} <Badge>{grade}</Badge>
        </>
      ),
    })),
    ...(known && !isFetching // whoever presses Enter at once must neither make a customer anew nor take one of an earlier search
      ? [{ key: 'stranger', found: { kind: 'stranger' as const, name: search }, shown: urgent.stranger(search) }]
      : []),
  ];
  return { ready, offered, options };
}

function useOrderWords(): (order: BoardOrder) => string {
  const categoryName = useCategoryName();
  return ({ number, category, place }) => `${number} · ${categoryName(category)} · ${place.locality}`;
}

function OrderOption({ order, words }: { order: BoardOrder; words: string }) {
  const texts = useTexts();
  const format = useFormat();
  return (
    <>
      {words} <Badge tone={orderTones[order.status]}>{texts.orderStatus[order.status]}</Badge>
      <small>
        {texts.orders.dueBy} {format.dateTime(order.dueBy, order.place.timeZone)}
      </small>
    </>
  );
}
