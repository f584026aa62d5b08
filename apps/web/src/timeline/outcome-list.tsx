import type { Problem } from '../api/problem.js';
import { useTexts } from '../texts/text-context.js';
import { ProblemNote } from '../ui/states.js';
import { ConflictNote } from '../visits/conflict-note.js';

export interface OutcomeRow {
  id: string;
  name: string;
  problem: Problem | undefined;
  /** The visit that somebody else may have changed, and whose clock its times are on. */
  visitId?: string | undefined;
  zone: string;
}

/** What became of each row of many: done, or why not; a visit that somebody else has changed meanwhile with what it is now. */
export function OutcomeList({ rows }: { rows: readonly OutcomeRow[] }) {
  const { bulk } = useTexts().dispatch;
  return (
    <ul className="plain rows outcomes" aria-label={bulk.results}>
      {rows.map(({ id, name, problem, visitId, zone }) => (
        <li key={id}>
          {problem ? '✗' : '✓'} {problem ? name : bulk.done(name)}
          {problem && <ProblemNote problem={problem} />}
          {problem?.slug === 'stale-version' && visitId && <ConflictNote visitId={visitId} zone={zone} />}
        </li>
      ))}
    </ul>
  );
}
