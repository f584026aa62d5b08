import './map.css';
import { useQuery } from '@tanstack/react-query';
import { type DOMAttributes, useCallback, useId, useMemo } from 'react';
import { useTexts } from '../texts/text-context.js';
import { draw } from './draw.js';
import { type Point, type Size, toScreen, type View } from './mercator.js';
import { loadCountries } from './outlines.js';
import type { MapPoint } from './points.js';
import type { Shape } from './shapes.js';
import { useColours } from './use-colours.js';
import { closestWithTiles } from './tiles.js';
import { useMapView } from './use-map-view.js';
import { useTiles } from './use-tiles.js';

interface MapCanvasProps {
  points: readonly MapPoint[];
  /** Areas and lines below them; the whole map shows them too. */
  shapes?: readonly Shape[];
  openId: string | undefined;
  /** What lies where somebody pressed, the uppermost first; empty for nothing. */
  onPick: (points: readonly MapPoint[]) => void;
  /** Takes hold of a point that can be dragged elsewhere; undefined for one that cannot, there the map itself is dragged. */
  grab?: (point: MapPoint) => Grabbed | undefined;
}

/** Hears the pointer from the moment that it took hold of something. */
export type Grabbed = Pick<
  DOMAttributes<HTMLElement>,
  'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel'
>;

const reachPixels = 10;

/** The map itself. Whoever cannot see it has the list beside it. */
export function MapCanvas({ points, shapes = none, openId, onPick, grab }: MapCanvasProps) {
  const { map } = useTexts().dispatch;
  const about = useId();
  const { colours, swatches } = useColours();
  const { data: countries = none } = useQuery({
    queryKey: ['outlines'],
    queryFn: ({ signal }) => loadCountries(signal),
    staleTime: Infinity,
  });
  const { tiles, credit } = useTiles();
  const paint = useCallback(
    (context: CanvasRenderingContext2D, view: View, size: Size, ratio: number) => {
      if (colours) draw(context, { countries, points, shapes, openId, colours, tiles }, view, size, ratio);
    },
    [countries, points, shapes, openId, colours, tiles],
  );
  const pick = (at: Point, view: View, size: Size) => onPick(pointsAt(points, at, view, size));
  const grabAt = (at: Point, view: View, size: Size) => {
    for (const point of pointsAt(points, at, view, size)) {
      const grabbed = grab?.(point);
      if (grabbed) return grabbed;
    }
    return undefined;
  };
  const all = useMemo(() => [...points, ...shapes.flatMap(({ rings }) => rings.flat())], [points, shapes]);
  const { canvas, pointers, zoomIn, zoomOut, showAll } = useMapView({
    all,
    paint,
    closest: tiles && closestWithTiles,
    onPress: pick,
    grabAt,
  });
  return (
    <div className="map" role="region" aria-label={map.label} aria-describedby={about} tabIndex={0}>
      <canvas ref={canvas} aria-hidden="true" {...pointers} />
      <div className="zoom">
        <button aria-label={map.zoomIn} title={map.zoomIn} onClick={zoomIn}>
          +
        </button>
        <button aria-label={map.zoomOut} title={map.zoomOut} onClick={zoomOut}>
          −
        </button>
        <button onClick={showAll}>{map.whole}</button>
      </div>
      <small className="credit">{credit ? `${credit} · ${map.credit}` : map.credit}</small>
      <p id={about} className="hidden">
        {map.about}
      </p>
      {swatches}
    </div>
  );
}

const none: readonly never[] = [];

/** The points within reach of a finger, the nearest first, and of those at one spot the uppermost. */
function pointsAt(points: readonly MapPoint[], at: Point, view: View, size: Size): readonly MapPoint[] {
  return points
    .toReversed()
    .map((point) => ({ point, place: toScreen(point, view, size) }))
    .map(({ point, place }) => ({ point, far: Math.hypot(place.x - at.x, place.y - at.y) }))
    .filter(({ far }) => far <= reachPixels)
    .toSorted((one, other) => one.far - other.far)
    .map(({ point }) => point);
}
