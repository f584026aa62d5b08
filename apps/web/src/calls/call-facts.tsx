import { Link } from 'react-router';
import { useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';
import { callTones } from '../ui/labels.js';
import { callerOf, sinceOf } from './call-steps.js';
import { type Call, useSeats } from './queries.js';
import { Since } from './since.js';

interface CallFactsProps {
  call: Call;
  /** Whether the user is the expert who is asked. */
  isAsked: boolean;
  /** How many requests of who calls are open; 0 where that is not known. */
  openRequests: number;
}

/** What is known of a call at a glance. */
export function CallFacts({ call, isAsked, openRequests }: CallFactsProps) {
  const texts = useTexts();
  const words = texts.calls;
  const { data: seats = [] } = useSeats();
  const expert = seats.find(({ code }) => code === call.expertSeat)?.name ?? call.outside?.name;
  const name = callerOf(call);
  return (
    <>
      <Badge tone={callTones[call.status]}>{words.status[call.status]}</Badge>
      {call.urgent && <Badge tone="bad">{texts.priority.urgent}</Badge>}
      <strong>{name ?? words.withheld}</strong>
      {call.phone && call.phone !== name && <span className="muted">{call.phone}</span>}
      <Since at={sinceOf(call)} />
      {call.requestId && <Link to={`/app/requests/${call.requestId}`}>{words.itsRequest}</Link>}
      {openRequests > 0 && <span>{words.stillOpen(openRequests)}</span>}
      {isAsked
        ? call.agentName && <span>{words.youAreAsked(call.agentName)}</span>
        : expert && <span>{words.expertIs(expert)}</span>}
    </>
  );
}
