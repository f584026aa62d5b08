import { useState } from 'react';
import { Link } from 'react-router';
import { useCategoryName, usePartName } from '../api/lookups.js';
import { useReservation } from '../orders/queries.js';
import { usePhone } from '../phone/phone-context.js';
import { standOf, stopped } from '../phone/steps.js';
import { pages } from '../session/roles.js';
import { useTexts } from '../texts/text-context.js';
import { useNow } from '../time/business-clock.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { visitTones } from '../ui/labels.js';
import type { Visit } from '../visits/queries.js';
import { Conflict } from './conflict.js';
import { DoorCode } from './door-code.js';
import type { DoStep } from './draft.js';
import { MissDialog } from './miss-dialog.js';
import { OverNote } from './over-note.js';
import { useContactOf, useRequestOf } from './queries.js';
import { ReportForm } from './report-form.js';
import { isOnTheWay, reportStanding } from './standing.js';
import { StepList } from './step-list.js';

/** One stop: whom to see, what is wrong, the next step, the report. */
export function VisitWork({ visit }: { visit: Visit }) {
  const texts = useTexts();
  const format = useFormat();
  const categoryName = useCategoryName();
  const { steps, add } = usePhone();
  const now = useNow(1_000);
  const status = standOf(visit, steps);
  const zone = visit.place.timeZone;
  const isHeld = stopped(steps).has(visit.id);
  const at = new Date(now).toISOString();
  const [isFull, setFull] = useState(false);
  const [asksWhy, setAsksWhy] = useState(false); // here, not beside its button, which goes when the visit is cancelled
  const [wasBegun, setBegun] = useState(false);
  const report = reportStanding(status, isHeld, wasBegun);
  if (report === 'open' && !wasBegun) setBegun(true);
  const doStep: DoStep = async (...wishes) => {
    const isKept = await add(visit, at, wishes).then(
      () => true,
      () => false,
    );
    setFull(!isKept);
    return isKept;
  };
  return (
    <>
      <Link to={pages.myDay.path}>‹ {texts.myDay.back}</Link>
      <header className="page-head">
        <h1>
          {format.time(visit.start, zone)} – {format.time(visit.finish, zone)}
        </h1>
        <Badge tone={visitTones[status]}>{texts.visitStatus[status]}</Badge>
      </header>
      <p className="muted">
        {visit.orderNumber} · {categoryName(visit.category)}
      </p>
      <Conflict visitId={visit.id} />
      {isFull && (
        <p role="alert" className="note fault">
          {texts.phone.noRoom}
        </p>
      )}
      <WhoAndWhere visit={visit} />
      {!isHeld && <NextStep status={status} at={at} onStep={doStep} onMiss={() => setAsksWhy(true)} />}
      {asksWhy && <MissDialog status={status} isHeld={isHeld} onStep={doStep} onClose={() => setAsksWhy(false)} />}
      {(status === 'en_route' || status === 'on_site') && <DoorCode visit={visit} onStep={doStep} />}
      {report === 'over' && <OverNote status={status} />}
      {report && <ReportForm visit={visit} at={at} isOver={report === 'over'} onStep={doStep} />}
      <StepList visitId={visit.id} />
    </>
  );
}

function WhoAndWhere({ visit }: { visit: Visit }) {
  const texts = useTexts();
  const partName = usePartName();
  const { data: contact } = useContactOf(visit);
  const { data: request } = useRequestOf(visit);
  const { data: reservation } = useReservation(visit.repairOrderId);
  const { lon, lat, locality } = visit.place;
  const lines = reservation?.lines ?? [];
  return (
    <section className="panel">
      <address className="contact">
        {contact && <strong>{contact.contactName}</strong>}
        <span>{[contact?.street, contact?.postalCode, locality].filter(Boolean).join(', ')}</span>
      </address>
      <div className="actions">
        {contact?.phone && (
          <a className="button" href={`tel:${contact.phone.replaceAll(' ', '')}`}>
            {texts.myDay.call} {contact.phone}
          </a>
        )}
        <a className="button" href={`geo:${lat},${lon}?q=${lat},${lon}`}>
          {texts.myDay.route}
        </a>
      </div>
      {request && (
        <>
          <h2>{texts.myDay.toDo}</h2>
          <p>{request.problem}</p>
        </>
      )}
      {lines.length > 0 && (
        <>
          <h2>{texts.myDay.parts}</h2>
          <ul className="plain rows">
            {lines.map(({ line, quantity, partId, state }) => (
              <li key={line}>
                {quantity} × {partName(partId)} · {texts.partState[state]}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface NextStepProps {
  status: Visit['status'];
  at: string;
  onStep: DoStep;
  onMiss: () => void;
}

function NextStep({ status, at, onStep, onMiss }: NextStepProps) {
  const texts = useTexts();
  if (!isOnTheWay(status)) return null;
  return (
    <div className="actions next">
      {status === 'planned' && (
        <button className="primary" onClick={() => void onStep({ kind: 'depart', body: { at } })}>
          {texts.myDay.depart}
        </button>
      )}
      <button
        className={status === 'en_route' ? 'primary' : undefined}
        onClick={() => void onStep({ kind: 'arrive', body: { at } })}
      >
        {texts.myDay.arrive}
      </button>
      <button onClick={onMiss}>{texts.myDay.miss}</button>
    </div>
  );
}
