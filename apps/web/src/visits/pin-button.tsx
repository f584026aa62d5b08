import { useTexts } from '../texts/text-context.js';
import { ProblemNote } from '../ui/states.js';
import { useUnpin, type Visit } from './queries.js';

/** Begins to pin a planned visit, or lets it go. */
export function PinButton({ visit, onPin }: { visit: Visit; onPin: () => void }) {
  const { moves: texts } = useTexts();
  const unpin = useUnpin(visit);
  return (
    <>
      {visit.isPinned ? (
        <button disabled={unpin.isPending} onClick={() => unpin.mutate('unpin')}>
          {texts.unpin}
        </button>
      ) : (
        <button onClick={onPin}>{texts.pin}</button>
      )}
      {unpin.error && <ProblemNote problem={unpin.error} />}
    </>
  );
}
