import { Link } from 'react-router';
import { useTechnicianName } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import type { Plan } from './queries.js';

type Causes = Plan['causes'];

/** Each kind of event once. */
export const causesInWords = (causes: Causes, words: Record<Causes[number]['event'], string>) =>
  [...new Set(causes.map(({ event }) => words[event]))].join(', ');

/** What happened while the day ran: when, with whom, to which order. */
export function PlanCauses({ causes }: { causes: Causes }) {
  const texts = useTexts();
  const format = useFormat();
  const technicianName = useTechnicianName();
  return (
    <section>
      <h3>{texts.plans.causes}</h3>
      <ul>
        {causes.map(({ event, at, technicianId, repairOrderId, orderNumber, visitId }) => (
          <li key={`${event} ${visitId ?? repairOrderId ?? technicianId}`}>
            {format.time(at)} {texts.plans.cause[event]}
            {technicianId && <>: {technicianName(technicianId) ?? '…'}</>}
            {repairOrderId && (
              <>
                , <Link to={`/app/orders/${repairOrderId}`}>{orderNumber ?? '…'}</Link>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
