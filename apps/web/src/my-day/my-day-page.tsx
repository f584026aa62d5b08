import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { useCategoryName } from '../api/lookups.js';
import { forgetDrafts } from '../phone/drafts.js';
import { usePhone } from '../phone/phone-context.js';
import { standOf, stopped } from '../phone/steps.js';
import { pages } from '../session/roles.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';
import { addDays, startOfDay } from '../time/zones.js';
import { Badge } from '../ui/badge.js';
import { visitTones } from '../ui/labels.js';
import { Loading, ProblemPanel } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import type { Visit } from '../visits/queries.js';
import { Conflict } from './conflict.js';
import { KeepLists, KeepVisit, useDay } from './queries.js';
import { VisitWork } from './visit-work.js';
import './my-day.css';

/** A technician's day: where to go in which order, and the work at each stop. Works without a network once it was opened with one. */
export default function MyDayPage() {
  const texts = useTexts();
  const { visitId } = useParams();
  const { data: visits, error, refetch, fetchStatus } = useDay();
  useTitle(texts.pages.myDay);
  useForgottenDrafts(visits);
  if (!visits) {
    if (!error && fetchStatus !== 'paused') return <Loading />;
    return (
      <>
        {error && <ProblemPanel problem={error} retry={() => void refetch()} />}
        <p className="empty">{texts.myDay.noneKept}</p>
      </>
    );
  }
  const open = visits.find(({ id }) => id === visitId);
  return (
    <div className="my-day">
      <KeepLists />
      {visits.map((visit) => (
        <KeepVisit key={visit.id} visit={visit} />
      ))}
      {visitId === undefined && <Day visits={visits} />}
      {visitId !== undefined && open && <VisitWork key={open.id} visit={open} />}
      {visitId !== undefined && !open && <Unknown visitId={visitId} />}
    </div>
  );
}

/** A report is kept until its visit is past and nothing of it waits. */
function useForgottenDrafts(visits: readonly Visit[] | undefined): void {
  const { id } = useMe();
  const { steps } = usePhone();
  useEffect(() => {
    if (!visits) return;
    const needed = visits.filter((visit) => !['finished', 'missed', 'cancelled'].includes(visit.status));
    const waiting = steps.filter(({ state }) => state !== 'sent');
    const ids = new Set([...needed.map((visit) => visit.id), ...waiting.map(({ visitId }) => visitId)]);
    void forgetDrafts(id, ids).catch(() => undefined);
  }, [id, visits, steps]);
}

function Unknown({ visitId }: { visitId: string }) {
  const texts = useTexts();
  return (
    <>
      <Link to={pages.myDay.path}>‹ {texts.myDay.back}</Link>
      <h1>{texts.pages.myDay}</h1>
      <Conflict visitId={visitId} />
      <p className="empty">{texts.myDay.unknownVisit}</p>
    </>
  );
}

function Day({ visits }: { visits: readonly Visit[] }) {
  const texts = useTexts();
  const format = useFormat();
  const { steps } = usePhone();
  const zone = visits[0]?.place.timeZone;
  const now = useNow();
  const today = zone ? startOfDay(now, zone) : now;
  const tomorrow = zone ? addDays(today, 1, zone) : now;
  const starts = (visit: Visit) => Date.parse(visit.start);
  const ofToday = visits.filter((visit) => starts(visit) < tomorrow && (starts(visit) >= today || isUnderWay(visit)));
  const later = visits.filter((visit) => starts(visit) >= tomorrow);
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.myDay}</h1>
        <span className="muted">{format.day(today, zone)}</span>
      </header>
      {[...stopped(steps)].map((visitId) => (
        <Conflict key={visitId} visitId={visitId} />
      ))}
      {ofToday.length === 0 && <p className="empty">{texts.myDay.none}</p>}
      <Route visits={ofToday} label={texts.myDay.today} />
      {later.length > 0 && (
        <section>
          <h2>{texts.myDay.later}</h2>
          <Route visits={later} label={texts.myDay.later} withDay />
        </section>
      )}
    </>
  );
}

const isUnderWay = ({ status }: Visit) => status === 'planned' || status === 'en_route' || status === 'on_site';

/** The stops in the order in which they are driven. */
function Route({ visits, label, withDay = false }: { visits: readonly Visit[]; label: string; withDay?: boolean }) {
  return (
    <ol className="route" aria-label={label}>
      {visits.map((visit, index) => (
        <li key={visit.id}>
          <Stop visit={visit} number={index + 1} withDay={withDay} />
        </li>
      ))}
    </ol>
  );
}

function Stop({ visit, number, withDay }: { visit: Visit; number: number; withDay: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  const categoryName = useCategoryName();
  const { steps } = usePhone();
  const zone = visit.place.timeZone;
  const status = standOf(visit, steps);
  const waiting = steps.some((step) => step.visitId === visit.id && step.state !== 'sent');
  return (
    <Link className="stop" to={`${pages.myDay.path}/${visit.id}`}>
      <span className="number">{number}</span>
      <span>
        <strong>
          {withDay && `${format.day(visit.start, zone)} `}
          {format.time(visit.start, zone)} – {format.time(visit.finish, zone)}
        </strong>
        <small>
          {categoryName(visit.category)} · {visit.place.locality}
        </small>
        <small>
          {visit.orderNumber}
          {visit.travelMetres > 0 &&
            ` · ${texts.myDay.way(format.kilometres(visit.travelMetres), format.span(visit.travelSeconds * 1000))}`}
        </small>
      </span>
      <span className="badges">
        <Badge tone={visitTones[status]}>{texts.visitStatus[status]}</Badge>
        {waiting && <Badge tone="warn">{texts.phone.state.waiting}</Badge>}
      </span>
    </Link>
  );
}
