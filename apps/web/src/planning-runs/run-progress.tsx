import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { ProblemNote } from '../ui/states.js';
import { type PlanningRun, useStopRun } from './queries.js';

/** How far a run is, as it goes on, and the button that stops it. */
export function RunProgress({ run }: { run: PlanningRun }) {
  const { planningRuns: texts } = useTexts();
  const format = useFormat();
  const stop = useStopRun(run);
  const { status, partsDone, partsTotal } = run;
  return (
    <>
      <div className="actions">
        {partsTotal > 0 ? (
          <progress aria-label={texts.status[status]} value={partsDone} max={partsTotal} />
        ) : (
          <progress aria-label={texts.status[status]} />
        )}
        <span>{texts.progress(format.number(partsDone), format.number(partsTotal))}</span>
        <button disabled={stop.isPending} onClick={() => stop.mutate('stop')}>
          {texts.stop}
        </button>
      </div>
      {stop.error && <ProblemNote problem={stop.error} />}
    </>
  );
}
