import type { PointerEvent, RefObject } from 'react';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { wallTime } from '../time/zones.js';
import type { BoardVisit } from '../visits/queries.js';
import { labelWidth, leftOf, type Span } from './geometry.js';
import { type Spot, useGridDrag } from './use-grid-drag.js';

interface VisitBarProps {
  visit: BoardVisit;
  span: Span;
  zone: string;
  rows: RefObject<HTMLElement | null>;
  mayMove: boolean;
  isChosen: boolean;
  /** It is not among what is looked for, but its time is taken all the same. */
  isFaded: boolean;
  onOpen: (visit: BoardVisit) => void;
  onChoose: (visitId: string) => void;
  onMove: (spot: Spot | undefined) => void;
  onDrop: (spot: Spot) => void;
  /** Its end is held at this instant, in milliseconds; undefined when it is let go. */
  onStretch: (finish: number | undefined) => void;
  onStretched: (finish: number) => void;
}

/** Pixels that a name and a time need; what has no room is left out rather than cut. */
const leastWidth = 8;
const leastFor = { name: 96, time: 50, grip: 24 };

/** One visit: a click opens its order, one with Ctrl or Shift chooses it among others; a drag moves it, one of its end makes it longer or shorter, as the keys do. */
export function VisitBar(props: VisitBarProps) {
  const {
    visit,
    span,
    zone,
    rows,
    mayMove,
    isChosen,
    isFaded,
    onOpen,
    onChoose,
    onMove,
    onDrop,
    onStretch,
    onStretched,
  } = props;
  const texts = useTexts();
  const format = useFormat();
  const [start, finish] = [Date.parse(visit.start), Date.parse(visit.finish)];
  const drag = useGridDrag({ rows, span, start, onMove, onDrop });
  const end = useGridDrag({
    rows,
    span,
    start: finish,
    onMove: (spot) => onStretch(spot?.start),
    onDrop: (spot) => onStretched(spot.start),
  });
  const width = Math.max(
    span.hourWidth < leastWidth ? span.hourWidth : leastWidth,
    leftOf(finish, span) - leftOf(start, span),
  );
  const movable = mayMove && visit.status === 'planned';
  const words = `${format.time(start, zone)}–${format.time(finish, zone)} ${visit.place.locality}`;
  const pin = visit.isPinned
    ? `, ${visit.pinReason ? texts.moves.pinnedFor(visit.pinReason) : texts.moves.pinned}`
    : '';
  return (
    <button
      className={`visit ${visit.status} ${movable ? 'movable' : ''} ${visit.isPinned ? 'pinned' : ''} ${isFaded ? 'faded' : ''} ${width < leastFor.grip ? 'narrow' : ''}`}
      style={{ left: labelWidth + leftOf(start, span), width }}
      data-visit={visit.id}
      title={`${words} · ${texts.visitStatus[visit.status]}${pin}`}
      aria-label={`${words}, ${texts.visitStatus[visit.status]}, ${visit.technicianName ?? ''}${pin}`}
      aria-pressed={isChosen}
      onClick={({ ctrlKey, metaKey, shiftKey }) =>
        mayMove && (ctrlKey || metaKey || shiftKey) ? onChoose(visit.id) : onOpen(visit)
      }
      {...(movable && drag)}
      onKeyDown={(event) => [drag, end].forEach(({ onKeyDown }) => onKeyDown(event))}
    >
      {width >= leastFor.name ? visit.place.locality : width >= leastFor.time && wallTime(start, zone).slice(11)}
      {movable && width >= leastFor.grip && <span className="grip" {...alone(end)} />}
    </button>
  );
}

/** Of a drag that begins on a part of the bar the bar itself hears nothing. */
const alone = ({ onPointerDown, onPointerMove, onPointerUp, onPointerCancel }: ReturnType<typeof useGridDrag>) => {
  const kept = (does: (event: PointerEvent<HTMLElement>) => void) => (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    does(event);
  };
  return {
    onPointerDown: kept(onPointerDown),
    onPointerMove: kept(onPointerMove),
    onPointerUp: kept(onPointerUp),
    onPointerCancel: kept(onPointerCancel),
  };
};
