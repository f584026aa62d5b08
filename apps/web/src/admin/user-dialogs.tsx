import { useState } from 'react';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { bindingOf, changeOf, newBindingOf } from './binding.js';
import { UserFields } from './user-fields.js';

type User = Schemas['UserView'];

interface UserDialogProps {
  user: User;
  onClose: () => void;
}

const setPassword = (id: string, password: string) =>
  answerOf(api.PUT('/api/v1/users/{id}/password', { params: { path: { id } }, body: { password } }));

/** A user and the first password, in two writes: the first may be repeated, the second is. */
export function CreateDialog({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  const create = useSend(
    async ({ password, ...body }: Schemas['CreateUser'] & { password: string }, key) => {
      const user = await answerOf(api.POST('/api/v1/users', { params: { header: once(key) }, body }));
      await setPassword(user.id, password);
      return user;
    },
    ['users'],
  );
  return (
    <Dialog title={texts.users.create} onClose={onClose}>
      <SendForm
        send={create}
        submit={texts.users.create}
        onDone={onClose}
        wish={(values) => ({
          name: values.text('name') ?? '',
          displayName: values.text('displayName') ?? '',
          password: values.all('password')[0] ?? '', // spaces count in a password
          ...newBindingOf(values),
        })}
      >
        <Field label={texts.signIn.name} name="name" problem={create.error}>
          <input name="name" required maxLength={64} autoComplete="off" />
        </Field>
        <UserFields problem={create.error} />
        <Field label={texts.signIn.password} name="password" problem={create.error} hint={texts.users.passwordHint}>
          <input name="password" type="password" required minLength={10} maxLength={200} autoComplete="new-password" />
        </Field>
      </SendForm>
    </Dialog>
  );
}

/** Name, roles and what they bind to. It goes with the version that was opened: what others save meanwhile is not overwritten unseen. */
export function ChangeDialog({ user, onClose }: UserDialogProps) {
  const texts = useTexts();
  const [{ id, version }] = useState(user);
  const change = useSend(
    (body: Schemas['ChangeUser']) =>
      answerOf(
        api.PATCH('/api/v1/users/{id}', { params: { path: { id }, header: { 'If-Match': `"${version}"` } }, body }),
      ),
    ['users', 'me'],
  );
  return (
    <Dialog title={texts.users.changeTitle(user.name)} onClose={onClose}>
      <SendForm
        send={change}
        submit={texts.users.save}
        onDone={onClose}
        wish={(values) => changeOf(values.text('displayName') ?? '', bindingOf(values))}
      >
        <UserFields user={user} problem={change.error} />
      </SendForm>
    </Dialog>
  );
}

/** A new password for somebody who has lost the old one. */
export function PasswordDialog({ user, onClose }: UserDialogProps) {
  const texts = useTexts();
  const reset = useSend(({ password }: Schemas['SetPassword']) => setPassword(user.id, password), ['users', 'me']);
  return (
    <Dialog title={texts.users.passwordTitle(user.name)} onClose={onClose}>
      <SendForm
        send={reset}
        submit={texts.users.password}
        onDone={onClose}
        wish={({ all }) => ({ password: all('password')[0] ?? '' })}
      >
        <p>{texts.users.sessionsEnd(user.displayName)}</p>
        <Field label={texts.users.password} name="password" problem={reset.error} hint={texts.users.passwordHint}>
          <input name="password" type="password" required minLength={10} maxLength={200} autoComplete="new-password" />
        </Field>
      </SendForm>
    </Dialog>
  );
}
