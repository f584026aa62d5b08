import { type PointerEvent, useCallback, useEffect, useRef } from 'react';
import type { Grabbed } from './map-canvas.js';
import { panned, type Point, type Size, type View, viewOf, zoomed } from './mercator.js';

interface MapView {
  /** All of it is shown at first. */
  all: readonly Point[];
  paint: (context: CanvasRenderingContext2D, view: View, size: Size, ratio: number) => void;
  /** The largest scale; that of the outlines if left out. */
  closest: number | undefined;
  onPress: (at: Point, view: View, size: Size) => void;
  /** What hears the pointer instead of the map when it goes down here. */
  grabAt: (at: Point, view: View, size: Size) => Grabbed | undefined;
}

type ZoomAt = (view: View, times: number, at: Point, size: Size) => View;

const step = 80;
const factor = 1.5;
/** Fewer pixels than this are a click. */
const leastPixels = 5;

const sizeOf = ({ clientWidth, clientHeight }: HTMLElement): Size => ({ width: clientWidth, height: clientHeight });

/** Moving and zooming a map by mouse, finger, wheel and keys. It is painted once per frame at most, and React has no part in it. */
export function useMapView({ all, paint, closest, onPress, grabAt }: MapView) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<View>(undefined);
  const frame = useRef(0);
  const painter = useRef(paint);
  const limit = useRef(closest);
  const zoomAt = useCallback<ZoomAt>((before, times, at, size) => zoomed(before, times, at, size, limit.current), []);
  const repaint = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const shown = canvas.current;
      const context = shown?.getContext('2d');
      if (shown && context && view.current) painter.current(context, view.current, sizeOf(shown), devicePixelRatio);
    });
  }, []);
  const change = (next: (view: View, size: Size) => View) => {
    if (canvas.current && view.current) view.current = next(view.current, sizeOf(canvas.current));
    repaint();
  };
  const showAll = useCallback(() => {
    if (canvas.current) view.current = viewOf(all, sizeOf(canvas.current));
    repaint();
  }, [all, repaint]);

  useEffect(() => {
    painter.current = paint;
    limit.current = closest;
    repaint();
  }, [paint, closest, repaint]);
  const hasPoints = all.length > 0;
  const first = useRef(showAll);
  useEffect(() => {
    first.current = showAll;
  }, [showAll]);
  useEffect(() => first.current(), [hasPoints]);
  useEffect(() => {
    const shown = canvas.current;
    if (!shown) return undefined;
    const fit = () => {
      Object.assign(shown, {
        width: shown.clientWidth * devicePixelRatio,
        height: shown.clientHeight * devicePixelRatio,
      });
      if (!view.current) first.current();
      repaint();
    };
    const wheel = (event: WheelEvent) => {
      event.preventDefault(); // the page would scroll
      const at = { x: event.offsetX, y: event.offsetY };
      if (view.current) view.current = zoomAt(view.current, 2 ** (-event.deltaY / 300), at, sizeOf(shown));
      repaint();
    };
    const observer = new ResizeObserver(fit);
    observer.observe(shown);
    shown.addEventListener('wheel', wheel, { passive: false });
    return () => {
      observer.disconnect();
      shown.removeEventListener('wheel', wheel);
      cancelAnimationFrame(frame.current);
    };
  }, [repaint, zoomAt]);

  const whereIs =
    <T>(tell: (at: Point, view: View, size: Size) => T) =>
    (at: Point) =>
      canvas.current && view.current ? tell(at, view.current, sizeOf(canvas.current)) : undefined;
  const pointers = usePointers(change, zoomAt, whereIs(onPress), whereIs(grabAt));
  const zoom = (times: number) =>
    change((before, size) => zoomAt(before, times, { x: size.width / 2, y: size.height / 2 }, size));
  const pan = (right: number, down: number) => change((before) => panned(before, right, down));
  const heard = useRef<Readonly<Record<string, () => void>>>({});
  useEffect(() => {
    heard.current = {
      ArrowLeft: () => pan(step, 0),
      ArrowRight: () => pan(-step, 0),
      ArrowUp: () => pan(0, step),
      ArrowDown: () => pan(0, -step),
      '+': () => zoom(factor),
      '=': () => zoom(factor),
      '-': () => zoom(1 / factor),
      '0': showAll,
    };
  });
  useEffect(() => {
    const region = canvas.current?.parentElement;
    const hear = (event: KeyboardEvent) => {
      const does = event.ctrlKey || event.metaKey ? undefined : heard.current[event.key];
      if (!does) return;
      event.preventDefault(); // then the page does not hear it either: the list beside has arrows of its own
      does();
    };
    region?.addEventListener('keydown', hear);
    return () => region?.removeEventListener('keydown', hear);
  }, []);
  return { canvas, pointers, showAll, zoomIn: () => zoom(factor), zoomOut: () => zoom(1 / factor) };
}

/** One pointer drags the map or what it has grabbed, two pinch, one that hardly moves presses. */
function usePointers(
  change: (next: (view: View, size: Size) => View) => void,
  zoomAt: ZoomAt,
  onPress: (at: Point) => void,
  grabAt: (at: Point) => Grabbed | undefined,
) {
  const down = useRef(new Map<number, Point>());
  const moved = useRef(0);
  const grabbed = useRef<Grabbed>(undefined);
  const placeOf = ({ nativeEvent }: PointerEvent): Point => ({ x: nativeEvent.offsetX, y: nativeEvent.offsetY });
  const otherThan = (id: number) => [...down.current].find(([other]) => other !== id)?.[1];
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const isFirst = down.current.size === 0;
      event.currentTarget.setPointerCapture(event.pointerId);
      down.current.set(event.pointerId, placeOf(event));
      if (!isFirst) return;
      moved.current = 0;
      grabbed.current = grabAt(placeOf(event));
      grabbed.current?.onPointerDown?.(event);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const [before, now] = [down.current.get(event.pointerId), placeOf(event)];
      if (!before) return;
      down.current.set(event.pointerId, now);
      moved.current += Math.hypot(now.x - before.x, now.y - before.y);
      if (grabbed.current) return grabbed.current.onPointerMove?.(event);
      const other = otherThan(event.pointerId);
      if (!other) return change((view) => panned(view, now.x - before.x, now.y - before.y));
      const [wide, narrow] = [now, before].map((at) => Math.hypot(at.x - other.x, at.y - other.y));
      if (wide && narrow) change((view, size) => zoomAt(view, wide / narrow, other, size));
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      grabbed.current?.onPointerUp?.(event);
      grabbed.current = undefined;
      if (down.current.delete(event.pointerId) && moved.current < leastPixels) onPress(placeOf(event));
    },
    onPointerCancel(event: PointerEvent<HTMLElement>) {
      grabbed.current?.onPointerCancel?.(event);
      grabbed.current = undefined;
      down.current.delete(event.pointerId);
    },
  };
}
