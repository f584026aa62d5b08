import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { pages } from '../session/roles.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { ProblemNote } from '../ui/states.js';
import { callerOf, follow, type Followed, isUnfinished, seatOf } from './call-steps.js';
import { OwnCall } from './own-call.js';
import { OwnSeat } from './own-seat.js';
import { useCall, useLinkCall, useWatchedSeats } from './queries.js';
import { rememberedSeat } from './remembered-seat.js';
import './call-bar.css';

const IntakeDialog = lazy(async () => ({ default: (await import('../requests/intake-dialog.js')).IntakeDialog }));

/** One's seat or call on every page, and the call before as long as nobody has said what it was about; nothing for who takes no seat. */
export default function CallBar() {
  const words = useTexts().calls;
  const me = useMe();
  const navigate = useNavigate();
  const isOnPage = useLocation().pathname === pages.calls.path;
  const { data: seats, error } = useWatchedSeats(isOnPage);
  const seat = seatOf(seats, me.id);
  const [followed, setFollowed] = useState<Followed>({});
  const [forgotten, setForgotten] = useState<string>();
  /** Kept here and not at its call: what is being written outlasts the customer's hanging up. */
  const [report, setReport] = useState<{ callId: string; customerId: string | undefined }>();
  const link = useLinkCall();
  const next = seats ? follow(followed, seat?.callId) : followed;
  if (next !== followed) setFollowed(next);
  const client = useQueryClient();
  useEffect(() => {
    if (next.last !== undefined) void client.invalidateQueries({ queryKey: ['calls', next.last] }); // it has just left
  }, [client, next.last]);
  const { data: call } = useCall(seat?.callId);
  const { data: before } = useCall(next.last);
  const last = before && before.id !== forgotten && isUnfinished(before, me.id) ? before : undefined;
  const place = seat ?? seats?.find(({ code, active, agentId }) => code === rememberedSeat() && active && !agentId);
  if (!place && !last && !report) return null;
  const shown = [call, last].filter((one) => one !== undefined);
  const about = (id: string, requestId: string) => {
    setReport(undefined);
    link.mutate({ id, requestId });
    void navigate(`/app/requests/${requestId}`);
  };
  return (
    <section className="call-bar" aria-label={words.bar}>
      <p role="status" className="hidden">
        {call?.status === 'ringing' && words.rings(callerOf(call) ?? words.withheld)}
      </p>
      {!call && place && <OwnSeat seat={place} isTaken={seat !== undefined} />}
      {shown.map((one) => (
        <OwnCall
          key={one.id}
          call={one}
          seat={seat}
          hasKeys={one === shown[0]}
          startsOpen={isOnPage}
          isLinking={link.isPending}
          onReport={(customerId) => setReport({ callId: one.id, customerId })}
          onAbout={(requestId) => about(one.id, requestId)}
          {...(one !== call && { onForget: () => setForgotten(one.id) })}
        />
      ))}
      {link.error && <ProblemNote problem={link.error} />}
      {error && <ProblemNote problem={error} />}
      {report && (
        <Suspense>
          <IntakeDialog
            customerId={report.customerId}
            onClose={() => setReport(undefined)}
            onReported={(requestId) => about(report.callId, requestId)}
          />
        </Suspense>
      )}
    </section>
  );
}
