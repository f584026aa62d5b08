import { useState } from 'react';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { ReasonDialog } from '../ui/reason-dialog.js';
import { ProblemNote } from '../ui/states.js';
import { FinishDialog } from './finish-dialog.js';
import { MoveDialog } from './move-dialog.js';
import { PinButton } from './pin-button.js';
import { useArrive, useDepart, useMiss, type Visit } from './queries.js';

/** The next steps of a visit, for those who may take them. */
export function VisitActions({ visit }: { visit: Visit }) {
  const texts = useTexts();
  const mayMove = useHasRole('dispatcher', 'supervisor', 'site_manager');
  const mayWork = useHasRole('dispatcher', 'supervisor', 'site_manager', 'technician');
  const [open, setOpen] = useState<'finish' | 'move' | 'miss'>();
  const depart = useDepart(visit);
  const arrive = useArrive(visit);
  const miss = useMiss(visit);
  const { status } = visit;
  const onTheWay = status === 'planned' || status === 'en_route';
  const error = depart.error ?? arrive.error;
  if (!mayWork || !(onTheWay || status === 'on_site')) return null;
  return (
    <div className="actions">
      {status === 'planned' && (
        <button disabled={depart.isPending} onClick={() => depart.mutate(undefined)}>
          {texts.visits.depart}
        </button>
      )}
      {onTheWay && (
        <button disabled={arrive.isPending} onClick={() => arrive.mutate(undefined)}>
          {texts.visits.arrive}
        </button>
      )}
      {status === 'on_site' && (
        <button className="primary" onClick={() => setOpen('finish')}>
          {texts.visits.finish}
        </button>
      )}
      {mayMove && status === 'planned' && <PinButton visit={visit} />}
      {mayMove && status === 'planned' && <button onClick={() => setOpen('move')}>{texts.visits.move}</button>}
      {onTheWay && <button onClick={() => setOpen('miss')}>{texts.visits.miss}</button>}
      {error && <ProblemNote problem={error} />}
      {open === 'finish' && <FinishDialog visit={visit} onClose={() => setOpen(undefined)} />}
      {open === 'move' && <MoveDialog visit={visit} zone={visit.place.timeZone} onClose={() => setOpen(undefined)} />}
      {open === 'miss' && <ReasonDialog title={texts.visits.miss} send={miss} onClose={() => setOpen(undefined)} />}
    </div>
  );
}
