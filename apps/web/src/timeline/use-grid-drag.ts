import { type PointerEvent, type RefObject, useRef } from 'react';
import { instantAt, labelWidth, leftOf, rowHeight, type Span } from './geometry.js';

export interface Spot {
  row: number;
  start: number;
  /** How long it shall take, where that is what changes. */
  minutes?: number;
}

interface GridDrag {
  rows: RefObject<HTMLElement | null>;
  span: Span;
  /** Where the bar is now; undefined for something that is not on the timeline yet. */
  start: number | undefined;
  onMove: (spot: Spot | undefined) => void;
  onDrop: (spot: Spot) => void;
}

/** Fewer pixels than this are a click. */
const leastPixels = 5;

/** Drags something over the rows of the timeline with mouse, pen or finger; Escape lets go. The keyboard has the dialog instead. */
export function useGridDrag({ rows, span, start, onMove, onDrop }: GridDrag) {
  const drag = useRef<{ x: number; y: number; grab: number; moved: boolean }>(undefined);
  const spotOf = ({ clientX, clientY }: PointerEvent, grab: number): Spot | undefined => {
    const box = rows.current?.getBoundingClientRect();
    if (!box || clientY < box.top || clientY > box.bottom) return undefined;
    return {
      row: Math.floor((clientY - box.top) / rowHeight),
      start: instantAt(clientX - box.left - labelWidth - grab, span),
    };
  };
  const end = () => {
    drag.current = undefined;
    onMove(undefined);
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      const box = rows.current?.getBoundingClientRect();
      const grab = start === undefined || !box ? 0 : event.clientX - box.left - labelWidth - leftOf(start, span);
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, y: event.clientY, grab, moved: false };
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const { current } = drag;
      if (!current) return;
      const far = Math.hypot(event.clientX - current.x, event.clientY - current.y) >= leastPixels;
      current.moved ||= far;
      if (current.moved) onMove(spotOf(event, current.grab));
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const { current } = drag;
      const spot = current?.moved ? spotOf(event, current.grab) : undefined;
      if (current?.moved) swallowClick();
      end();
      if (spot) onDrop(spot);
    },
    onPointerCancel: end,
    onKeyDown({ key }: { key: string }) {
      if (key === 'Escape' && drag.current) end();
    },
  };
}

/** The browser sends a click after the drop: it is none. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}
