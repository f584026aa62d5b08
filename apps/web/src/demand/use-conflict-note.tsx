import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { type DoubtedUse, useUseNow } from './queries.js';

interface UseConflictNoteProps {
  use: DoubtedUse;
  /** The planner has read what is there now and wants to go on from it. */
  onSeen: (version: number) => void;
}

/** Somebody else has changed it meanwhile: what it is now. One that is settled must be reopened first, so there is nothing to go on with. */
export function UseConflictNote({ use, onSeen }: UseConflictNoteProps) {
  const { demand } = useTexts();
  const texts = demand.doubts;
  const format = useFormat();
  const { data: now } = useUseNow(use);
  if (!now) return null;
  const { settlement, countedPieces, version } = now;
  if (!settlement)
    return (
      <div className="note warn">
        <p>{texts.openNow(format.number(countedPieces))}</p>
        <button type="button" onClick={() => onSeen(version)}>
          {texts.goOn}
        </button>
      </div>
    );
  return (
    <div className="note warn">
      <p>{texts.settledNow(settlement.author, format.number(settlement.pieces), settlement.reason)}</p>
    </div>
  );
}
