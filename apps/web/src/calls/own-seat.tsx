import { useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';
import { ProblemNote } from '../ui/states.js';
import { useKeys } from '../ui/use-keys.js';
import { standingOf } from './desk-rows.js';
import { type Seat, useSeatStep } from './queries.js';
import { Since } from './since.js';

interface OwnSeatProps {
  /** Where the user sits, or sat last. */
  seat: Seat;
  isTaken: boolean;
}

/** Whether the user is given calls, and how to change that. */
export function OwnSeat({ seat, isTaken }: OwnSeatProps) {
  const texts = useTexts();
  const words = texts.calls;
  const step = useSeatStep();
  const label = isTaken ? words.leave : words.takeAgain(seat.name);
  const change = () => step.mutate({ does: isTaken ? 'leave' : 'take', code: seat.code });
  const isBusy = isTaken && standingOf(seat) === 'busy';
  useKeys(words.bar, isBusy ? [] : [{ keys: ['s'], label, does: change }]);
  return (
    <>
      <div className="call-line">
        <Badge tone={isTaken ? 'good' : 'plain'}>{isTaken ? words.seat[standingOf(seat)] : words.away}</Badge>
        {isTaken ? (
          <>
            <strong>{seat.name}</strong>
            {seat.takenAt && <Since at={seat.takenAt} />}
            {seat.kind === 'expert' && <span className="muted">{words.expertNote}</span>}
          </>
        ) : (
          <span className="muted">{words.awayNote}</span>
        )}
        {!isBusy && (
          <button aria-keyshortcuts="s" disabled={step.isPending} onClick={change}>
            {label}
          </button>
        )}
      </div>
      {step.error && <ProblemNote problem={step.error} />}
    </>
  );
}
