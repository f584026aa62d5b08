import { useState } from 'react';
import { useHasRole, useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { SendForm } from '../ui/send-form.js';
import { ProblemNote } from '../ui/states.js';
import { callerOf, possibleSteps, seatOf } from './call-steps.js';
import { type DeskRow, standingOf } from './desk-rows.js';
import { type Call, type Seat, useCallStep, useSeatStep } from './queries.js';
import { SeatDialog } from './seat-dialog.js';

/** What this user may do about a row: take a call that is not answered yet; a supervisor also ends what was forgotten, clears and changes seats. */
export function RowActions({ row, seats }: { row: DeskRow; seats: readonly Seat[] }) {
  const isSupervisor = useHasRole('supervisor');
  const { call, seat } = row;
  if (call) return <CallActions call={call} seats={seats} isSupervisor={isSupervisor} />;
  return isSupervisor && standingOf(seat) !== 'busy' ? <SeatActions seat={seat} seats={seats} /> : null;
}

function CallActions({ call, seats, isSupervisor }: { call: Call; seats: readonly Seat[]; isSupervisor: boolean }) {
  const words = useTexts().calls;
  const me = useMe();
  const step = useCallStep();
  const [isEnding, setEnding] = useState(false);
  const can = possibleSteps(call, { meId: me.id, seat: seatOf(seats, me.id), isSupervisor });
  const mayEnd = isSupervisor && can.has('end');
  if (!mayEnd && !can.has('take')) return null;
  return (
    <div className="row-actions">
      {can.has('take') && (
        <button disabled={step.isPending} onClick={() => step.mutate({ do: 'take', id: call.id })}>
          {words.answer}
        </button>
      )}
      {mayEnd && <button onClick={() => setEnding(true)}>{words.end}</button>}
      {step.error && <ProblemNote problem={step.error} />}
      {isEnding && <EndDialog call={call} onClose={() => setEnding(false)} />}
    </div>
  );
}

/** Callout cannot hang up a telephone: this is for calls whose end it was never told. */
function EndDialog({ call, onClose }: { call: Call; onClose: () => void }) {
  const words = useTexts().calls;
  const step = useCallStep();
  return (
    <Dialog title={words.endOf(callerOf(call) ?? words.withheld)} onClose={onClose}>
      <SendForm
        send={step}
        submit={words.end}
        danger
        onDone={onClose}
        wish={() => ({ do: 'end' as const, id: call.id })}
      >
        <p>{words.endNote}</p>
      </SendForm>
    </Dialog>
  );
}

function SeatActions({ seat, seats }: { seat: Seat; seats: readonly Seat[] }) {
  const words = useTexts().calls;
  const me = useMe();
  const step = useSeatStep();
  const [isChanging, setChanging] = useState(false);
  const { code, agentId } = seat;
  return (
    <div className="row-actions">
      {agentId !== undefined && agentId !== me.id && (
        <button disabled={step.isPending} onClick={() => step.mutate({ does: 'leave', code })}>
          {words.clear}
        </button>
      )}
      <button onClick={() => setChanging(true)}>{words.change}</button>
      {step.error && <ProblemNote problem={step.error} />}
      {isChanging && <SeatDialog seats={seats} seat={seat} onClose={() => setChanging(false)} />}
    </div>
  );
}
