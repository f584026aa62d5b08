import { useTechnicianName } from '../api/lookups.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { useVisitNow } from './queries.js';

interface ConflictNoteProps {
  visitId: string;
  zone: string;
  /** The user has read what is there now and wants to go on from it; missing where there is nothing to go on with. */
  onSeen?: (version: number) => void;
}

/** Somebody else changed the visit meanwhile: what it is now, before anything is overwritten. */
export function ConflictNote({ visitId, zone, onSeen }: ConflictNoteProps) {
  const texts = useTexts();
  const format = useFormat();
  const technicianName = useTechnicianName();
  const { data: now } = useVisitNow(visitId);
  if (!now) return null;
  const what = `${format.dateTime(now.start, zone)}, ${technicianName(now.technicianId) ?? ''}, ${texts.visitStatus[now.status]}`;
  return (
    <div className="note warn">
      <p>{texts.visits.conflict(what)}</p>
      {onSeen && (
        <button type="button" onClick={() => onSeen(now.version)}>
          {texts.visits.goOn}
        </button>
      )}
    </div>
  );
}
