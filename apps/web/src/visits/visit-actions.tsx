import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { ProblemNote } from '../ui/states.js';
import { PinButton } from './pin-button.js';
import { useArrive, useDepart, type Visit } from './queries.js';
import { mayTake, type VisitStep } from './visit-steps.js';

interface VisitActionsProps {
  visit: Visit;
  /** Opens the dialog of a step, which is not of this row (`useVisitDialog`). */
  onBegin: (visit: Visit, step: VisitStep) => void;
}

/** The next steps of a visit, for those who may take them. */
export function VisitActions({ visit, onBegin }: VisitActionsProps) {
  const texts = useTexts();
  const mayMove = useHasRole('dispatcher', 'supervisor', 'site_manager');
  const mayWork = useHasRole('dispatcher', 'supervisor', 'site_manager', 'technician');
  const depart = useDepart(visit);
  const arrive = useArrive(visit);
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
      {mayTake('finish', visit) && (
        <button className="primary" onClick={() => onBegin(visit, 'finish')}>
          {texts.visits.finish}
        </button>
      )}
      {mayMove && mayTake('pin', visit) && <PinButton visit={visit} onPin={() => onBegin(visit, 'pin')} />}
      {mayMove && mayTake('move', visit) && <button onClick={() => onBegin(visit, 'move')}>{texts.visits.move}</button>}
      {mayTake('miss', visit) && <button onClick={() => onBegin(visit, 'miss')}>{texts.visits.miss}</button>}
      {error && <ProblemNote problem={error} />}
    </div>
  );
}
