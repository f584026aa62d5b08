import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSiteOf, useTechnicians } from '../api/lookups.js';
import { AssignDialog } from '../orders/assign-dialog.js';
import type { Order } from '../orders/queries.js';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';
import { Loaded } from '../ui/states.js';
import { MoveDialog } from '../visits/move-dialog.js';
import { type BoardVisit, useBoardVisits } from '../visits/queries.js';
import { Ghost, type Dragged } from './ghost.js';
import { labelWidth, leftOf, rowHeight, type Span, ticksOf, widthOf } from './geometry.js';
import { moveFaults, moveRules } from './move-faults.js';
import { Tray } from './tray.js';
import type { Spot } from './use-grid-drag.js';
import { VisitBar } from './visit-bar.js';

interface TimelineProps {
  span: Span;
  tickHours: number;
  zone: string;
  siteId: string | undefined;
  onOpen: (repairOrderId: string) => void;
}

type Technician = NonNullable<ReturnType<typeof useTechnicians>['data']>[number];
type Dropped =
  | { visit: BoardVisit; technicianId: string; start: string }
  | { order: Order; technicianId: string; start: string };

const firstHour = 7;

/** The rows that are in sight, whatever their number; a bar is dragged to another time or person. */
export function Timeline({ span, tickHours, zone, siteId, onOpen }: TimelineProps) {
  const texts = useTexts();
  const format = useFormat();
  const now = useNow();
  const siteOf = useSiteOf();
  const mayMove = useHasRole('dispatcher', 'supervisor', 'site_manager');
  const technicians = useTechnicians();
  const query = useBoardVisits(new Date(span.from).toISOString(), new Date(span.to).toISOString(), siteId);
  const people = useMemo(
    () => rowsOf(technicians.data ?? [], siteId, (id) => siteOf(id)?.name ?? ''),
    [technicians.data, siteId, siteOf],
  );
  const byTechnician = useMemo(() => Map.groupBy(query.data ?? [], ({ technicianId }) => technicianId), [query.data]);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<Dragged>();
  const [dropped, setDropped] = useState<Dropped>();
  const virtual = useVirtualizer({
    count: people.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const isShown = query.data !== undefined;
  useEffect(() => {
    if (isShown) scroller.current?.scrollTo({ left: firstHour * span.hourWidth });
  }, [isShown, span.from, span.hourWidth]);

  const draggedTo = (
    spot: Spot | undefined,
    what: Omit<Dragged, 'spot' | 'faults' | 'person'>,
  ): Dragged | undefined => {
    const person = spot && people[spot.row];
    if (!spot || !person) return undefined;
    const wish = { ...what, start: spot.start, finish: spot.start + what.milliseconds };
    return { ...what, spot, person, faults: moveFaults(wish, person, query.data ?? [], { now, zone }) };
  };
  const dropOn = (
    what: Omit<Dragged, 'spot' | 'faults' | 'person'>,
    spot: Spot,
    make: (place: { technicianId: string; start: string }) => Dropped,
  ) => {
    const there = draggedTo(spot, what);
    if (!there || there.faults.some((fault) => moveRules[fault].absolute)) return;
    setDropped(make({ technicianId: there.person.id, start: new Date(spot.start).toISOString() }));
  };
  const visitWhat = (visit: BoardVisit) => ({
    visitId: visit.id,
    siteId: visit.siteId,
    milliseconds: Date.parse(visit.finish) - Date.parse(visit.start),
  });
  const orderWhat = (order: Order) => ({
    visitId: '',
    siteId: order.siteId,
    milliseconds: order.durationMinutes * 60_000,
  });
  const width = labelWidth + widthOf(span);
  return (
    <div className="board">
      <Loaded query={query}>
        {() => (
          <div className="timeline" ref={scroller} tabIndex={0} role="region" aria-label={texts.pages.timeline}>
            <div className="ticks" style={{ width }}>
              <span className="label" />
              {ticksOf(span, tickHours).map((tick) => (
                <span key={tick} className="tick" style={{ left: labelWidth + leftOf(tick, span) }}>
                  {format.hour(tick, zone)}
                </span>
              ))}
            </div>
            <div className="rows" ref={rows} style={{ width, height: virtual.getTotalSize() }}>
              {now > span.from && now < span.to && (
                <div className="now" style={{ left: labelWidth + leftOf(now, span) }} />
              )}
              {virtual.getVirtualItems().map(({ index, start }) => {
                const person = people[index];
                return (
                  person && (
                    <div
                      key={person.id}
                      className="row"
                      style={{ transform: `translateY(${start}px)`, height: rowHeight }}
                    >
                      <div className="label">
                        <strong>{person.name}</strong>
                        <small>{siteOf(person.siteId)?.name}</small>
                      </div>
                      {byTechnician.get(person.id)?.map((visit) => (
                        <VisitBar
                          key={visit.id}
                          visit={visit}
                          span={span}
                          zone={zone}
                          rows={rows}
                          mayMove={mayMove}
                          onOpen={onOpen}
                          onMove={(spot) => setDragged(draggedTo(spot, visitWhat(visit)))}
                          onDrop={(spot) => dropOn(visitWhat(visit), spot, (place) => ({ visit, ...place }))}
                        />
                      ))}
                    </div>
                  )
                );
              })}
              {dragged && <Ghost dragged={dragged} span={span} zone={zone} />}
            </div>
            {people.length === 0 && <p className="empty">{texts.timeline.nobody}</p>}
          </div>
        )}
      </Loaded>
      <Tray
        span={span}
        rows={rows}
        siteId={siteId}
        onOpen={onOpen}
        onMove={(order, spot) => setDragged(draggedTo(spot, orderWhat(order)))}
        onDrop={(order, spot) => dropOn(orderWhat(order), spot, (place) => ({ order, ...place }))}
      />
      {dropped && 'visit' in dropped && (
        <MoveDialog visit={dropped.visit} zone={zone} wished={dropped} onClose={() => setDropped(undefined)} />
      )}
      {dropped && 'order' in dropped && (
        <AssignDialog order={dropped.order} chosen={dropped} onClose={() => setDropped(undefined)} />
      )}
    </div>
  );
}

const alphabet = new Intl.Collator();

/** Colleagues stand together. */
function rowsOf(
  technicians: readonly Technician[],
  siteId: string | undefined,
  nameOf: (id: string) => string,
): Technician[] {
  return technicians
    .filter((technician) => technician.active && (!siteId || technician.siteId === siteId))
    .toSorted(
      (one, other) =>
        alphabet.compare(nameOf(one.siteId), nameOf(other.siteId)) || alphabet.compare(one.name, other.name),
    );
}
