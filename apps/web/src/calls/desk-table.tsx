import { useState } from 'react';
import { Link } from 'react-router';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';
import { callTones } from '../ui/labels.js';
import { TableHead } from '../ui/table-head.js';
import { callerOf, sinceOf } from './call-steps.js';
import { type DeskRow, deskRows, type SeatStanding, standingOf } from './desk-rows.js';
import { RowActions } from './row-actions.js';
import type { Call, OpenCalls, Seat } from './queries.js';
import { Since } from './since.js';

const rowsAtOnce = 50;
const seatTones = { busy: 'busy', free: 'good', nobody: 'plain', unused: 'plain' } as const satisfies Record<
  SeatStanding,
  string
>;

/** Calls and seats in one table, so many rows of it at once: what waits first. */
export function DeskTable({ open, seats }: { open: OpenCalls; seats: readonly Seat[] }) {
  const texts = useTexts();
  const heads = texts.calls.columns;
  const isSupervisor = useHasRole('supervisor');
  const [most, setMost] = useState(rowsAtOnce);
  const rows = deskRows(open, seats).filter(({ call, seat }) => call || isSupervisor || seat?.active);
  return (
    <>
      <table className="list stacking">
        <TableHead
          columns={[heads.call, heads.seat, heads.status, heads.since, { label: texts.common.actions, isHidden: true }]}
        />
        <tbody>
          {rows.slice(0, most).map((row) => (
            <DeskRowView key={row.call?.id ?? `seat ${row.seat?.code}`} row={row} seats={seats} />
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <button className="more" onClick={() => setMost(most + rowsAtOnce)}>
          {texts.common.more}
        </button>
      )}
    </>
  );
}

function DeskRowView({ row, seats }: { row: DeskRow; seats: readonly Seat[] }) {
  const { calls: words, common } = useTexts();
  const heads = words.columns;
  const { call, seat } = row;
  const asked = row.call ? undefined : row.askedAbout;
  const since = call ? sinceOf(call) : seat.takenAt;
  return (
    <tr>
      <th scope="row" data-label={heads.call}>
        {call ? (
          <CallCell call={call} />
        ) : (
          <span className="muted">{asked ? words.askedAbout(callerOf(asked) ?? words.withheld) : words.noCall}</span>
        )}
      </th>
      <td data-label={heads.seat}>
        <SeatCell call={call} seat={seat} seats={seats} />
      </td>
      <td data-label={heads.status} className="badges">
        {call ? (
          <Badge tone={callTones[call.status]}>{words.status[call.status]}</Badge>
        ) : (
          <Badge tone={seatTones[standingOf(seat)]}>{words.seat[standingOf(seat)]}</Badge>
        )}
        {call?.position !== undefined && <span className="muted">{words.position(call.position)}</span>}
      </td>
      <td data-label={heads.since}>{since && <Since at={since} />}</td>
      <td data-label={common.actions}>
        <RowActions row={row} seats={seats} />
      </td>
    </tr>
  );
}

function CallCell({ call }: { call: Call }) {
  const texts = useTexts();
  const name = callerOf(call);
  return (
    <>
      {name ?? texts.calls.withheld} {call.urgent && <Badge tone="bad">{texts.priority.urgent}</Badge>}
      <small>
        {call.phone !== name && call.phone}{' '}
        {call.requestId && <Link to={`/app/requests/${call.requestId}`}>{texts.calls.itsRequest}</Link>}
      </small>
    </>
  );
}

/** Where the customer is, and who is asked meanwhile. */
function SeatCell({ call, seat, seats }: { call?: Call | undefined; seat?: Seat | undefined; seats: readonly Seat[] }) {
  const words = useTexts().calls;
  const asked = seats.find(({ code }) => code === call?.expertSeat);
  const outside = call?.outside;
  return (
    <>
      {seat && [seat.name, call?.agentName ?? seat.agentName].filter(Boolean).join(' · ')}
      {seat?.kind === 'expert' && !call && <small>{words.kind.expert}</small>}
      {asked && <small>{words.expertIs([asked.name, asked.agentName].filter(Boolean).join(' · '))}</small>}
      {outside && <small>{words.expertIs(`${outside.name} · ${outside.phone}`)}</small>}
    </>
  );
}
