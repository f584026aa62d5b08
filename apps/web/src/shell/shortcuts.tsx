import { lazy, Suspense, useEffect, useState } from 'react';
import { useHasRole } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { hearKeys, useKeys } from '../ui/use-keys.js';

const KeySheet = lazy(() => import('./key-sheet.js'));
const UrgentDialog = lazy(() => import('../urgent/urgent-dialog.js'));

/** What is at hand on every page: the urgent order for who dispatches, and the sheet of keys. Both are loaded when they are first opened. */
export function Shortcuts() {
  const texts = useTexts();
  const mayDispatch = useHasRole('dispatcher', 'supervisor');
  const [open, setOpen] = useState<'sheet' | 'urgent'>();
  const { keys, urgent } = texts.dispatch;
  useEffect(hearKeys, []);
  useKeys(keys.everywhere, [
    { keys: ['?'], label: keys.title, does: () => setOpen('sheet') },
    ...(mayDispatch ? [{ keys: ['u'], label: urgent.title, does: () => setOpen('urgent') }] : []),
  ]);
  const close = () => setOpen(undefined);
  return (
    <>
      {mayDispatch && (
        <button className="danger" aria-keyshortcuts="u" onClick={() => setOpen('urgent')}>
          {urgent.button}
        </button>
      )}
      <button className="keys" aria-label={keys.title} title={keys.title} onClick={() => setOpen('sheet')}>
        ?
      </button>
      <Suspense>
        {open === 'sheet' && <KeySheet onClose={close} />}
        {open === 'urgent' && <UrgentDialog onClose={close} />}
      </Suspense>
    </>
  );
}
