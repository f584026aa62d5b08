import { useCallback, useEffect, useRef, useState } from 'react';
import { readDraft, writeDraft } from '../phone/drafts.js';
import { useMe } from '../session/session.js';
import type { Visit } from '../visits/queries.js';
import { type Draft, emptyDraft } from './draft.js';

const pauseMilliseconds = 300;

/** The report of a visit as it is written: kept on the phone a moment after each change, so that closing the page loses nothing. */
export function useDraft(visit: Visit): [Draft | undefined, (change: (draft: Draft) => Draft) => void] {
  const userId = useMe().id;
  const { id: visitId, symptomCode } = visit;
  const [draft, setDraft] = useState<Draft>();
  const unwritten = useRef<Draft>(undefined);
  const write = useCallback(() => {
    const latest = unwritten.current;
    unwritten.current = undefined;
    if (latest) void writeDraft(userId, visitId, latest).catch(() => undefined); // no room left: it lives as long as the page
  }, [userId, visitId]);

  useEffect(() => {
    let isHere = true;
    const show = (read?: Draft) => isHere && setDraft(read ?? emptyDraft(symptomCode));
    readDraft<Draft>(userId, visitId).then(show, () => show());
    document.addEventListener('visibilitychange', write);
    return () => {
      isHere = false;
      document.removeEventListener('visibilitychange', write);
      write();
    };
  }, [userId, visitId, symptomCode, write]);

  useEffect(() => {
    const timer = setTimeout(write, pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [draft, write]);

  const change = useCallback(
    (how: (draft: Draft) => Draft) =>
      setDraft((present) => {
        unwritten.current = present && how(present);
        return unwritten.current;
      }),
    [],
  );
  return [draft, change];
}
