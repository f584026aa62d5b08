import { Link, useSearchParams } from 'react-router';
import { useCategoryName, useSiteOf, useTechnicianName } from '../api/lookups.js';
import { useMe } from '../session/session.js';
import { useStandingSubStatuses } from '../sub-statuses/queries.js';
import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';
import { addDays, startOfDay, viewerZone } from '../time/zones.js';
import { Badge } from '../ui/badge.js';
import { visitTones } from '../ui/labels.js';
import { Loaded } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { useOwnVisits, type Visit } from './queries.js';
import { VisitActions } from './visit-actions.js';
import { useVisitDialog } from './visit-dialog.js';
import type { VisitStep } from './visit-steps.js';

const shownDays = 7;

/** The visits of the week, day by day: the technician's own, or all of the site. */
export default function VisitsPage() {
  const texts = useTexts();
  const format = useFormat();
  const me = useMe();
  useTitle(texts.pages.visits);
  const [parameters] = useSearchParams();
  const zone = useSiteOf()(me.siteId)?.place.timeZone ?? viewerZone();
  const today = startOfDay(useNow(), zone);
  const first = addDays(today, Number(parameters.get('days')) || 0, zone);
  const [from, to] = [new Date(first).toISOString(), new Date(addDays(first, shownDays, zone)).toISOString()];
  const query = useOwnVisits(from, to);
  const { begin, dialog } = useVisitDialog();
  const shift = Math.round((first - today) / 86_400_000);
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.visits}</h1>
        <nav className="tabs" aria-label={texts.visits.week}>
          <Link to={`?days=${shift - shownDays}`}>{texts.visits.before}</Link>
          <Link to="?">{texts.visits.today}</Link>
          <Link to={`?days=${shift + shownDays}`}>{texts.visits.after}</Link>
        </nav>
      </header>
      {query.data?.isWhole === false && <p className="note warn">{texts.visits.notAll}</p>}
      <Loaded query={query} isEmpty={({ items }) => items.length === 0} empty={texts.visits.none}>
        {({ items }) =>
          byDay(items, zone).map(([midnight, ofDay]) => (
            <section key={midnight}>
              <h2>{format.day(midnight, zone)}</h2>
              <ul className="cards">
                {ofDay.map((visit) => (
                  <li key={visit.id}>
                    <VisitCard visit={visit} onBegin={begin} />
                  </li>
                ))}
              </ul>
            </section>
          ))
        }
      </Loaded>
      {dialog}
    </>
  );
}

function byDay(visits: readonly Visit[], zone: string): [number, Visit[]][] {
  const days = new Map<number, Visit[]>();
  for (const visit of visits) {
    const midnight = startOfDay(Date.parse(visit.start), zone);
    days.set(midnight, [...(days.get(midnight) ?? []), visit]);
  }
  return [...days];
}

interface VisitCardProps {
  visit: Visit;
  onBegin: (visit: Visit, step: VisitStep) => void;
}

function VisitCard({ visit, onBegin }: VisitCardProps) {
  const texts = useTexts();
  const format = useFormat();
  const categoryName = useCategoryName();
  const technicianName = useTechnicianName();
  const subStatus = useStandingSubStatuses().get(visit.repairOrderId);
  const zone = visit.place.timeZone;
  return (
    <article className="card" aria-label={visit.orderNumber}>
      <header>
        <h3>
          {format.time(visit.start, zone)} – {format.time(visit.finish, zone)}
        </h3>
        <Badge tone={visitTones[visit.status]}>{texts.visitStatus[visit.status]}</Badge>
        {subStatus && <Badge>{subStatus}</Badge>}
      </header>
      <p>
        {categoryName(visit.category)} · {visit.place.locality}
      </p>
      <p className="muted">
        <Link to={`/app/orders/${visit.repairOrderId}`}>{visit.orderNumber}</Link> ·{' '}
        {technicianName(visit.technicianId)}
        {visit.travelMetres > 0 && ` · ${format.kilometres(visit.travelMetres)}`}
      </p>
      <VisitActions visit={visit} onBegin={onBegin} />
    </article>
  );
}
