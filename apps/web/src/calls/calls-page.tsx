import { useState } from 'react';
import { useHasRole, useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';
import { Loaded } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { seatOf } from './call-steps.js';
import { deskRows, deskSummary } from './desk-rows.js';
import { DeskTable } from './desk-table.js';
import { type OpenCalls, type Seat, useOpenCalls, useSeats } from './queries.js';
import { SeatDialog } from './seat-dialog.js';
import { Since } from './since.js';
import { TakeSeat } from './take-seat.js';
import './calls.css';

/** The queue and the seats as they are now. One's own seat and call are in the bar above, as on every page. */
export default function CallsPage() {
  const texts = useTexts();
  useTitle(texts.pages.calls);
  const me = useMe();
  const isSupervisor = useHasRole('supervisor');
  const seats = useSeats();
  const calls = useOpenCalls();
  const [isNew, setNew] = useState(false);
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.calls}</h1>
        {isSupervisor && <button onClick={() => setNew(true)}>{texts.calls.newSeat}</button>}
        {calls.data && seats.data && <Summary open={calls.data} seats={seats.data} />}
      </header>
      <Loaded query={seats}>
        {(all) => (
          <>
            {!seatOf(all, me.id) && <TakeSeat seats={all} />}
            <Loaded
              query={calls}
              isEmpty={(open) => deskRows(open, all).length === 0}
              empty={isSupervisor ? texts.calls.noSeats : texts.calls.noSeatsYet}
            >
              {(open) => <DeskTable open={open} seats={all} />}
            </Loaded>
            {isNew && <SeatDialog seats={all} onClose={() => setNew(false)} />}
          </>
        )}
      </Loaded>
    </>
  );
}

function Summary({ open, seats }: { open: OpenCalls; seats: readonly Seat[] }) {
  const words = useTexts().calls;
  const { waiting, longestSince, free } = deskSummary(open, seats);
  return (
    <p className="badges">
      <Badge tone={waiting > 0 ? 'warn' : 'plain'}>{words.waiting(waiting)}</Badge>
      {longestSince && (
        <span className="muted">
          {words.longest} <Since at={longestSince} />
        </span>
      )}
      <Badge tone={free > 0 ? 'good' : 'plain'}>{words.free(free)}</Badge>
    </p>
  );
}
