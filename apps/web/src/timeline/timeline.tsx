import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useCategoryName, useSiteOf, useTechnicians } from '../api/lookups.js';
import { AssignById } from '../orders/assign-dialog.js';
import type { BoardOrder } from '../orders/queries.js';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { useLatest } from '../ui/use-latest.js';
import { MoveDialog } from '../visits/move-dialog.js';
import { type BoardVisit, useBoardVisits } from '../visits/board-visits.js';
import { useTogglePin, type Visit } from '../visits/queries.js';
import { type BoardFilter, isFiltered, isWanted } from './board-filter.js';
import { bothOf, rowsOf, together, useOrdersOf, useWhatMoves, wantedVisits } from './board-rows.js';
import { Bulk } from './bulk-panel.js';
import { Ghost } from './ghost.js';
import { labelWidth, leftOf, rowHeight, type Span, widthOf } from './geometry.js';
import { minutesUntil } from './stretch.js';
import { DayLines, Ticks } from './ticks.js';
import { TimelineRow } from './timeline-row.js';
import { Tray } from './tray.js';
import { type Dragged, isAbsolute, useDragging, type What } from './use-dragging.js';
import type { Spot } from './use-grid-drag.js';
import { moveOf, useMoves } from './use-moves.js';
import { useTimelineKeys } from './use-timeline-keys.js';
import { useBulk } from './use-bulk.js';
import { useRisky } from './use-risky.js';
import { useWaiting } from './use-waiting.js';

interface TimelineProps {
  span: Span;
  tickMinutes: number;
  zone: string;
  siteId: string | undefined;
  filter: BoardFilter;
  onOpen: (repairOrderId: string) => void;
}

type Dropped = { what: What; technicianId: string; start: string; durationMinutes?: number };

/** Where a day is begun to be looked at. */
const firstHour = 7;
/** From so many pixels an hour the day is wider than any screen: it is looked at from now on. */
const wideHour = 100;
/** As many days of people as can be read at once: a week of a network of 500. */
const mostPersonDays = 3_500;
const dayMilliseconds = 86_400_000;
const none: readonly never[] = [];

/** The rows that are in sight, whatever their number; a bar is dragged to another time or person, with the mouse or with keys. */
export function Timeline({ span, tickMinutes, zone, siteId, filter, onOpen }: TimelineProps) {
  const texts = useTexts();
  const now = useNow();
  const siteOf = useSiteOf();
  const mayMove = useHasRole('dispatcher', 'supervisor', 'site_manager');
  const staff = useTechnicians();
  const categoryName = useCategoryName();
  const technicians = staff.data ?? none;
  const everybody = useMemo(
    () => rowsOf(technicians, siteId, (id) => siteOf(id)?.name ?? ''),
    [technicians, siteId, siteOf],
  );
  const days = Math.round((span.to - span.from) / dayMilliseconds);
  const isLong = days > 7;
  const isTooMuch = isLong && everybody.length * days > mostPersonDays;
  const query = useBoardVisits(
    new Date(span.from).toISOString(),
    new Date(span.to).toISOString(),
    siteId,
    !isLong || (staff.data !== undefined && !isTooMuch),
  );
  const visits = query.data ?? none;
  const byTechnician = useMemo(
    () =>
      Map.groupBy(
        visits.toSorted((one, other) => (one.start < other.start ? -1 : 1)),
        ({ technicianId }) => technicianId,
      ),
    [visits],
  );
  const wanted = useMemo(() => wantedVisits(visits, filter, categoryName), [visits, filter, categoryName]);
  /** Rows of people without any of the visits that are looked for are left out. */
  const people = useMemo(
    () =>
      everybody.filter(
        (person) =>
          isWanted(filter, person) && (!wanted || byTechnician.get(person.id)?.some(({ id }) => wanted.has(id))),
      ),
    [everybody, filter, wanted, byTechnician],
  );
  const orders = {
    waiting: useOrdersOf(useWaiting(siteId), filter, categoryName),
    risky: useOrdersOf(useRisky(siteId), filter, categoryName),
  };
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const [dropped, setDropped] = useState<Dropped>();
  const dragging = useDragging({ people, technicians, visits, zone });
  const moves = useMoves();
  const togglePin = useTogglePin();
  const bulk = useBulk({ visits, orders: together(orders.waiting.data?.items, orders.risky.data?.items), zone, moves });
  const virtual = useVirtualizer({
    count: people.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingEnd: rowHeight, // the hours above the rows take part of the height
  });
  const isShown = query.data !== undefined && staff.data !== undefined;
  const begin = useLatest({
    left: () => {
      const isNow = span.hourWidth >= wideHour && now >= span.from && now < span.to;
      return isNow ? leftOf(now, span) - span.hourWidth : firstHour * span.hourWidth;
    },
  });
  useEffect(() => {
    if (isShown) scroller.current?.scrollTo({ left: begin.left() });
  }, [isShown, span.from, span.hourWidth, begin]);

  const drop = (there: Dragged | undefined) => {
    dragging.letGo();
    if (!there || isAbsolute(there)) return;
    const { what, person, spot } = there;
    const { start, minutes } = spot;
    const length = minutes !== undefined && { durationMinutes: minutes };
    setDropped({ what, technicianId: person.id, start: new Date(start).toISOString(), ...length });
  };
  const noteMove = (before: BoardVisit) => (after: Visit) =>
    moves.note([{ move: moveOf(before, after, bulk.nameOf({ visit: before }), zone), version: after.version }]);
  const noteAssigned = (order: BoardOrder) => () => void moves.noteAssigned(order.id, bulk.nameOf({ order }), zone);
  /** A bar that the keys hold elsewhere is dropped there by the press that would open it. */
  const openOrDrop = (visit: BoardVisit) => {
    const { dragged } = dragging;
    if (dragged && 'visit' in dragged.what && dragged.what.visit.id === visit.id) drop(dragged);
    else onOpen(visit.repairOrderId);
  };
  useTimelineKeys({
    people,
    byTechnician,
    rows,
    scrollTo: (row) => virtual.scrollToIndex(row),
    dragging,
    mayMove,
    onChoose: bulk.toggle,
    onPin: togglePin.mutate,
    more: bulk.keys,
  });
  /** A visit that stays where it is, with its end at this instant. */
  const stretchedTo = (visit: BoardVisit, finish: number): Spot => ({
    row: people.findIndex(({ id }) => id === visit.technicianId),
    start: Date.parse(visit.start),
    minutes: minutesUntil(visit, finish),
  });
  const actions = useLatest({
    open: openOrDrop,
    choose: bulk.toggle,
    hold: dragging.hold,
    drop: (what: What, spot: Spot) => drop(dragging.check(what, spot)),
    stretch: (visit: BoardVisit, finish: number | undefined) =>
      dragging.hold({ visit }, finish === undefined ? undefined : stretchedTo(visit, finish)),
    stretched: (visit: BoardVisit, finish: number) => drop(dragging.check({ visit }, stretchedTo(visit, finish))),
  });
  const whatOf = useWhatMoves(visits, mayMove);
  const ofTray = useLatest({ onOpen, onChoose: bulk.toggle, onMove: dragging.hold, onDrop: actions.drop });
  const width = labelWidth + widthOf(span);
  return (
    <div className="board">
      <div className="board-rows">
        {isTooMuch ? (
          <p className="empty">{texts.timeline.tooMuch}</p>
        ) : (
          <Loaded query={bothOf(query, staff)}>
            {() => (
              <div className="timeline" ref={scroller} tabIndex={0} role="region" aria-label={texts.pages.timeline}>
                <Ticks {...{ span, tickMinutes, zone, width }} />
                <div className="rows" ref={rows} style={{ width, height: virtual.getTotalSize() }}>
                  <DayLines span={span} zone={zone} />
                  {now > span.from && now < span.to && (
                    <div className="now" style={{ left: labelWidth + leftOf(now, span) }} />
                  )}
                  {virtual.getVirtualItems().map(({ index, start }) => {
                    const person = people[index];
                    return (
                      person && (
                        <TimelineRow
                          key={person.id}
                          person={person}
                          siteName={siteOf(person.siteId)?.name}
                          visits={byTechnician.get(person.id) ?? none}
                          top={start}
                          chosen={bulk.chosen}
                          wanted={wanted}
                          {...{ span, zone, rows, mayMove, actions }}
                        />
                      )
                    );
                  })}
                  {dragging.dragged && <Ghost dragged={dragging.dragged} span={span} zone={zone} />}
                </div>
                {people.length === 0 && (
                  <p className="empty">{texts.timeline[isFiltered(filter) ? 'noMatch' : 'nobody']}</p>
                )}
              </div>
            )}
          </Loaded>
        )}
      </div>
      <Tray orders={orders} span={span} rows={rows} chosen={bulk.chosen} whatOf={whatOf} {...ofTray}>
        {togglePin.error && <ProblemNote problem={togglePin.error} />}
        {mayMove && <Bulk bulk={bulk} moves={moves} zone={zone} />}
      </Tray>
      {dropped && 'visit' in dropped.what && (
        <MoveDialog
          visit={dropped.what.visit}
          zone={zone}
          wished={dropped}
          onMoved={noteMove(dropped.what.visit)}
          onClose={() => setDropped(undefined)}
        />
      )}
      {dropped && 'order' in dropped.what && (
        <AssignById
          order={dropped.what.order}
          chosen={dropped}
          onAssigned={noteAssigned(dropped.what.order)}
          onClose={() => setDropped(undefined)}
        />
      )}
    </div>
  );
}
