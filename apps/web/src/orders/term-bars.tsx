import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import type { Candidate } from './queries.js';

interface TermBarsProps {
  terms: Candidate['terms'];
  /** Minutes that fill the whole width. */
  scale: number;
}

/** What each term costs, in minutes: one bar of coloured parts, and the same as words. */
export function TermBars({ terms, scale }: TermBarsProps) {
  const texts = useTexts();
  const format = useFormat();
  const costly = terms
    .filter(({ costMinutes }) => Math.abs(costMinutes) >= 0.5)
    .toSorted((one, other) => other.costMinutes - one.costMinutes);
  const words = costly.map(({ term, costMinutes }) => `${texts.term[term]} ${format.number(costMinutes)}`).join(' · ');
  return (
    <div className="terms">
      <div className="bar" aria-hidden="true">
        {costly
          .filter(({ costMinutes }) => costMinutes > 0)
          .map(({ term, costMinutes }) => (
            <span
              key={term}
              className={`term-${term}`}
              title={`${texts.term[term]} ${format.number(costMinutes)}`}
              style={{ width: `${(100 * costMinutes) / scale}%` }}
            />
          ))}
      </div>
      <small>{words || texts.candidates.costsNothing}</small>
    </div>
  );
}
