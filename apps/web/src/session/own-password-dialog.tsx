import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, type Schemas } from '../api/client.js';
import { endSession } from '../api/query-client.js';
import { useSend } from '../api/use-send.js';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';

/** The present password and a new one, typed twice: nobody sees what is typed. All sessions end with it, so one signs in again. */
export default function OwnPasswordDialog({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  const { ownPassword: words } = texts;
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const differs = again !== '' && again !== password;
  const change = useSend(
    (body: Schemas['ChangeOwnPassword']) => answerOf(api.PUT('/api/v1/me/password', { body })),
    [],
  );
  return (
    <Dialog title={words.title} onClose={onClose}>
      <SendForm
        send={change}
        submit={words.title}
        onDone={() => endSession(client)}
        isImpossible={differs}
        wish={({ all }) => ({ currentPassword: all('currentPassword')[0] ?? '', password })} // spaces count in a password
      >
        <p>{words.sessionsEnd}</p>
        <Field label={words.current} name="currentPassword" problem={change.error}>
          <input name="currentPassword" type="password" required maxLength={200} autoComplete="current-password" />
        </Field>
        <Field label={words.next} name="password" problem={change.error} hint={texts.users.passwordHint}>
          <input
            type="password"
            required
            minLength={10}
            maxLength={200}
            autoComplete="new-password"
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        </Field>
        <Field label={words.again} hint={differs ? words.differs : undefined}>
          <input
            type="password"
            required
            maxLength={200}
            autoComplete="new-password"
            aria-invalid={differs || undefined}
            value={again}
            onChange={({ target }) => setAgain(target.value)}
          />
        </Field>
      </SendForm>
    </Dialog>
  );
}
