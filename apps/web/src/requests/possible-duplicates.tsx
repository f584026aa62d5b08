import { Link } from 'react-router';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { requestTones } from '../ui/labels.js';
import type { ServiceRequest } from './queries.js';

/** Open requests that may be about the same unit and fault: nothing is merged by itself, so whoever reads this looks at them. */
export function PossibleDuplicates({ request }: { request: ServiceRequest }) {
  const texts = useTexts();
  const format = useFormat();
  const { possibleDuplicates = [], place } = request;
  if (possibleDuplicates.length === 0) return null;
  return (
    <div className="note warn">
      <strong>{texts.requests.possibleDuplicates}</strong>
      <ul className="plain rows">
        {possibleDuplicates.map(({ id, number, status, problem, openedAt }) => (
          <li key={id}>
            <Link to={`/app/requests/${id}`}>{number}</Link>{' '}
            <Badge tone={requestTones[status]}>{texts.requestStatus[status]}</Badge> {problem}
            <small>
              {texts.requests.opened} {format.dateTime(openedAt, place.timeZone)}
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
}
