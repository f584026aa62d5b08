import { lazy, Suspense } from 'react';
import { Loading } from '../ui/states.js';
import type { Visit } from '../visits/queries.js';
import type { Site } from './queries.js';

/** With the outlines of the world: loaded when the first map is shown. */
const SideMap = lazy(() => import('./side-map-canvas.js'));

/** The way of a day from home to the last visit. */
export function RouteMap({ visits, home }: { visits: readonly Visit[]; home: { lon: number; lat: number } }) {
  return (
    <Suspense fallback={<Loading />}>
      <SideMap visits={visits} home={home} />
    </Suspense>
  );
}

/** A site and the area that it serves. */
export function TerritoryMap({ site }: { site: Site }) {
  return (
    <Suspense fallback={<Loading />}>
      <SideMap site={site} />
    </Suspense>
  );
}
