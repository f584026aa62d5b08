import { lazy, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTexts } from '../texts/text-context.js';

const OwnPasswordDialog = lazy(() => import('./own-password-dialog.js'));

/** In the menu of whoever is signed in: one's own password. */
export function OwnPassword() {
  const texts = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button onClick={() => setOpen(true)}>{texts.ownPassword.title}</button>
      {isOpen &&
        createPortal(
          <Suspense>
            <OwnPasswordDialog onClose={() => setOpen(false)} />
          </Suspense>,
          document.body, // the menu closes behind it
        )}
    </>
  );
}
