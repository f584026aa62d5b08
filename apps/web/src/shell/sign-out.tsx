import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useNavigate } from 'react-router';
import { answerOf, api } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import { phoneOwner } from '../phone/database.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { ProblemNote } from '../ui/states.js';

/** Ends the session and takes everything of it off this device. What a technician has not sent yet would be lost: that is said first. */
export function SignOut() {
  const texts = useTexts();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [unsent, setUnsent] = useState(0);
  const keepsThings = phoneOwner() === me.id;
  const signOut = useSend(async () => {
    await answerOf(api.DELETE('/api/v1/sessions/current'));
    client.clear();
    if (keepsThings) await (await import('../phone/kept.js')).forgetUser(me.id);
    client.setQueryData(['me'], null);
    await navigate('/');
  }, []);
  const ask = async () => {
    const waiting = keepsThings ? await countUnsent(me.id) : 0;
    if (waiting > 0) setUnsent(waiting);
    else signOut.mutate(undefined);
  };
  return (
    <>
      <button onClick={() => void ask()} disabled={signOut.isPending}>
        {texts.shell.signOut}
      </button>
      {signOut.error && unsent === 0 && <ProblemNote problem={signOut.error} />}
      {unsent > 0 &&
        createPortal(
          <Dialog title={texts.phone.signOutTitle} onClose={() => setUnsent(0)}>
            <p>{texts.phone.signOutText(unsent)}</p>
            {signOut.error && <ProblemNote problem={signOut.error} />}
            <footer>
              <button className="primary" onClick={() => setUnsent(0)}>
                {texts.phone.stay}
              </button>
              <button className="danger" disabled={signOut.isPending} onClick={() => signOut.mutate(undefined)}>
                {texts.phone.signOutAnyway}
              </button>
            </footer>
          </Dialog>,
          document.body, // the menu closes behind it
        )}
    </>
  );
}

async function countUnsent(userId: string): Promise<number> {
  const { stepsOf } = await import('../phone/queue.js');
  const steps = await stepsOf(userId).catch(() => []);
  return steps.filter(({ state }) => state !== 'sent').length;
}
