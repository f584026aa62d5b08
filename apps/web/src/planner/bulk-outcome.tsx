import type { Schemas } from '../api/client.js';
import { useTexts } from '../texts/text-context.js';
import { useTotal } from './totals.js';

const mostReasons = 20;

/** What came of approving many: how many and what they cost together, and why others could not be. */
export function BulkOutcome({ result: { outcomes, totals, left } }: { result: Schemas['BulkResult'] }) {
  const { approveByRule: texts } = useTexts();
  const total = useTotal();
  const refused = outcomes.filter(({ problem }) => problem);
  return (
    <div role="status" className={refused.length > 0 ? 'note warn' : 'note good'}>
      <strong>{texts.done(totals.approved, total(totals.values) || '–')}</strong>
      {refused.length > 0 && <p>{texts.refused(refused.length)}</p>}
      {refused.slice(0, mostReasons).map(({ id, problem }) => (
        <p key={id}>{problem}</p>
      ))}
      {refused.length > mostReasons && <p>{texts.moreRefused(refused.length - mostReasons)}</p>}
      {left > 0 && <p>{texts.left(left)}</p>}
    </div>
  );
}
