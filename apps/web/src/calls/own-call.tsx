import { lazy, Suspense, useId, useState } from 'react';
import { useMatch } from 'react-router';
import { useGlance } from '../requests/queries.js';
import { useHasRole, useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { ProblemNote } from '../ui/states.js';
import { useKeys } from '../ui/use-keys.js';
import { possibleSteps, wantsRequest } from './call-steps.js';
import { CallFacts } from './call-facts.js';
import { Caller } from './caller.js';
import { type Call, type Seat, useCallStep } from './queries.js';

const ExpertDialog = lazy(() => import('./expert-dialog.js'));

interface OwnCallProps {
  call: Call;
  /** The user's own. */
  seat: Seat | undefined;
  /** Whether its keys are heard: where two calls are shown, those of one are. */
  hasKeys: boolean;
  startsOpen: boolean;
  isLinking: boolean;
  /** A report of this customer, or of one who is yet to be found, about which the call is. */
  onReport: (customerId: string | undefined) => void;
  /** The call is about this request. */
  onAbout: (requestId: string) => void;
  /** For a call that has left the seat: it leaves the bar too. */
  onForget?: () => void;
}

/** A call at one's own seat, or the last one there: who it is, and every step that is possible now. */
export function OwnCall(props: OwnCallProps) {
  const { call, seat, hasKeys, startsOpen, isLinking, onReport, onAbout, onForget } = props;
  const texts = useTexts();
  const words = texts.calls;
  const { id: meId } = useMe();
  const isSupervisor = useHasRole('supervisor');
  const shownRequest = useMatch('/app/requests/:requestId')?.params.requestId;
  const details = useId();
  const [isOpen, setOpen] = useState(startsOpen);
  const [dialog, setDialog] = useState<'consult' | 'transfer'>();
  const [chosenId, setChosenId] = useState<string>();
  const step = useCallStep();
  const [first, second] = call.customers;
  const customerId = chosenId ?? (second ? undefined : first?.customerId);
  const { id } = call;
  const can = possibleSteps(call, { meId, seat, isSupervisor });
  const mayLink = wantsRequest(call);
  const isAsked = seat !== undefined && call.expertSeat === seat.code;
  const answer = () => step.mutate({ do: 'take', id });
  const report = () => onReport(customerId);
  const { data: glance } = useGlance(customerId);
  useKeys(onForget ? words.lastCall : words.bar, [
    ...(hasKeys && can.has('take') ? [{ keys: ['r'], label: words.answer, does: answer }] : []),
    ...(hasKeys && mayLink ? [{ keys: ['n'], label: texts.requests.report, does: report }] : []),
  ]);
  return (
    <>
      <div className={`call-line ${call.status}`}>
        <CallFacts call={call} isAsked={isAsked} openRequests={glance?.openRequests.length ?? 0} />
        {can.has('take') && (
          <button className="primary" aria-keyshortcuts="r" disabled={step.isPending} onClick={answer}>
            {words.answer}
          </button>
        )}
        {mayLink && (
          <button
            className={call.status === 'consulting' ? '' : 'primary'}
            aria-keyshortcuts={hasKeys ? 'n' : undefined}
            onClick={report}
          >
            {texts.requests.report}
          </button>
        )}
        {mayLink && shownRequest && (
          <button disabled={isLinking} onClick={() => onAbout(shownRequest)}>
            {words.aboutShown}
          </button>
        )}
        {can.has('resume') && (
          <button className="primary" disabled={step.isPending} onClick={() => step.mutate({ do: 'resume', id })}>
            {isAsked ? words.giveBack : words.customerBack}
          </button>
        )}
        {can.has('resume') && (
          <button disabled={step.isPending} onClick={() => step.mutate({ do: 'transfer', id, to: {} })}>
            {isAsked ? words.takeOver : words.transferToAsked}
          </button>
        )}
        {can.has('end') && call.status !== 'ringing' && (
          <button disabled={step.isPending} onClick={() => step.mutate({ do: 'end', id })}>
            {words.end}
          </button>
        )}
        {onForget && call.status !== 'outside' && <button onClick={onForget}>{words.forget}</button>}
        <button aria-expanded={isOpen} aria-controls={details} onClick={() => setOpen(!isOpen)}>
          {words.details}
        </button>
      </div>
      {step.error && <ProblemNote problem={step.error} />}
      <div id={details} className="call-details" role="region" aria-label={words.details} tabIndex={0} hidden={!isOpen}>
        {isOpen && (
          <>
            <Caller
              call={call}
              customerId={customerId}
              onCustomer={setChosenId}
              onAbout={mayLink ? onAbout : undefined}
              isLinking={isLinking}
            />
            <div className="actions">
              {can.has('consult') && <button onClick={() => setDialog('consult')}>{words.consult}</button>}
              {can.has('consult') && <button onClick={() => setDialog('transfer')}>{words.transfer}</button>}
              {can.has('notAnswered') && seat && (
                <button
                  disabled={step.isPending}
                  onClick={() => step.mutate({ do: 'notAnswered', id, seat: seat.code })}
                >
                  {words.notAnswered}
                </button>
              )}
            </div>
          </>
        )}
      </div>
      {dialog && (
        <Suspense>
          <ExpertDialog callId={id} does={dialog} onClose={() => setDialog(undefined)} />
        </Suspense>
      )}
    </>
  );
}
