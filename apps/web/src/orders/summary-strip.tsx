import { Link } from 'react-router';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { useSummary } from './queries.js';

/** The counts that say where to look first; each opens the list behind it. */
export function SummaryStrip() {
  const texts = useTexts();
  const format = useFormat();
  const { data } = useSummary();
  if (!data) return null;
  const open = data.statuses.reduce((sum, { orders }) => sum + orders, 0);
  const dispatcher = data.waitingFor.find(({ name }) => name === 'dispatcher')?.orders ?? 0;
  const counts = [
    { label: texts.orders.summary.open, count: open, to: '/app/orders', bad: false },
    { label: texts.risk.breached, count: data.breached, to: '/app/orders?risk=breached', bad: true },
    { label: texts.pages.exceptions, count: data.exceptions, to: '/app/orders?exceptions=true', bad: true },
    { label: texts.orders.summary.dispatcher, count: dispatcher, to: '/app/orders?waitingFor=dispatcher', bad: false },
  ];
  return (
    <ul className="summary">
      {counts.map(({ label, count, to, bad }) => (
        <li key={to} className={bad && count > 0 ? 'bad' : ''}>
          <Link to={to}>
            <strong>{format.number(count)}</strong> {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
