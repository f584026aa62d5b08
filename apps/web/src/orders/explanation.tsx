import { usePick, useTexts } from '../texts/text-context.js';
import { useToldTimes } from '../time/told-times.js';
import { ProblemNote } from '../ui/states.js';
import { type Order, useExplanation } from './queries.js';

/** Why this one rather than the next, and why the others not at all. */
export function Explanation({ order }: { order: Order }) {
  const texts = useTexts();
  const pick = usePick();
  const told = useToldTimes(order.place.timeZone);
  const { data, error } = useExplanation(order.id);
  if (!data) return error && <ProblemNote problem={error} />;
  if (data.number === 0) return null;
  return (
    <>
      {data.chosen && data.alternatives.length > 0 && (
        <details>
          <summary>{texts.candidates.whyThis(data.chosen.technicianName)}</summary>
          <ul className="plain rows">
            {data.alternatives.map(({ candidate, textEn, textZh }) => (
              <li key={`${candidate.siteId} ${candidate.technicianId}`}>
                <strong>
                  {candidate.technicianName} · {candidate.siteName}
                </strong>
                <small>{told(pick({ en: textEn, zh: textZh }))}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
      {data.rejected.length > 0 && (
        <details open={order.exceptionReasons.length > 0}>
          <summary>{texts.candidates.whyNot(data.rejected.reduce((sum, { count }) => sum + count, 0))}</summary>
          <ul className="plain rows">
            {data.rejected.map(({ count, example }) => (
              <li key={example.rule}>
                <strong>
                  {count} × {texts.rule[example.rule]}
                </strong>
                <small>
                  {texts.candidates.example(example.technicianName ?? example.siteName)}{' '}
                  {told(pick({ en: example.textEn, zh: example.textZh }))}
                </small>
                <small>{told(pick({ en: example.remedyEn, zh: example.remedyZh }))}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
