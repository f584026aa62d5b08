import { useState } from 'react';
import { Link } from 'react-router';
import { useCategoryName } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';
import { addDays, startOfDay } from '../time/zones.js';
import { Badge } from '../ui/badge.js';
import { visitTones } from '../ui/labels.js';
import { Loaded } from '../ui/states.js';
import type { Visit } from '../visits/queries.js';
import { useSideLinks } from './links.js';
import { type Technician, useDay } from './queries.js';
import { RouteMap } from './side-map.js';
import { routeOf, type Stop, totalWay } from './route.js';

/** The visits of a day with their times and the ways between them, as a list and on a map; today first. */
export function DayRoute({ technician, zone }: { technician: Technician; zone: string }) {
  const { network: texts, visits: words } = useTexts();
  const format = useFormat();
  const [shift, setShift] = useState(0);
  const from = addDays(startOfDay(useNow(), zone), shift, zone);
  const query = useDay(technician.id, new Date(from).toISOString(), new Date(addDays(from, 1, zone)).toISOString());
  const { home } = technician;
  return (
    <section>
      <h3>{shift === 0 ? texts.today : texts.route(format.day(from, zone))}</h3>
      <div className="tabs">
        <button onClick={() => setShift(shift - 1)}>{words.before}</button>
        <button aria-pressed={shift === 0} onClick={() => setShift(0)}>
          {words.today}
        </button>
        <button onClick={() => setShift(shift + 1)}>{words.after}</button>
      </div>
      <Loaded query={query} isEmpty={(visits) => visits.length === 0} empty={texts.noVisits}>
        {(visits) => {
          const stops = routeOf(visits, home);
          const { seconds, metres } = totalWay(stops);
          return (
            <>
              <ol className="plain rows route">
                {stops.map((stop) => (
                  <StopRow key={stop.visit.id} stop={stop} zone={zone} />
                ))}
              </ol>
              <p className="muted">{texts.allWays(format.span(seconds * 1000), format.kilometres(metres))}</p>
              <RouteMap visits={stops.filter(({ way }) => way).map(({ visit }) => visit)} home={home} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function StopRow({ stop: { visit, way, isTight }, zone }: { stop: Stop<Visit>; zone: string }) {
  const texts = useTexts();
  const format = useFormat();
  const links = useSideLinks();
  const categoryName = useCategoryName();
  return (
    <li>
      {way && (
        <small>
          {texts.network.way(format.span(way.seconds * 1000), format.kilometres(way.metres))}
          {isTight && (
            <>
              {' '}
              <Badge tone="warn">{texts.timeline.faults['no-time-to-travel']}</Badge>
            </>
          )}
        </small>
      )}
      <strong>
        {format.time(visit.start, zone)} – {format.time(visit.finish, zone)}
      </strong>{' '}
      <Badge tone={visitTones[visit.status]}>{texts.visitStatus[visit.status]}</Badge>{' '}
      <Link to={links.order(visit.repairOrderId)}>{visit.orderNumber}</Link>
      <small>
        {categoryName(visit.category)} · {visit.place.locality}
        {visit.eta && visit.status === 'en_route' && ` · ${texts.network.eta(format.time(visit.eta, zone))}`}
      </small>
    </li>
  );
}
