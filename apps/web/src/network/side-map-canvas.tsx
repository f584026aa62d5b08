import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { MapCanvas } from '../map/map-canvas.js';
import { project } from '../map/mercator.js';
import { type MapPoint, orderIdOf } from '../map/points.js';
import { areaOf, circleOf, lineOf } from '../map/shapes.js';
import type { Visit } from '../visits/queries.js';
import { useSideLinks } from './links.js';
import type { Site } from './queries.js';

type SideMapProps = { site: Site } | { visits: readonly Visit[]; home: { lon: number; lat: number } };

const none: readonly never[] = [];

/** A small map in a drawer. A visit on it opens its order. */
export default function SideMap(props: SideMapProps) {
  const links = useSideLinks();
  const navigate = useNavigate();
  const site = 'site' in props ? props.site : undefined;
  const visits = 'visits' in props ? props.visits : none;
  const home = 'home' in props ? props.home : undefined;
  const points = useMemo(
    (): MapPoint[] => [
      ...(site ? [{ ...at(site.place), id: site.id, kind: site.kind, site }] : []),
      ...visits.map((visit) => ({ ...at(visit.place), id: visit.id, kind: 'visit' as const, visit })),
    ],
    [site, visits],
  );
  const shapes = useMemo(
    () => [
      ...(site ? [areaOf(site.territory) ?? circleOf(site.place, site.radiusMetres)] : []),
      ...(home ? [lineOf([home, ...visits.map(({ place }) => place)])] : []),
    ],
    [site, home, visits],
  );
  return (
    <div className="side-map">
      <MapCanvas
        points={points}
        shapes={shapes}
        openId={undefined}
        onPick={(picked) => {
          const id = picked.map(orderIdOf).find(Boolean);
          if (id) void navigate(links.order(id));
        }}
      />
    </div>
  );
}

const at = ({ lon, lat }: { lon: number; lat: number }) => project(lon, lat);
