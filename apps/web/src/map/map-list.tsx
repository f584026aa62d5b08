import { Link } from 'react-router';
import { useCategoryName } from '../api/lookups.js';
import { useSideLinks } from '../network/links.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import type { MapPoint } from './points.js';
import { orderIdOf } from './points.js';

interface MapListProps {
  points: readonly MapPoint[];
  openOrderId: string | undefined;
  linkTo: (orderId: string) => string;
}

/** A page of it is enough to read; the rest is found by searching or zooming. */
const most = 100;

/** The same as the map, in words: the most pressing first. Orders and visits open beside it, so do sites. */
export function MapList({ points, openOrderId, linkTo }: MapListProps) {
  const { map } = useTexts().dispatch;
  if (points.length === 0) return <p className="empty">{map.none}</p>;
  const shown = points.slice(0, most);
  return (
    <>
      <ul className="plain rows">
        {shown.map((point) => (
          <li
            key={`${point.kind} ${point.id}`}
            aria-current={orderIdOf(point) === openOrderId && openOrderId !== undefined}
          >
            <MapRow point={point} linkTo={linkTo} />
          </li>
        ))}
      </ul>
      {points.length > most && <p className="muted">{map.more(points.length - most)}</p>}
    </>
  );
}

function MapRow({ point, linkTo }: { point: MapPoint; linkTo: (orderId: string) => string }) {
  const texts = useTexts();
  const format = useFormat();
  const categoryName = useCategoryName();
  const { map } = texts.dispatch;
  const links = useSideLinks();
  const mark = <span className={`mark map-${point.kind}`} aria-hidden="true" />;
  if ('site' in point) {
    return (
      <>
        {mark}
        <Link to={links.site(point.id)}>{point.site.name}</Link>
        <small>
          {map.kinds[point.kind]} · {point.site.place.locality}
        </small>
      </>
    );
  }
  const isOrder = 'order' in point;
  const { place } = isOrder ? point.order : point.visit;
  return (
    <>
      {mark}
      <Link to={linkTo(orderIdOf(point) ?? '')}>
        {isOrder
          ? point.order.number
          : map.nextVisit(point.visit.technicianName ?? '', format.time(point.visit.start, place.timeZone))}
      </Link>
      <small>
        {map.kinds[point.kind]} · {place.locality}
        {isOrder &&
          ` · ${categoryName(point.order.category)} · ${map.dueBy(format.dateTime(point.order.dueBy, place.timeZone))}`}
      </small>
    </>
  );
}
