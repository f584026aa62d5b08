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
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { visitTones } from '../ui/labels.js';
import type { Visit } from '../visits/queries.js';
import { Conflict } from './conflict.js';
import { DoorCode } from './door-code.js';
import type { DoStep } from './draft.js';
import { useContactOf, useRequestOf } from './queries.js';
import { ReportForm } from './report-form.js';
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
      {!isHeld && <NextStep status={status} at={at} onStep={doStep} />}
      {(status === 'en_route' || status === 'on_site') && <DoorCode visit={visit} onStep={doStep} />}
      {status === 'on_site' && !isHeld && <ReportForm visit={visit} at={at} onStep={doStep} />}
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
}

function NextStep({ status, at, onStep }: NextStepProps) {
  const texts = useTexts();
  const [asks, setAsks] = useState(false);
  if (status !== 'planned' && status !== 'en_route') return null;
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
      <button onClick={() => setAsks(true)}>{texts.myDay.miss}</button>
      {asks && <MissDialog onStep={onStep} onClose={() => setAsks(false)} />}
    </div>
  );
}

function MissDialog({ onStep, onClose }: { onStep: NextStepProps['onStep']; onClose: () => void }) {
  const texts = useTexts();
  const [reason, setReason] = useState('');
  return (
    <Dialog title={texts.myDay.miss} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void onStep({ kind: 'miss', body: { reason: reason.trim() } }).then((isKept) => isKept && onClose());
        }}
      >
        <Field label={texts.myDay.missReason}>
          <textarea
            required
            maxLength={500}
            rows={3}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
        <footer>
          <button className="danger" disabled={reason.trim() === ''}>
            {texts.myDay.miss}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
